//! What applying the taxonomy to everybody would do, tag by tag, and ordering it.

use std::collections::HashMap;

use uuid::Uuid;

use super::{fits::everybody, moves::moves, store::rules};
use crate::{
    bulk::{self, Action},
    context::Scope,
    error::{Error, FieldCode, Result},
};

/// So many are looked at in one query.
const CHUNK: usize = 5_000;
const SAMPLES: usize = 3;

pub struct Expected {
    pub contacts: usize,
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

#[derive(Default)]
struct Count {
    added: usize,
    removed: usize,
    samples: Vec<Uuid>,
}

pub async fn expected(scope: &mut Scope) -> Result<Expected> {
    let rules = rules(scope).await?;
    let contacts = everybody(scope).await?;
    let mut counts: HashMap<Uuid, Count> = HashMap::new();
    let mut changing = 0;
    for chunk in contacts.chunks(CHUNK) {
        let found = moves(scope, &rules, chunk).await?;
        changing += found.len();
        for contact in chunk {
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
    }
    Ok(Expected {
        contacts: contacts.len(),
        changing,
        tags: named(scope, counts).await?,
    })
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
