//! The trash over REST.

use chrono::{DateTime, Duration, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    DAYS, Thrown, delete_company as delete,
    page::{cursor, cursor_of},
    restore_company as restore, thrown,
};
use crate::{
    api::{Answer, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, listed},
    error::{Error, FieldCode},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct ThrownDetails {
    /// `contact` or `company`
    kind: &'static str,
    id: Uuid,
    name: String,
    /// Of a contact the address, of a company the domain.
    detail: Option<String>,
    deleted_at: DateTime<Utc>,
    deleted_by: Option<String>,
    /// From then on it is removed for good.
    until: DateTime<Utc>,
}

impl From<Thrown> for ThrownDetails {
    fn from(row: Thrown) -> Self {
        Self {
            kind: if row.is_company { "company" } else { "contact" },
            id: row.id,
            name: row.name,
            detail: row.detail,
            deleted_at: row.deleted_at,
            deleted_by: row.actor,
            until: row.deleted_at + Duration::days(DAYS),
        }
    }
}

/// Contacts and companies that were deleted, the newest first
#[utoipa::path(
    get, path = "/trash", tag = "trash", params(PageQuery),
    responses((status = 200, body = Answer<Vec<ThrownDetails>>)),
)]
pub async fn list_trash(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<ThrownDetails>> {
    let unreadable = || Error::invalid("cursor", FieldCode::Unreadable);
    let before = match page.cursor.as_deref() {
        Some(text) => Some(cursor(text).ok_or_else(unreadable)?),
        None => None,
    };
    let mut scope = caller.begin(Permission::Read).await?;
    let mut rows = thrown(&mut scope, before, page.size()).await?;
    let is_full = rows.len() as i64 > page.size();
    rows.truncate(usize::try_from(page.size()).unwrap_or_default());
    let next = rows.last().filter(|_| is_full).map(cursor_of);
    listed(rows.into_iter().map(ThrownDetails::from).collect(), next)
}

#[derive(Serialize, ToSchema)]
pub struct CompanyDeleted {
    id: Uuid,
    deleted: bool,
}

/// Delete a company; it can be restored for 30 days
#[utoipa::path(
    delete, path = "/companies/{id}", tag = "trash", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<CompanyDeleted>)),
)]
pub async fn delete_company(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<CompanyDeleted> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    delete(&mut scope, id).await?;
    scope.commit().await?;
    answer(CompanyDeleted { id, deleted: true })
}

/// Restore a deleted company with everything it had
#[utoipa::path(
    post, path = "/companies/{id}/restore", tag = "trash", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<CompanyDeleted>)),
)]
pub async fn restore_company(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<CompanyDeleted> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    restore(&mut scope, id).await?;
    scope.commit().await?;
    answer(CompanyDeleted { id, deleted: false })
}
