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
    let all = entries(scope, Asked::All).await?;
    Ok(by_category(all))
}

/// Where a page of it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    First,
    After(Uuid),
    /// With this one.
    At(Uuid),
}

/// A page of tags in the same order, in their categories, and whether there are more.
pub async fn page_of(scope: &mut Scope, from: Begin, most: usize) -> Result<(Vec<Category>, bool)> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX - 1) + 1;
    let mut found = entries(scope, Asked::Page(from, limit)).await?;
    let has_more = found.len() > most;
    found.truncate(most);
    Ok((by_category(found), has_more))
}

fn by_category(entries: Vec<Entry>) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for entry in entries {
        match categories.last_mut() {
            Some(last) if last.id == entry.category_id => last.entries.push(entry),
            _ => categories.push(Category {
                id: entry.category_id,
                name: entry.category.clone(),
                entries: vec![entry],
            }),
        }
    }
    categories
}

/// A category, and how many tags it holds.
#[derive(Clone, Debug)]
pub struct Outline {
    pub id: Uuid,
    pub name: String,
    pub tags: i64,
    pub proposed: i64,
}

/// All categories that hold something, by their names.
pub async fn outline(scope: &mut Scope) -> Result<Vec<Outline>> {
    Ok(sqlx::query_as!(
        Outline,
        r#"select
             k.id,
             k.name,
             count(*) as "tags!",
             count(*) filter (where e.approved_at is null) as "proposed!"
           from taxonomy_categories k
           join taxonomy_tags e on e.category_id = k.id and e.removed_at is null
           where k.workspace_id = acting_workspace()
           group by k.id, k.name, k.name_folded
           order by k.name_folded, k.id"#,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn entry(scope: &mut Scope, id: Uuid) -> Result<Entry> {
    entries(scope, Asked::One(id))
        .await?
        .pop()
        .ok_or(Error::NotFound)
}

enum Asked {
    All,
    One(Uuid),
    Page(Begin, i64),
}

async fn entries(scope: &mut Scope, asked: Asked) -> Result<Vec<Entry>> {
    let (only, from, most) = match asked {
        Asked::All => (None, Begin::First, None),
        Asked::One(id) => (Some(id), Begin::First, None),
        Asked::Page(from, most) => (None, from, Some(most)),
    };
    let (start, is_inclusive) = match from {
        Begin::First => (None, false),
        Begin::After(id) => (Some(id), false),
        Begin::At(id) => (Some(id), true),
    };
    let rows = sqlx::query!(
        r#"with chosen as materialized (
             select e.id, k.name as category, k.name_folded as category_folded
             from taxonomy_tags e
             join taxonomy_categories k on k.id = e.category_id
             where e.workspace_id = acting_workspace()
               and e.removed_at is null
               and ($1::uuid is null or e.id = $1)
               and ($2::uuid is null or ($3 and e.id = $2) or (k.name_folded, k.id, e.name_folded, e.id) > (
                 select of.name_folded, of.id, at.name_folded, at.id
                 from taxonomy_tags at
                 join taxonomy_categories of on of.id = at.category_id
                 where at.id = $2
               ))
             order by k.name_folded, k.id, e.name_folded, e.id
             limit $4
           )
           select
             e.id as "id!",
             e.category_id as "category_id!",
             chosen.category as "category!",
             e.name as "name!",
             e.approved_at is not null as "is_approved!",
             e.found,
             e.examples as "examples!",
             t.id as "tag_id?",
             t.name as "tag_name?",
             t.hue as "tag_hue?",
             set_by.contacts as "contacts!"
           from chosen
           join taxonomy_tags e on e.id = chosen.id
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
           order by chosen.category_folded, e.category_id, e.name_folded, e.id"#,
        only,
        start,
        is_inclusive,
        most,
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
    let approved = entries(scope, Asked::All).await?.into_iter();
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
