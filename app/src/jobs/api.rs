//! The schedule over REST, for owners.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schedule::{self, Entry};
use crate::{
    api::{Answer, ApiJson, Caller, Failure, Outcome, answer},
    error::Error,
    workspaces::{self, Permission},
};

/// What comes back by itself, and how it went
///
/// The operator sees what runs for the whole installation, too.
#[utoipa::path(
    get, path = "/workspace/schedule", tag = "workspace",
    responses((status = 200, body = Answer<Vec<Entry>>)),
)]
pub async fn list_schedule(caller: Caller) -> Outcome<Vec<Entry>> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    answer(schedule::entries(&mut scope, &caller.0).await?)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RunRequest {
    /// As the list names it.
    name: String,
}

/// Run an entry of the schedule now
///
/// Answers 409 where it is under way. What runs for the installation is the operator's.
#[utoipa::path(
    post, path = "/workspace/schedule/run", tag = "workspace", request_body = RunRequest,
    responses((status = 202, body = Answer<Entry>)),
)]
pub async fn run_scheduled(caller: Caller, ApiJson(wanted): ApiJson<RunRequest>) -> Outcome<Entry> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    if !schedule::run_now(&mut scope, &caller.0, &wanted.name).await? {
        return Err(Failure::from(Error::Conflict));
    }
    let entry = schedule::entry(&mut scope, &caller.0, &wanted.name).await?;
    scope.commit().await?;
    let (_, answered) = answer(entry)?;
    Ok((StatusCode::ACCEPTED, answered))
}

#[derive(Serialize, ToSchema)]
pub struct MorningSetting {
    /// Where the workspace's days begin and end.
    zone: String,
    /// Nobody chose a zone: it is that of the first owner.
    follows_owner: bool,
    /// When suggestions are made, such as `06:30`.
    morning: String,
}

impl From<workspaces::Morning> for MorningSetting {
    fn from(morning: workspaces::Morning) -> Self {
        Self {
            zone: morning.zone.name().to_owned(),
            follows_owner: morning.follows_owner,
            morning: morning.at.format("%H:%M").to_string(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MorningInput {
    /// Such as `Europe/Berlin`; absent, it follows your own.
    #[serde(default)]
    zone: Option<String>,
    /// Such as `06:30`.
    morning: String,
}

/// The workspace's time zone and morning
#[utoipa::path(
    get, path = "/workspace/morning", tag = "workspace",
    responses((status = 200, body = Answer<MorningSetting>)),
)]
pub async fn get_morning(caller: Caller) -> Outcome<MorningSetting> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    answer(workspaces::morning(&mut scope).await?.into())
}

/// Choose the workspace's time zone and morning
#[utoipa::path(
    put, path = "/workspace/morning", tag = "workspace", request_body = MorningInput,
    responses((status = 200, body = Answer<MorningSetting>)),
)]
pub async fn set_morning(
    caller: Caller,
    ApiJson(input): ApiJson<MorningInput>,
) -> Outcome<MorningSetting> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    let zone = input.zone.unwrap_or_default();
    let chosen = workspaces::choose_morning(&mut scope, &caller.0, &zone, &input.morning).await?;
    scope.commit().await?;
    answer(chosen.into())
}
