//! A query of contacts that finds nobody, as it may have been meant.

use super::{
    similar::{is_known, similar},
    words::{Word, words_of},
};
use crate::{contacts::query::Query, context::Scope, error::Result};

pub struct Near {
    /// With the nearest word of this workspace for each that is nearly one.
    pub corrected: Query,
    /// The words that `corrected` has in place of what was typed.
    pub words: Vec<String>,
    /// With all words that are near enough.
    pub wide: Query,
}

/// None where no word of its free text that nobody has is nearly one that people or companies
/// have. What else it asks stays as it is.
pub async fn near(scope: &mut Scope, query: &Query) -> Result<Option<Near>> {
    let (mut corrected, mut wide, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for part in query.parts() {
        let Query::Text(text) = part else {
            corrected.push(part.clone());
            wide.push(part.clone());
            continue;
        };
        for word in words_of(scope, text).await? {
            if is_known(scope, &word).await? {
                corrected.push(Query::text(&word.typed));
                wide.push(Query::text(&word.typed));
                continue;
            }
            let found = similar(scope, &word).await?;
            corrected.push(Query::text(found.first().unwrap_or(&word.typed)));
            words.extend(found.first().cloned());
            wide.push(any_of(&word, &found));
        }
    }
    Ok((!words.is_empty()).then(|| Near {
        corrected: Query::all(corrected),
        words,
        wide: Query::all(wide),
    }))
}

fn any_of(word: &Word, found: &[String]) -> Query {
    let choices = std::iter::once(&word.typed).chain(found);
    Query::any(choices.map(|word| Query::text(word)).collect())
}
