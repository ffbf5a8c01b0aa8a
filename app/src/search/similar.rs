//! Words that are nearly what was typed: one letter too many, too few, another one, or two
//! that changed places; two such slips in a long word. The first letter, or the second
//! where the first was too much, is taken to be right.

use super::words::Word;
use crate::{context::Scope, error::Result};

const SHORTEST: usize = 4;
const LONG: usize = 8;
/// Of so many similar words the nearest are taken.
const MOST: usize = 5;
const LAST: &str = "\u{10FFFF}";

/// Words of names and companies that are near to a word, the nearest first.
pub(super) async fn similar(scope: &mut Scope, word: &Word) -> Result<Vec<String>> {
    let letters: Vec<char> = word.typed.chars().collect();
    if letters.len() < SHORTEST {
        return Ok(Vec::new());
    }
    let slips = if letters.len() < LONG { 1 } else { 2 };
    let (first, second) = (letters[0].to_string(), letters[1].to_string());
    let length = i32::try_from(letters.len()).unwrap_or(i32::MAX);
    let candidates = sqlx::query_scalar!(
        r#"select distinct word as "word!"
           from (
             select word
             from contact_words
             where workspace_id = acting_workspace()
               and word >= $1
               and word < $1 || $5
               and length(word) between $3::integer - $4::integer and $3::integer + $4::integer
               and places & 3 <> 0
             union all
             select word
             from contact_words
             where workspace_id = acting_workspace()
               and $1 <> $2
               and word >= $2
               and word < $2 || $5
               and length(word) between $3::integer - $4::integer and $3::integer + $4::integer
               and places & 3 <> 0
           ) as near"#,
        first,
        second,
        length,
        slips,
        LAST,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(nearest(&letters, candidates, slips as usize))
}

/// Whether a word of a contact begins so.
pub(super) async fn is_known(scope: &mut Scope, word: &Word) -> Result<bool> {
    let known = sqlx::query_scalar!(
        r#"select exists (
             select
             from contact_words
             where workspace_id = acting_workspace() and word >= $1 and word < $1 || $2
           ) as "known!""#,
        word.typed,
        LAST,
    );
    Ok(known.fetch_one(scope.db()).await?)
}

fn nearest(letters: &[char], candidates: Vec<String>, slips: usize) -> Vec<String> {
    let mut near: Vec<(usize, String)> = candidates
        .into_iter()
        .map(|word| (distance(letters, &word.chars().collect::<Vec<_>>()), word))
        .filter(|(distance, _)| (1..=slips).contains(distance))
        .collect();
    near.sort();
    near.truncate(MOST);
    near.into_iter().map(|(_, word)| word).collect()
}

/// Optimal string alignment: insertions, deletions, other letters, neighbours swapped.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        for (one, other, slips) in [
            ("muller", "muller", 0),
            ("mullr", "muller", 1),
            ("muleler", "muller", 1),
            ("mulelr", "muller", 1),
            ("muxxer", "muller", 2),
            ("", "abc", 3),
            ("abc", "", 3),
        ] {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(
                distance(&letters(one), &letters(other)),
                slips,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn the_nearest_come_first_and_the_same_word_is_none() {
        let candidates = ["zimmermann", "zimmerman", "zimmerer", "zimmer"].map(ToOwned::to_owned);
        let typed: Vec<char> = "zimmermann".chars().collect();
        assert_eq!(nearest(&typed, candidates.to_vec(), 2), ["zimmerman"]);
    }
}
