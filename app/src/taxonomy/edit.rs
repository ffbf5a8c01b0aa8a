//! Editing the taxonomy: adding tags, naming them, moving them to another category, changing
//! their words, removing them, and approving what was proposed.

use serde_json::json;
use uuid::Uuid;

use super::{
    rule::{RuleField, RuleWords, read_words},
    store::{entry, taxonomy},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, FieldErrors, Result},
    events::{EventKind, record},
    tags,
};

/// A workspace keeps so many tags by rules at most.
const MOST: usize = 300;

/// What is said of a tag; absent fields stay as they are.
#[derive(Clone, Debug, Default)]
pub struct EntryInput {
    pub name: Option<String>,
    /// By its name; made where there is none.
    pub category: Option<String>,
    /// The words of the fields that are named.
    pub words: RuleWords,
}

impl EntryInput {
    /// From the lines of a form: one for the words of each field, in the order of
    /// [`RuleField::ALL`].
    pub fn typed(name: String, category: String, lines: &[String; 5]) -> Result<Self> {
        let (mut words, mut errors) = (RuleWords::new(), FieldErrors::default());
        for (field, line) in RuleField::ALL.into_iter().zip(lines) {
            match read_words(line) {
                Ok(read) => {
                    words.insert(field, read);
                }
                Err(code) => errors.add(field.as_str(), code),
            }
        }
        errors.into_result()?;
        Ok(Self {
            name: Some(name),
            category: Some(category),
            words,
        })
    }
}

/// A tag that is proposed, and applied once it is approved.
pub async fn add_entry(scope: &mut Scope, input: &EntryInput) -> Result<Uuid> {
    let name = tags::clean_name(input.name.as_deref().unwrap_or_default())?;
    let category = category_named(scope, input.category.as_deref().unwrap_or_default()).await?;
    let standing = taxonomy(scope).await?;
    if standing.iter().map(|one| one.entries.len()).sum::<usize>() >= MOST {
        return Err(Error::invalid("name", FieldCode::TooLarge));
    }
    refuse_taken(scope, &name, None).await?;
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into taxonomy_tags (id, workspace_id, category_id, name, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $5)",
        id,
        workspace,
        category,
        name,
        now,
    )
    .execute(scope.db())
    .await?;
    set_words(scope, id, &input.words).await?;
    told(scope, id, "added").await?;
    Ok(id)
}

pub async fn change_entry(scope: &mut Scope, id: Uuid, input: &EntryInput) -> Result<()> {
    let before = entry(scope, id).await?;
    let name = input.name.as_deref().map(tags::clean_name).transpose()?;
    // The name that contacts show may have come from the settings of tags.
    let name = match name {
        Some(name) if name == before.shown_name() => before.name.clone(),
        Some(name) => name,
        None => before.name.clone(),
    };
    let category = match input.category.as_deref() {
        Some(category) => category_named(scope, category).await?,
        None => before.category_id,
    };
    refuse_taken(scope, &name, Some(id)).await?;
    let now = scope.now;
    sqlx::query!(
        "update taxonomy_tags set name = $2, category_id = $3, updated_at = $4 where id = $1",
        id,
        name,
        category,
        now,
    )
    .execute(scope.db())
    .await?;
    set_words(scope, id, &input.words).await?;
    if before.is_approved && name != before.name {
        tags::ensure_tags(scope, &[name]).await?;
    }
    told(scope, id, "changed").await
}

