//! Whole workspaces over REST.

use axum::{body::Body, http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Refusal, Transfer, serve, store};
use crate::{
    api::{Answer, ApiPath, Caller, Failure, Outcome, answer},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct TransferReport {
    id: Uuid,
    /// `out` or `in`
    direction: String,
    /// `queued`, `running`, `done`, `failed`, `cancelled` or `expired`
    state: String,
    rows_done: i64,
    rows_total: i64,
    bytes: i64,
    /// Why a file was refused: a word, and what it means.
    problem: Option<String>,
    problem_text: Option<&'static str>,
    /// How many rows of each table went over.
    tables: Value,
    created_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
    /// Until when the file is kept.
    expires_at: Option<DateTime<Utc>>,
}

impl From<Transfer> for TransferReport {
    fn from(row: Transfer) -> Self {
        let refusal = row.problem.as_deref().and_then(Refusal::parse);
        Self {
            id: row.id,
            direction: row.direction,
            state: row.state,
            rows_done: row.rows_done,
            rows_total: row.rows_total,
            bytes: row.bytes,
            problem: row.problem,
            problem_text: refusal.map(Refusal::words),
            tables: row.tables,
            created_at: row.created_at,
            finished_at: row.finished_at,
            expires_at: row.expires_at,
        }
    }
}

/// The newest exports and loads of the whole workspace
#[utoipa::path(
    get, path = "/workspace/transfers", tag = "workspace",
    responses((status = 200, body = Answer<Vec<TransferReport>>)),
)]
pub async fn list_transfers(caller: Caller) -> Outcome<Vec<TransferReport>> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    let found = store::transfers(&mut scope).await?;
    answer(found.into_iter().map(TransferReport::from).collect())
}

/// Export the whole workspace
///
/// A zip is made in the background: follow it by its `id`, and fetch it when it is `done`.
#[utoipa::path(
    post, path = "/workspace/transfers", tag = "workspace",
    responses((status = 202, body = Answer<TransferReport>)),
)]
pub async fn create_export(caller: Caller) -> Outcome<TransferReport> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    let id = store::start_export(&mut scope).await?;
    let report = store::transfer(&mut scope, id).await?.into();
    scope.commit().await?;
    accepted(report)
}

/// How far an export or a load is
#[utoipa::path(
    get, path = "/workspace/transfers/{id}", tag = "workspace", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TransferReport>)),
)]
pub async fn get_transfer(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<TransferReport> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    answer(store::transfer(&mut scope, id).await?.into())
}

/// Stop an export or a load
#[utoipa::path(
    post, path = "/workspace/transfers/{id}/cancel", tag = "workspace", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<TransferReport>)),
)]
pub async fn cancel_transfer(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<TransferReport> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    store::cancel_transfer(&mut scope, id).await?;
    let report = store::transfer(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(report)
}

/// The file of an export
#[utoipa::path(
    get, path = "/workspace/transfers/{id}/file", tag = "workspace", params(("id" = Uuid, Path)),
    responses((status = 200, body = String, content_type = "application/zip")),
)]
pub async fn get_transfer_file(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Result<Response, Failure> {
    Ok(serve::workspace_file(&caller.0, id).await?)
}

/// Load a workspace into this one, which must be empty
///
/// Send the zip as the whole body. It is loaded in the background, whole or not at all.
#[utoipa::path(
    post, path = "/workspace/load", tag = "workspace",
    request_body(content = Vec<u8>, content_type = "application/zip"),
    responses((status = 202, body = Answer<TransferReport>)),
)]
pub async fn load_workspace(caller: Caller, body: Body) -> Outcome<TransferReport> {
    let id = serve::take_in(&caller.0, body.into_data_stream()).await?;
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    accepted(store::transfer(&mut scope, id).await?.into())
}

fn accepted(report: TransferReport) -> Outcome<TransferReport> {
    let (_, body) = answer(report)?;
    Ok((StatusCode::ACCEPTED, body))
}
