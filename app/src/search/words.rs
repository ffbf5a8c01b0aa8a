//! What is typed as words to look for, folded as the database folds them. Languages bend
//! the ends of words: a longer word is also looked for by its stem.

use crate::{context::Scope, error::Result};

const MOST: usize = 6;
/// Stems shorter than this meet too much.
const STEM: usize = 4;

/// A word of a search: whatever begins with one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it was typed, folded.
    pub typed: String,
    /// It, or a beginning of it that other forms share.
    pub stem: String,
}

pub(super) async fn words_of(scope: &mut Scope, text: &str) -> Result<Vec<Word>> {
    let typed = text
        .split(|next: char| !next.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .take(MOST)
        .collect::<Vec<_>>();
    let folded = sqlx::query!(
        r#"select
             fold(word) as "typed!",
             array(
               select distinct stem
               from unnest(array['english', 'german', 'french', 'spanish', 'italian', 'portuguese', 'dutch', 'swedish']::regconfig[]) as language
               cross join lateral unnest(tsvector_to_array(to_tsvector(language, fold(word)))) as stem
             ) as "stems!"
           from unnest($1::text[]) with ordinality as given (word, place)
           order by place"#,
        &typed,
    )
    .fetch_all(scope.db())
    .await?;
    let words = folded.into_iter().map(|row| Word {
        stem: stem_of(&row.typed, &row.stems),
        typed: row.typed,
    });
    Ok(words.collect())
}

/// The shortest beginning that a language takes for the stem.
fn stem_of(typed: &str, stems: &[String]) -> String {
    let beginnings = stems
        .iter()
        .filter(|stem| stem.chars().count() >= STEM && typed.starts_with(stem.as_str()));
    let shortest = beginnings.min_by_key(|stem| stem.len());
    shortest.map_or_else(|| typed.to_owned(), Clone::clone)
}

#[cfg(test)]
mod tests {
    use super::stem_of;

    #[test]
    fn a_stem_is_a_beginning_of_some_length() {
        for (typed, stems, stem) in [
            ("meetings", vec!["meet", "meetings"], "meet"),
            ("hauser", vec!["haus", "hauser"], "haus"),
            ("happy", vec!["happi"], "happy"),
            ("tests", vec!["tes", "test"], "test"),
            ("tea", vec!["tea"], "tea"),
        ] {
            let stems = stems.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>();
            assert_eq!(stem_of(typed, &stems), stem);
        }
    }
}
