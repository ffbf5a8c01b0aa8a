//! Which messages have all words: lists of numbers, the newest first, met with each other
//! from the newest blocks on until enough are found.

use std::collections::HashSet;

use super::words::Word;
use crate::{context::Scope, error::Result};

/// Words that begin with a word lie between it and itself followed by the last
/// character there is.
const LAST: &str = "\u{10FFFF}";
/// So many numbers are looked at first, which is a block: of common words enough are met
/// there. Each further look goes so many times as far.
const FIRST_LOOK: i64 = 8_192;
const FURTHER: i64 = 12;

/// The numbers of at most `enough` messages with all words, the newest first.
pub(super) async fn meeting(
    scope: &mut Scope,
    words: &[Word],
    is_note: bool,
    enough: usize,
) -> Result<Vec<i64>> {
    let mut until = newest(scope).await? + 1;
    let (mut found, mut look) = (Vec::new(), FIRST_LOOK);
    while until > 0 && found.len() < enough && !words.is_empty() {
        let from = (until - look).max(0);
        found.extend(met_between(scope, words, is_note, from, until).await?);
        (until, look) = (from, look * FURTHER);
    }
    found.truncate(enough);
    Ok(found)
}

async fn newest(scope: &mut Scope) -> Result<i64> {
    let newest = sqlx::query_scalar!(
        r#"select coalesce(max(number), 0) as "newest!" from message_numbers where workspace_id = acting_workspace()"#,
    );
    Ok(newest.fetch_one(scope.db()).await?)
}

async fn met_between(
    scope: &mut Scope,
    words: &[Word],
    is_note: bool,
    from: i64,
    until: i64,
) -> Result<Vec<i64>> {
    let mut met: Option<HashSet<i64>> = None;
    for word in words {
        let numbers = numbers_of(scope, word, is_note, from, until).await?;
        let both = match met {
            Some(met) => numbers
                .into_iter()
                .filter(|number| met.contains(number))
                .collect(),
            None => numbers.into_iter().collect::<HashSet<_>>(),
        };
        if both.is_empty() {
            return Ok(Vec::new());
        }
        met = Some(both);
    }
    let mut met: Vec<i64> = met.unwrap_or_default().into_iter().collect();
    met.sort_unstable_by(|one, other| other.cmp(one));
    Ok(met)
}

async fn numbers_of(
    scope: &mut Scope,
    word: &Word,
    is_note: bool,
    from: i64,
    until: i64,
) -> Result<Vec<i64>> {
    let rows = sqlx::query!(
        "select block, offsets
         from message_words
         where workspace_id = acting_workspace()
           and is_note = $1
           and word >= $2
           and word < $2 || $3
           and block >= $4
           and block < $5",
        is_note,
        word.stem,
        LAST,
        from,
        until,
    )
    .fetch_all(scope.db())
    .await?;
    let numbers = rows.into_iter().flat_map(|row| {
        let block = row.block;
        row.offsets
            .into_iter()
            .map(move |offset| block + i64::from(offset))
    });
    Ok(numbers.collect())
}
