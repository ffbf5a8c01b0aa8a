//! What applying the taxonomy to everybody would do, tag by tag, and ordering it.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use super::{
    fits::{everybody, some},
    moves::moves,
    store::rules,
};
use crate::{
    bulk::{self, Action},
    context::Scope,
    error::{Error, FieldCode, Result},
};

/// So many are looked at, which takes less than a second; where there are more, it is estimated.
const LOOKED_AT: i64 = 2_000;
const SAMPLES: usize = 3;

pub struct Expected {
    /// All contacts.
    pub contacts: usize,
    /// Of which so many were looked at; the figures are of all, estimated by these.
    pub looked_at: usize,
    /// Those in whom something changes.
    pub changing: usize,
    /// By the names of the tags.
    pub tags: Vec<ExpectedTag>,
}

pub struct ExpectedTag {
    pub tag: Uuid,
    pub name: String,
    pub added: usize,
    pub removed: usize,
    /// The names of some of those who would get it, or lose it.
    pub samples: Vec<String>,
}

impl Expected {
    /// Not all were looked at: none among these does not mean none.
    pub fn is_estimate(&self) -> bool {
        self.looked_at < self.contacts
    }
}

#[derive(Default)]
struct Count {
    added: usize,
    removed: usize,
    samples: Vec<Uuid>,
}

pub async fn expected(scope: &mut Scope) -> Result<Expected> {
    let rules = rules(scope).await?;
    let (contacts, all) = some(scope, LOOKED_AT).await?;
    let found = moves(scope, &rules, &contacts).await?;
    let of_all = |count: usize| estimate(count, contacts.len(), all);
    let mut tags = named(scope, counted(&contacts, &found)).await?;
    for tag in &mut tags {
        tag.added = of_all(tag.added);
        tag.removed = of_all(tag.removed);
    }
    Ok(Expected {
        contacts: all,
        looked_at: contacts.len(),
        changing: of_all(found.len()),
        tags,
    })
}

fn counted(contacts: &[Uuid], found: &HashMap<Uuid, Value>) -> HashMap<Uuid, Count> {
    let mut counts: HashMap<Uuid, Count> = HashMap::new();
    for contact in contacts {
        let Some(moves) = found.get(contact) else {
            continue;
        };
        for (way, is_added) in [("added", true), ("removed", false)] {
            let tags = moves[way].as_array().into_iter().flatten();
            for tag in tags.filter_map(|tag| tag.as_str()?.parse().ok()) {
                let count = counts.entry(tag).or_default();
                count.added += usize::from(is_added);
                count.removed += usize::from(!is_added);
                if count.samples.len() < SAMPLES {
                    count.samples.push(*contact);
                }
            }
        }
    }
    counts
}

/// Of all, as of those who were looked at; two digits of it are known.
fn estimate(count: usize, looked_at: usize, all: usize) -> usize {
    if looked_at >= all {
        return count;
    }
    let whole = count * all / looked_at.max(1);
    let digits = whole.checked_ilog10().unwrap_or_default();
    let unit = 10_usize.pow(digits.saturating_sub(1));
    (whole + unit / 2) / unit * unit
}

async fn named(scope: &mut Scope, counts: HashMap<Uuid, Count>) -> Result<Vec<ExpectedTag>> {
    let ids: Vec<Uuid> = counts.keys().copied().collect();
    let people: Vec<Uuid> = counts
        .values()
        .flat_map(|count| count.samples.clone())
        .collect();
    let names: HashMap<Uuid, String> =
        sqlx::query!("select id, name from contacts where id = any($1)", &people)
            .fetch_all(scope.db())
            .await?
            .into_iter()
            .map(|row| (row.id, row.name))
            .collect();
    let tags = sqlx::query!(
        "select id, name from tags where id = any($1) order by name_folded, id",
        &ids,
    )
    .fetch_all(scope.db())
    .await?;
    let told = tags.into_iter().filter_map(|tag| {
        let count = counts.get(&tag.id)?;
        let samples = count.samples.iter();
        Some(ExpectedTag {
            tag: tag.id,
            name: tag.name,
            added: count.added,
            removed: count.removed,
            samples: samples.filter_map(|id| names.get(id).cloned()).collect(),
        })
    });
    Ok(told.collect())
}

/// Applies it to everybody, as a change of many; returns that.
pub async fn apply_taxonomy(scope: &mut Scope) -> Result<Uuid> {
    let rules = rules(scope).await?;
    let contacts = everybody(scope).await?;
    if contacts.is_empty() {
        return Err(Error::invalid("contacts", FieldCode::NobodyFound));
    }
    bulk::start(scope, &Action::SetTags { rules }, &contacts).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_some_is_estimated_of_all() {
        for (count, looked_at, all, expected) in [
            (0, 0, 0, 0),
            (3, 9, 9, 3),
            (0, 2_000, 100_000, 0),
            (1, 2_000, 100_000, 50),
            (247, 2_000, 100_000, 12_000),
            (1_999, 2_000, 2_001, 2_000),
        ] {
            assert_eq!(estimate(count, looked_at, all), expected, "{count} {all}");
        }
    }
}
