//! Making, renaming and colouring tags.

use serde_json::json;
use uuid::Uuid;

use super::store::tag;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    ui::hue,
};

const LONGEST: usize = 60;

/// The name without what surrounds it, its spaces single.
pub fn clean(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Error::invalid("name", FieldCode::Required)),
        1..=LONGEST => Ok(name),
        _ => Err(Error::invalid("name", FieldCode::TooLong)),
    }
}

/// A new tag; refused where one has that name.
pub async fn create_tag(scope: &mut Scope, name: &str, colour: Option<i16>) -> Result<Uuid> {
    let name = clean(name)?;
    if called(scope, &name).await?.is_some() {
        return Err(Error::invalid("name", FieldCode::Taken));
    }
    insert(scope, &name, colour).await
}

/// The tag of this name, made if there is none.
pub async fn ensure_tag(scope: &mut Scope, name: &str) -> Result<Uuid> {
    let name = clean(name)?;
    match called(scope, &name).await? {
        Some(id) => Ok(id),
        None => insert(scope, &name, None).await,
    }
}

/// Makes those of these names that mean no tag yet; that they mean one is a person's word.
pub async fn ensure_tags(scope: &mut Scope, names: &[String]) -> Result<()> {
    let ids: Vec<Uuid> = names.iter().map(|_| scope.id()).collect();
    let hues: Vec<i16> = names.iter().map(|name| hue(name) as i16).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "with made as (
           insert into tags (id, workspace_id, name, hue, created_at, updated_at)
           select given.id, $1, given.name, given.hue, $2, $2
           from unnest($3::uuid[], $4::text[], $5::smallint[]) as given (id, name, hue)
           where not exists (
             select from tag_names n
             join tags t on t.id = n.tag_id and t.deleted_at is null
             where n.workspace_id = acting_workspace() and n.name_folded = fold(given.name)
           )
           on conflict do nothing
           returning id, name_folded
         ),
         kept as (
           update tags t set is_imported = false
           from tag_names n
           where t.is_imported
             and t.id = n.tag_id
             and n.workspace_id = acting_workspace()
             and n.name_folded in (select fold(name) from unnest($4::text[]) as name)
         )
         insert into tag_names (workspace_id, name_folded, tag_id, home_id)
         select $1, name_folded, id, id from made
         on conflict (workspace_id, name_folded) do update set
           tag_id = excluded.tag_id,
           home_id = excluded.home_id",
        workspace,
        now,
        &ids,
        names,
        &hues,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Absent fields stay as they are.
pub async fn edit_tag(
    scope: &mut Scope,
    id: Uuid,
    name: Option<&str>,
    colour: Option<i16>,
) -> Result<()> {
    let before = tag(scope, id).await?;
    let name = name.map(clean).transpose()?.unwrap_or(before.name);
    if called(scope, &name).await?.is_some_and(|other| other != id) {
        return Err(Error::invalid("name", FieldCode::Taken));
    }
    let (colour, now) = (checked(colour)?.unwrap_or(before.hue), scope.now);
    sqlx::query!(
        "update tags set name = $2, hue = $3, is_imported = false, updated_at = $4 where id = $1",
        id,
        name,
        colour,
        now,
    )
    .execute(scope.db())
    .await?;
    own_name(scope, id).await?;
    record(scope, EventKind::TagEdited, id, json!({ "name": name })).await
}

fn checked(colour: Option<i16>) -> Result<Option<i16>> {
    match colour {
        Some(colour) if !(0..12).contains(&colour) => {
            Err(Error::invalid("hue", FieldCode::OutOfRange))
        }
        _ => Ok(colour),
    }
}

/// Who is called so now.
pub(super) async fn called(scope: &mut Scope, name: &str) -> Result<Option<Uuid>> {
    let found = sqlx::query_scalar!(
        "select id
         from tags
         where workspace_id = acting_workspace() and name_folded = fold($1) and deleted_at is null",
        name,
    );
    Ok(found.fetch_optional(scope.db()).await?)
}

async fn insert(scope: &mut Scope, name: &str, colour: Option<i16>) -> Result<Uuid> {
    let colour = checked(colour)?.unwrap_or_else(|| hue(name) as i16);
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    let made = sqlx::query!(
        "insert into tags (id, workspace_id, name, hue, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $5)
         on conflict do nothing",
        id,
        workspace,
        name,
        colour,
        now,
    )
    .execute(scope.db())
    .await?;
    if made.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    own_name(scope, id).await?;
    record(scope, EventKind::TagCreated, id, json!({ "name": name })).await?;
    Ok(id)
}

/// Records that say its name mean this tag from now on.
pub(super) async fn own_name(scope: &mut Scope, id: Uuid) -> Result<()> {
    sqlx::query!(
        "insert into tag_names (workspace_id, name_folded, tag_id, home_id)
         select workspace_id, name_folded, id, id from tags where id = $1
         on conflict (workspace_id, name_folded) do update set
           tag_id = excluded.tag_id,
           home_id = excluded.home_id",
        id,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
