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
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, RECORD_KEY},
    photos,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct ChangeDetails {
    id: i64,
    /// `title`, `company`, `photo`, `keep_in_touch`, `emails` …; `fields.KEY` for the workspace's own fields.
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

impl ChangeDetails {
    /// On one line, as a terminal shows it.
    pub fn line(&self) -> String {
        let day = self.at.format("%Y-%m-%d");
        let by = self.source.iter().chain(&self.actor);
        let by: Vec<&str> = by.map(String::as_str).collect();
        let way = if self.may_be_reverted {
            ""
        } else {
            "  (stays)"
        };
        format!(
            "{}  {day}  {}: {} → {}  {}{way}",
            self.id,
            self.field,
            said(self.old.as_ref()),
            said(self.new.as_ref()),
            by.join(", "),
        )
    }
}

fn said(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) if items.is_empty() => "nothing".to_owned(),
        Some(Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| said(Some(item))).collect();
            items.join(", ")
        }
        Some(Value::Object(parts)) => {
            let told = ["name", "value"].iter().find_map(|part| parts.get(*part));
            told.map_or_else(|| "…".to_owned(), |part| said(Some(part)))
        }
        Some(other) => other.to_string(),
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
    let (rows, next) = changes_of(&mut scope, id, before, page.size()).await?;
    listed(rows, next.map(|id| id.to_string()))
}

/// So many changes of a contact, the newest first, of those before another one; and the last of
/// them, if there are more behind it.
pub async fn changes_of(
    scope: &mut Scope,
    contact: Uuid,
    before: Option<i64>,
    size: i64,
) -> Result<(Vec<ChangeDetails>, Option<i64>)> {
    contacts::contact(scope, contact).await?;
    let mut rows = changes(scope, contact, before, size).await?;
    let own = fields::all_fields(scope).await?;
    let named: Vec<String> = rows.iter().flat_map(Change::photos).collect();
    let kept = photos::standing(scope, &named).await?;
    let joins = Joins::of(scope, contact, &rows).await?;
    let is_full = rows.len() as i64 > size;
    rows.truncate(usize::try_from(size).unwrap_or_default());
    let next = rows.last().filter(|_| is_full).map(|row| row.id);
    let rows = rows
        .into_iter()
        .map(|row| ChangeDetails::new(row, &own, &kept, &joins));
    Ok((rows.collect(), next))
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
