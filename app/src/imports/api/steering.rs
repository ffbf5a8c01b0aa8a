//! Steering an import: stop, go on, answer, undo, import again.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    api::{Answer, ApiJson, ApiPath, Caller, Outcome, answer},
    context::Scope,
    imports::{steer, store, types::ImportReport},
    workspaces::{self, ContactRule, Permission},
};

/// Stop an import; what was stored stays
#[utoipa::path(
    post, path = "/imports/{id}/cancel", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn cancel_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::cancel(&mut scope, id).await?;
    told(scope, id).await
}

/// Go on with an import that was stopped or failed
#[utoipa::path(
    post, path = "/imports/{id}/retry", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn retry_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::retry(&mut scope, id).await?;
    told(scope, id).await
}

/// Stop at the next safe point, and wait
#[utoipa::path(
    post, path = "/imports/{id}/pause", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn pause_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::pause(&mut scope, id).await?;
    told(scope, id).await
}

/// Go on with a paused import
#[utoipa::path(
    post, path = "/imports/{id}/resume", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn resume_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::resume(&mut scope, id).await?;
    told(scope, id).await
}

/// Take away what came by this import alone; contacts that somebody edited stay
#[utoipa::path(
    post, path = "/imports/{id}/undo", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn undo_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::undo(&mut scope, id).await?;
    told(scope, id).await
}

/// Import the kept file of an undone import again
#[utoipa::path(
    post, path = "/imports/{id}/redo", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn redo_import(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::redo(&mut scope, id).await?;
    told(scope, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerAnswer {
    /// Those that are the member's own.
    #[serde(default)]
    addresses: Vec<String>,
    /// None of them is: the mailbox is somebody else's, and counts for no relationship.
    #[serde(default)]
    none: bool,
    /// Who becomes a contact, from now on in the whole workspace; for its owner. Stays as it
    /// is where absent.
    contacts: Option<ContactRule>,
}

/// Say whose mailbox it is, where the import asks
#[utoipa::path(
    post, path = "/imports/{id}/addresses", tag = "imports", params(("id" = Uuid, Path)),
    request_body = OwnerAnswer,
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn answer_import(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(given): ApiJson<OwnerAnswer>,
) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    if let Some(rule) = given.contacts {
        caller.0.require(Permission::ManageWorkspace)?;
        workspaces::choose_contact_rule(&mut scope, rule).await?;
    }
    if given.none && given.addresses.is_empty() {
        steer::answer_none(&mut scope, id).await?;
    } else {
        steer::answer_addresses(&mut scope, id, &given.addresses).await?;
    }
    told(scope, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SkippedReason {
    /// `newsletter`, `list`, `automated`, `role`, `spam` or `trash`
    reason: String,
}

/// Import what was skipped for a reason, too
#[utoipa::path(
    post, path = "/imports/{id}/include", tag = "imports", params(("id" = Uuid, Path)),
    request_body = SkippedReason,
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn include_skipped(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(given): ApiJson<SkippedReason>,
) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    steer::include(&mut scope, id, &given.reason).await?;
    told(scope, id).await
}

/// Commits, and answers how the import stands now.
pub(super) async fn told(mut scope: Scope, id: Uuid) -> Outcome<ImportReport> {
    let report = store::import(&mut scope, id).await?.report();
    scope.commit().await?;
    answer(report)
}
