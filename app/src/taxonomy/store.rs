//! SQL that reads the taxonomy.

use std::collections::HashMap;

use uuid::Uuid;

use super::rule::{Rule, RuleField, RuleWords};
use crate::{
    context::Scope,
    error::{Error, Result},
    tags::Tag,
};

/// With what it holds; one that holds nothing is not shown.
#[derive(Clone, Debug)]
pub struct Category {
    pub id: Uuid,
    pub name: String,
    pub entries: Vec<Entry>,
}

/// A tag of the taxonomy.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Uuid,
    pub category_id: Uuid,
    pub category: String,
    pub name: String,
    pub words: RuleWords,
    pub is_approved: bool,
    /// The tag on contacts that it means; none before it is approved, or after that was deleted.
    pub tag: Option<Tag>,
    /// How many contacts have it by rules.
    pub contacts: i64,
    /// Whom it was found to fit when it was proposed.
    pub found: Option<i32>,
    pub examples: Vec<Example>,
}

#[derive(Clone, Debug)]
pub struct Example {
    pub id: Uuid,
    pub name: String,
}

impl Entry {
    /// As contacts have it, if they do.
    pub fn shown_name(&self) -> &str {
        self.tag.as_ref().map_or(&self.name, |tag| &tag.name)
    }
}

/// All of it, categories and tags by their names.
pub async fn taxonomy(scope: &mut Scope) -> Result<Vec<Category>> {
    let mut categories: Vec<Category> = Vec::new();
    for entry in entries(scope, None).await? {
        match categories.last_mut() {
            Some(last) if last.id == entry.category_id => last.entries.push(entry),
            _ => categories.push(Category {
                id: entry.category_id,
                name: entry.category.clone(),
                entries: vec![entry],
            }),
        }
    }
    Ok(categories)
}

pub async fn entry(scope: &mut Scope, id: Uuid) -> Result<Entry> {
    entries(scope, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn entries(scope: &mut Scope, only: Option<Uuid>) -> Result<Vec<Entry>> {
    let rows = sqlx::query!(
        r#"select
             e.id,
             e.category_id,
             k.name as category,
             e.name,
             e.approved_at is not null as "is_approved!",
             e.found,
             e.examples,
             t.id as "tag_id?",
             t.name as "tag_name?",
             t.hue as "tag_hue?",
             set_by.contacts as "contacts!"
           from taxonomy_tags e
           join taxonomy_categories k on k.id = e.category_id
           left join tag_names n
             on n.workspace_id = acting_workspace()
             and n.name_folded = e.name_folded
             and e.approved_at is not null
           left join tags t on t.id = n.tag_id and t.deleted_at is null
           cross join lateral (
             select count(*) as contacts
             from contact_tags x
             join contacts c on c.id = x.contact_id and c.deleted_at is null
             where x.workspace_id = acting_workspace() and x.tag_id = t.id and x.by_rule
           ) as set_by
           where e.workspace_id = acting_workspace()
             and e.removed_at is null
             and ($1::uuid is null or e.id = $1)
           order by k.name_folded, k.id, e.name_folded, e.id"#,
        only,
    )
    .fetch_all(scope.db())
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut words = words_of(scope, &ids).await?;
    let people: Vec<Uuid> = rows.iter().flat_map(|row| row.examples.clone()).collect();
    let names = names_of(scope, &people).await?;
    let read = rows.into_iter().map(|row| Entry {
        tag: row
            .tag_id
            .zip(row.tag_name)
            .zip(row.tag_hue)
            .map(|((id, name), hue)| Tag { id, name, hue }),
        words: words.remove(&row.id).unwrap_or_default(),
        examples: row
            .examples
            .iter()
            .filter_map(|id| {
                let name = names.get(id)?.clone();
                Some(Example { id: *id, name })
            })
            .collect(),
        id: row.id,
        category_id: row.category_id,
        category: row.category,
        name: row.name,
        is_approved: row.is_approved,
        contacts: row.contacts,
        found: row.found,
    });
    Ok(read.collect())
}

async fn words_of(scope: &mut Scope, entries: &[Uuid]) -> Result<HashMap<Uuid, RuleWords>> {
    let rows = sqlx::query!(
        "select tag_id, field, word
         from taxonomy_words
         where tag_id = any($1)
         order by tag_id, field, position",
        entries,
    )
    .fetch_all(scope.db())
    .await?;
    let mut words: HashMap<Uuid, RuleWords> = HashMap::new();
    for row in rows {
        if let Some(field) = RuleField::parse(&row.field) {
            let rule = words.entry(row.tag_id).or_default();
            rule.entry(field).or_default().push(row.word);
        }
    }
    Ok(words)
}

async fn names_of(scope: &mut Scope, contacts: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let rows = sqlx::query!(
        "select id, name from contacts where id = any($1) and deleted_at is null",
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// What is applied: the approved tags that are still there.
pub async fn rules(scope: &mut Scope) -> Result<Vec<Rule>> {
    let approved = entries(scope, None).await?.into_iter();
    let rules = approved.filter(|entry| entry.is_approved);
    Ok(rules
        .filter_map(|entry| {
            let tag = entry.tag?;
            Some(Rule {
                entry: entry.id,
                tag: tag.id,
                name: tag.name,
                words: entry.words,
            })
        })
        .collect())
}
