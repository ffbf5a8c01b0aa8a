//! Changes of many contacts over REST.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Asked, Change, Selection, page::of_list};
use crate::{
    api::{
        Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, PageQuery, answer, created, listed,
    },
    bulk,
    context::{Scope, Viewer},
    error::Result,
    workspaces::Permission,
};

#[derive(Deserialize, ToSchema)]
pub struct BulkRequest {
    /// Whom: their ids. Where absent, `list` says whom.
    #[serde(default)]
    ids: Vec<Uuid>,
    /// Whom: all that the list of contacts shows at the address with this query, such as
    /// `filter=fading` or `q=tag:tea`; empty for everybody.
    list: Option<String>,
    #[serde(flatten)]
    asked: Asked,
    /// Says what would happen, and does nothing.
    #[serde(default)]
    preview: bool,
}

impl BulkRequest {
    fn selection(&self, viewer: &Viewer) -> Result<Selection> {
        match &self.list {
            Some(list) if self.ids.is_empty() => of_list(list, viewer),
            _ => Ok(Selection::Ids(self.ids.clone())),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct BulkReport {
    /// Absent in a preview.
    id: Option<Uuid>,
    /// What is done, in words.
    action: String,
    /// `preview`, `queued`, `running`, `done`, `cancelled`, `failed`, `undoing` or `undone`
    state: String,
    total: i32,
    /// Were changed; in a preview, would be.
    done: i32,
    /// Were so already.
    unchanged: i32,
    failed: i32,
    /// Taken back by the undo.
    undone: i32,
    /// Changed by somebody since, and left so by the undo.
    kept: i32,
    created_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    /// The first hundred that could not be changed.
    failures: Vec<BulkFailure>,
}

#[derive(Serialize, ToSchema)]
pub struct BulkFailure {
    contact_id: Uuid,
    /// `gone`, `deleted` or `internal`
    reason: String,
}

impl BulkReport {
    fn new(change: Change) -> Result<Self> {
        Ok(Self {
            id: Some(change.id),
            action: change.action()?.words(),
            state: change.state,
            total: change.total,
            done: change.done,
            unchanged: change.unchanged,
            failed: change.failed,
            undone: change.undone,
            kept: change.kept,
            created_at: Some(change.created_at),
            finished_at: change.finished_at,
            failures: Vec::new(),
        })
    }

    pub async fn of(scope: &mut Scope, id: Uuid) -> Result<Self> {
        let mut report = Self::new(bulk::change(scope, id).await?)?;
        let failures = bulk::failures(scope, id, 100).await?.into_iter();
        let failures = failures.map(|failure| BulkFailure {
            contact_id: failure.contact,
            reason: failure.reason,
        });
        report.failures = failures.collect();
        Ok(report)
    }
}

async fn previewed(
    scope: &mut Scope,
    action: &bulk::Action,
    contacts: &[Uuid],
) -> Result<BulkReport> {
    let preview = bulk::preview(scope, action, contacts).await?;
    let number = |count| i32::try_from(count).unwrap_or(i32::MAX);
    Ok(BulkReport {
        id: None,
        action: action.words(),
        state: "preview".to_owned(),
        total: number(preview.total),
        done: number(preview.changing),
        unchanged: number(preview.unchanged),
        failed: number(preview.failing),
        undone: 0,
        kept: 0,
        created_at: None,
        finished_at: None,
        failures: Vec::new(),
    })
}

/// Change many contacts
///
/// Up to 500 at once; more by an order in the background, whose report tells how far it is.
#[utoipa::path(
    post, path = "/contacts/bulk", tag = "bulk", request_body = BulkRequest,
    responses((status = 201, body = Answer<BulkReport>)),
)]
pub async fn change_many(
    caller: Caller,
    ApiJson(request): ApiJson<BulkRequest>,
) -> Outcome<BulkReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let contacts = request.selection(&caller.0)?.contacts(&mut scope).await?;
    let action = request.asked.read(&mut scope).await?;
    if request.preview {
        return answer(previewed(&mut scope, &action, &contacts).await?);
    }
    let id = bulk::start(&mut scope, &action, &contacts).await?;
    let report = BulkReport::of(&mut scope, id).await?;
    scope.commit().await?;
    created(report)
}

/// What was changed in bulk, the newest first
#[utoipa::path(
    get, path = "/bulk-changes", tag = "bulk", params(PageQuery),
    responses((status = 200, body = Answer<Vec<BulkReport>>)),
)]
pub async fn list_changes(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<BulkReport>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let (before, size) = (page.before()?, page.size());
    let mut rows = bulk::changes(&mut scope, before, size).await?;
    let more = rows.len() as i64 > size;
    rows.truncate(size as usize);
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    let rows = rows.into_iter().map(BulkReport::new);
    listed(rows.collect::<Result<_>>()?, next)
}

/// The report of one change
#[utoipa::path(
    get, path = "/bulk-changes/{id}", tag = "bulk", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<BulkReport>)),
)]
pub async fn get_change(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<BulkReport> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(BulkReport::of(&mut scope, id).await?)
}

/// Take a change back, but for what somebody changed since
#[utoipa::path(
    post, path = "/bulk-changes/{id}/undo", tag = "bulk", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<BulkReport>)),
)]
pub async fn undo_change(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<BulkReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    bulk::undo(&mut scope, id).await?;
    let report = BulkReport::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(report)
}

/// Stop a change that is running
#[utoipa::path(
    post, path = "/bulk-changes/{id}/cancel", tag = "bulk", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<BulkReport>)),
)]
pub async fn cancel_change(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<BulkReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    bulk::cancel(&mut scope, id).await?;
    let report = BulkReport::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(report)
}

/// Try those again that could not be changed or were not reached
#[utoipa::path(
    post, path = "/bulk-changes/{id}/retry", tag = "bulk", params(("id" = Uuid, Path)),
    responses((status = 201, body = Answer<BulkReport>)),
)]
pub async fn retry_change(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<BulkReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let again = bulk::retry(&mut scope, id).await?;
    let report = BulkReport::of(&mut scope, again).await?;
    scope.commit().await?;
    created(report)
}
