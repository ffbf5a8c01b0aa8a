//! Comparing all contacts, and from when on Kith joins by itself, over REST.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{Scan, cancel_scan, newest_scan, scan, start_scan};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer},
    review::{choose_join_from, join_from},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct ScanReport {
    pub id: Uuid,
    pub dry_run: bool,
    /// `queued`, `running`, `done`, `cancelled` or `failed`
    pub state: String,
    /// `reading`, `comparing` or `joining`
    pub stage: String,
    /// How far the stage is, and how much it has.
    pub done: i32,
    pub total: i32,
    /// Contacts that are, or in a dry run would be, made part of another one.
    pub to_join: i32,
    /// Pairs that a person should look at.
    pub to_review: i32,
    /// Contacts that were made part of another one so far.
    pub joined: i32,
    /// Of a dry run: who would be joined, some of the surest, the contact to be kept first.
    pub groups: Vec<Vec<Uuid>>,
    /// Of companies, which are compared when contacts are done: the same.
    pub companies: CompaniesReport,
    /// All of it in words.
    pub text: String,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
pub struct CompaniesReport {
    /// Companies that were, or in a dry run would be, made part of another one.
    pub to_join: i32,
    /// Pairs that a person should look at.
    pub to_review: i32,
    /// Companies that were made part of another one.
    pub joined: i32,
    /// Of a dry run: which would be joined, some of the surest.
    pub groups: Vec<Vec<Uuid>>,
}

impl From<Scan> for ScanReport {
    fn from(scan: Scan) -> Self {
        Self {
            groups: scan.groups(),
            companies: CompaniesReport {
                to_join: scan.companies_to_join,
                to_review: scan.companies_to_review,
                joined: scan.companies_joined,
                groups: scan.company_groups(),
            },
            text: scan.words(),
            id: scan.id,
            dry_run: scan.is_dry_run,
            state: scan.state,
            stage: scan.stage,
            done: scan.done,
            total: scan.total,
            to_join: scan.to_join,
            to_review: scan.to_review,
            joined: scan.joined,
            created_at: scan.created_at,
            finished_at: scan.finished_at,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ScanQuery {
    /// Say what would be done, and change nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Compare all contacts anew, in the background
///
/// Those that are certain are joined, if the workspace wants that; doubtful pairs wait under
/// `/review`. Follow it by its `id`. One at a time is under way, and one dry run.
#[utoipa::path(
    post, path = "/review/scans", tag = "contacts", params(ScanQuery),
    responses((status = 202, body = Answer<ScanReport>)),
)]
pub async fn scan_contacts(
    caller: Caller,
    ApiQuery(asked): ApiQuery<ScanQuery>,
) -> Outcome<ScanReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = start_scan(&mut scope, asked.dry_run).await?;
    let report = scan(&mut scope, id).await?.into();
    scope.commit().await?;
    let (_, body) = answer(report)?;
    Ok((StatusCode::ACCEPTED, body))
}

/// The comparison of all contacts that was ordered last; none before the first
#[utoipa::path(
    get, path = "/review/scans", tag = "contacts",
    responses((status = 200, body = Answer<Vec<ScanReport>>)),
)]
pub async fn list_scans(caller: Caller) -> Outcome<Vec<ScanReport>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let newest = newest_scan(&mut scope).await?;
    answer(newest.into_iter().map(ScanReport::from).collect())
}

/// How far a comparison of all contacts is, or what it found
#[utoipa::path(
    get, path = "/review/scans/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ScanReport>)),
)]
pub async fn get_scan(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ScanReport> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(scan(&mut scope, id).await?.into())
}

/// Stop a comparison of all contacts
///
/// Who was joined by then stays so.
#[utoipa::path(
    post, path = "/review/scans/{id}/cancel", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ScanReport>)),
)]
pub async fn stop_scan(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ScanReport> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    cancel_scan(&mut scope, id).await?;
    let report = scan(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(report)
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoiningSetting {
    /// From 0.9 to below 1; null: nobody is joined without an answer.
    #[schema(required)]
    join_from: Option<f64>,
}

/// From which probability on contacts are joined without a question
#[utoipa::path(
    get, path = "/joining", tag = "workspace",
    responses((status = 200, body = Answer<JoiningSetting>)),
)]
pub async fn get_joining(caller: Caller) -> Outcome<JoiningSetting> {
    let mut scope = caller.begin(Permission::Read).await?;
    let join_from = join_from(&mut scope).await?;
    answer(JoiningSetting { join_from })
}

/// Choose from which probability on contacts are joined without a question
///
/// It holds from the next comparison on; who is one already stays so.
#[utoipa::path(
    put, path = "/joining", tag = "workspace", request_body = JoiningSetting,
    responses((status = 200, body = Answer<JoiningSetting>)),
)]
pub async fn set_joining(
    caller: Caller,
    ApiJson(input): ApiJson<JoiningSetting>,
) -> Outcome<JoiningSetting> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    choose_join_from(&mut scope, input.join_from).await?;
    scope.commit().await?;
    answer(input)
}
