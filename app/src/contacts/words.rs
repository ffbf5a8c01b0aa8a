//! Searching by the beginnings of words. A rare word names the few contacts that are
//! looked at; common ones are met soon while the list is walked in its own order. Which
//! of the two it is, is counted, because the planner's guess is wrong by orders.

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// So many words are still looked up at once; a contact has most twice, by name and address.
const FEW: i64 = 4_000;

#[derive(Default)]
pub(super) struct Search {
    /// Whom the rarest word leaves.
    found: Option<Vec<Uuid>>,
    /// What they have to fit besides.
    words: Vec<String>,
}

impl Search {
    pub async fn of(scope: &mut Scope, text: &str) -> Result<Self> {
        let mut search = Self::default();
        for word in search_words(text) {
            match few_with(scope, &word).await? {
                Some(few) if search.is_narrowed_by(&few) => search.found = Some(few),
                _ => {}
            }
            search.words.push(word);
        }
        if search.words.len() == 1 && search.found.is_some() {
            search.words.clear();
        }
        Ok(search)
    }

    fn is_narrowed_by(&self, few: &[Uuid]) -> bool {
        self.found
            .as_ref()
            .is_none_or(|found| few.len() < found.len())
    }

    /// Adds the conditions on the contacts `c`.
    pub fn push(self, sql: &mut QueryBuilder<Postgres>) {
        if let Some(found) = self.found {
            sql.push(" and c.id = any(").push_bind(found).push(")");
        }
        for word in self.words {
            sql.push(" and c.id in (select w.contact_id from contact_words w where w.workspace_id = acting_workspace() and w.word >= fold(");
            sql.push_bind(word.clone())
                .push(") and w.word < fold(")
                .push_bind(word)
                .push(") || ")
                .push_bind(LAST)
                .push(")");
        }
    }
}

/// Words that begin with a word lie between it and itself followed by the last
/// character there is.
const LAST: &str = "\u{10FFFF}";

/// Who has a word that begins like this, unless they are many.
async fn few_with(scope: &mut Scope, word: &str) -> Result<Option<Vec<Uuid>>> {
    let found = sqlx::query_scalar!(
        r#"select case when count(*) <= $3::bigint then coalesce(array_agg(distinct contact_id), '{}') end
           from (
             select contact_id
             from contact_words
             where workspace_id = acting_workspace()
               and word >= fold($1)
               and word < fold($1) || $2
             limit $3::bigint + 1
           ) as met"#,
        word,
        LAST,
        FEW,
    );
    Ok(found.fetch_one(scope.db()).await?)
}

/// The parts of a search, as the words of contacts are parted.
pub(super) fn search_words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || "@.,;:()<>/_+'’-".contains(c));
    parts
        .filter(|part| !part.is_empty())
        .map(ToOwned::to_owned)
        .take(8)
        .collect()
}
