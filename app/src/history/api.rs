//! The history of a contact over REST.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Change, changes, joins::Joins, revert_change as revert};
use crate::{
    api::{Answer, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, listed},
    contacts,
    error::{Error, FieldCode},
    fields::{self, Field, RECORD_KEY},
    photos,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct ChangeDetails {
    id: i64,
    /// `title`, `company`, `photo`, `emails` …; `fields.KEY` for the workspace's own fields.
    field: String,
    /// Null where nothing was known.
    old: Option<Value>,
    new: Option<Value>,
    /// `edit` (by hand), `mail`, `signature`, `csv` …; null where a source was taken back.
    source: Option<String>,
    import_id: Option<Uuid>,
    /// The member who did it, or whose import did.
    actor: Option<String>,
    at: DateTime<Utc>,
    /// False where a join was taken back, or undone with its import, since, and where a photo
    /// that stood there before is not kept any more.
    may_be_reverted: bool,
}

impl ChangeDetails {
    fn new(change: Change, own: &[Field], kept: &HashSet<String>, joins: &Joins) -> Self {
        let id = change.field.strip_prefix(RECORD_KEY);
        let found = id.and_then(|id| own.iter().find(|field| field.id.to_string() == id));
        let photo = change.photo_before();
        let is_gone = photo.is_some_and(|hash| !kept.contains(hash));
        Self {
            may_be_reverted: joins.settled(&change).is_none() && !is_gone,
            id: change.id,
            field: found.map_or(change.field.clone(), |field| {
                format!("fields.{}", field.key)
            }),
            old: change.old,
            new: change.new,
            source: change.origin,
            import_id: change.import_id,
            actor: change.actor,
            at: change.at,
        }
    }
}

/// Every change of a contact after it was made, the newest first
#[utoipa::path(
    get, path = "/contacts/{id}/history", tag = "contacts", params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Answer<Vec<ChangeDetails>>)),
)]
pub async fn list_contact_changes(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<ChangeDetails>> {
    let unreadable = |_| Error::invalid("cursor", FieldCode::Unreadable);
    let before = page
        .cursor
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(unreadable)?;
    let mut scope = caller.begin(Permission::Read).await?;
    contacts::contact(&mut scope, id).await?;
    let mut rows = changes(&mut scope, id, before, page.size()).await?;
    let own = fields::all_fields(&mut scope).await?;
    let named: Vec<String> = rows.iter().flat_map(Change::photos).collect();
    let kept = photos::standing(&mut scope, &named).await?;
    let joins = Joins::of(&mut scope, id, &rows).await?;
    let is_full = rows.len() as i64 > page.size();
    rows.truncate(usize::try_from(page.size()).unwrap_or_default());
    let next = rows
        .last()
        .filter(|_| is_full)
        .map(|row| row.id.to_string());
    let rows = rows
        .into_iter()
        .map(|row| ChangeDetails::new(row, &own, &kept, &joins));
    listed(rows.collect(), next)
}

#[derive(Serialize, ToSchema)]
pub struct Reverted {
    /// The change that this made, to take back in turn; null where nothing was different.
    change: Option<i64>,
}

/// Bring back what stood in a field before a change
#[utoipa::path(
    post, path = "/contacts/{id}/history/{change}/revert", tag = "contacts",
    params(("id" = Uuid, Path), ("change" = i64, Path)),
    responses((status = 200, body = Answer<Reverted>)),
)]
pub async fn revert_change(
    caller: Caller,
    ApiPath((id, change)): ApiPath<(Uuid, i64)>,
) -> Outcome<Reverted> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let made = revert(&mut scope, id, change).await?;
    scope.commit().await?;
    answer(Reverted { change: made })
}