/// What was set by its rule goes when the taxonomy is applied the next time.
pub async fn remove_entry(scope: &mut Scope, id: Uuid) -> Result<()> {
    entry(scope, id).await?;
    let now = scope.now;
    sqlx::query!(
        "update taxonomy_tags set removed_at = $2, updated_at = $2 where id = $1",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    told(scope, id, "removed").await
}

/// Brings a removed tag back, with its category; refused where another took the name.
pub async fn restore_entry(scope: &mut Scope, id: Uuid) -> Result<()> {
    let gone = sqlx::query!(
        "select e.name, k.name as category
         from taxonomy_tags e
         join taxonomy_categories k on k.id = e.category_id
         where e.id = $1 and e.removed_at is not null",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    if is_taken(scope, &gone.name, None).await? {
        return Err(Error::Conflict);
    }
    let (category, now) = (category_named(scope, &gone.category).await?, scope.now);
    sqlx::query!(
        "update taxonomy_tags set removed_at = null, category_id = $2, updated_at = $3 where id = $1",
        id,
        category,
        now,
    )
    .execute(scope.db())
    .await?;
    told(scope, id, "restored").await
}

pub async fn rename_category(scope: &mut Scope, id: Uuid, name: &str) -> Result<()> {
    let name = tags::clean_name(name)?;
    let now = scope.now;
    let others = sqlx::query_scalar!(
        r#"select exists (
             select from taxonomy_categories
             where workspace_id = acting_workspace()
               and name_folded = fold($2)
               and removed_at is null
               and id <> $1
           ) as "taken!""#,
        id,
        name,
    )
    .fetch_one(scope.db())
    .await?;
    if others {
        return Err(Error::invalid("name", FieldCode::Taken));
    }
    let done = sqlx::query!(
        "update taxonomy_categories set name = $2, updated_at = $3 where id = $1 and removed_at is null",
        id,
        name,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(scope, id, "renamed").await
}

/// With all that it holds.
pub async fn remove_category(scope: &mut Scope, id: Uuid) -> Result<()> {
    let now = scope.now;
    let done = sqlx::query!(
        "update taxonomy_categories set removed_at = $2, updated_at = $2 where id = $1 and removed_at is null",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    sqlx::query!(
        "update taxonomy_tags set removed_at = $2, updated_at = $2
         where category_id = $1 and removed_at is null",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    told(scope, id, "category_removed").await
}

/// With what went along with it, but for tags whose name was taken meanwhile.
pub async fn restore_category(scope: &mut Scope, id: Uuid) -> Result<()> {
    let now = scope.now;
    let gone = sqlx::query!(
        r#"select
             k.removed_at as "removed_at!",
             exists (
               select from taxonomy_categories other
               where other.workspace_id = k.workspace_id
                 and other.name_folded = k.name_folded
                 and other.removed_at is null
             ) as "is_taken!"
           from taxonomy_categories k
           where k.id = $1 and k.removed_at is not null"#,
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    if gone.is_taken {
        return Err(Error::Conflict);
    }
    sqlx::query!(
        "update taxonomy_categories set removed_at = null, updated_at = $2 where id = $1",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "update taxonomy_tags e set removed_at = null, updated_at = $3
         where e.category_id = $1
           and e.removed_at = $2
           and not exists (
             select from taxonomy_tags other
             where other.workspace_id = e.workspace_id
               and other.name_folded = e.name_folded
               and other.removed_at is null
           )",
        id,
        gone.removed_at,
        now,
    )
    .execute(scope.db())
    .await?;
    told(scope, id, "category_restored").await
}

/// All that is proposed, or this one: from now on they are applied. Makes their tags. Returns
/// how many.
pub async fn approve(scope: &mut Scope, only: Option<Uuid>) -> Result<usize> {
    if let Some(id) = only {
        entry(scope, id).await?;
    }
    let (actor, now) = (scope.actor, scope.now);
    let names = sqlx::query_scalar!(
        "update taxonomy_tags set
           approved_at = coalesce(approved_at, $1),
           approved_by = coalesce(approved_by, $2),
           updated_at = $1
         where workspace_id = acting_workspace()
           and removed_at is null
           and case when $3::uuid is null then approved_at is null else id = $3 end
         returning name",
        now,
        actor,
        only,
    )
    .fetch_all(scope.db())
    .await?;
    if names.is_empty() {
        return Err(Error::Conflict);
    }
    tags::ensure_tags(scope, &names).await?;
    let workspace = scope.workspace;
    let data = json!({ "tags": names.len() });
    record(scope, EventKind::TaxonomyApproved, workspace, data).await?;
    Ok(names.len())
}

async fn refuse_taken(scope: &mut Scope, name: &str, but: Option<Uuid>) -> Result<()> {
    match is_taken(scope, name, but).await? {
        true => Err(Error::invalid("name", FieldCode::Taken)),
        false => Ok(()),
    }
}

async fn is_taken(scope: &mut Scope, name: &str, but: Option<Uuid>) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from taxonomy_tags
             where workspace_id = acting_workspace()
               and name_folded = fold($1)
               and removed_at is null
               and id is distinct from $2
           ) as "taken!""#,
        name,
        but,
    );
    Ok(found.fetch_one(scope.db()).await?)
}

/// The category of this name, made if there is none.
pub(super) async fn category_named(scope: &mut Scope, name: &str) -> Result<Uuid> {
    let name = tags::clean_name(name).map_err(|error| error.renamed("name", "category"))?;
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into taxonomy_categories (id, workspace_id, name, created_at, updated_at)
         values ($1, $2, $3, $4, $4)
         on conflict (workspace_id, name_folded) where removed_at is null do nothing",
        id,
        workspace,
        name,
        now,
    )
    .execute(scope.db())
    .await?;
    let found = sqlx::query_scalar!(
        "select id
         from taxonomy_categories
         where workspace_id = acting_workspace() and name_folded = fold($1) and removed_at is null",
        name,
    );
    Ok(found.fetch_one(scope.db()).await?)
}

/// Of the fields that are named; those of others stay.
pub(super) async fn set_words(scope: &mut Scope, id: Uuid, words: &RuleWords) -> Result<()> {
    let named: Vec<&str> = words.keys().map(|field| field.as_str()).collect();
    let (mut fields, mut positions, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for (field, words) in words {
        for (position, word) in words.iter().enumerate() {
            fields.push(RuleField::as_str(*field));
            positions.push(i32::try_from(position).unwrap_or(i32::MAX));
            said.push(word.as_str());
        }
    }
    sqlx::query!(
        "delete from taxonomy_words where tag_id = $1 and field = any($2)",
        id,
        &named as &[&str],
    )
    .execute(scope.db())
    .await?;
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into taxonomy_words (workspace_id, tag_id, field, position, word)
         select $1, $2, given.field, given.position, given.word
         from unnest($3::text[], $4::integer[], $5::text[]) as given (field, position, word)",
        workspace,
        id,
        &fields as &[&str],
        &positions,
        &said as &[&str],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn told(scope: &mut Scope, id: Uuid, what: &str) -> Result<()> {
    record(
        scope,
        EventKind::TaxonomyEdited,
        id,
        json!({ "what": what }),
    )
    .await
}
