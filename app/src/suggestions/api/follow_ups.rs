//! What a workspace wants of its suggestions, over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    api::{Answer, ApiJson, Caller, Outcome, answer},
    suggestions::{self, FollowUps, types::Patience},
    workspaces::Permission,
};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpSettings {
    /// No rhythm is taken for shorter than so many days: 1 to 365.
    shortest_days: i32,
    /// Nor for longer: up to 1825.
    longest_days: i32,
    /// How long beyond the rhythm a silence may last.
    patience: Patience,
    /// How many suggestions stand open at most: 1 to 200.
    most_open: i32,
}

impl From<FollowUps> for FollowUpSettings {
    fn from(settings: FollowUps) -> Self {
        Self {
            shortest_days: settings.shortest_days,
            longest_days: settings.longest_days,
            patience: settings.patience,
            most_open: settings.most_open,
        }
    }
}

/// How soon, how often and how many people are suggested
#[utoipa::path(
    get, path = "/follow-ups", tag = "suggestions",
    responses((status = 200, body = Answer<FollowUpSettings>)),
)]
pub async fn get_follow_ups(caller: Caller) -> Outcome<FollowUpSettings> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(suggestions::follow_ups(&mut scope).await?.into())
}

/// Set how soon, how often and how many people are suggested
///
/// The list of suggestions is made anew at once.
#[utoipa::path(
    put, path = "/follow-ups", tag = "suggestions", request_body = FollowUpSettings,
    responses((status = 200, body = Answer<FollowUpSettings>)),
)]
pub async fn set_follow_ups(
    caller: Caller,
    ApiJson(input): ApiJson<FollowUpSettings>,
) -> Outcome<FollowUpSettings> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    let new = FollowUps {
        shortest_days: input.shortest_days,
        longest_days: input.longest_days,
        patience: input.patience,
        most_open: input.most_open,
    };
    suggestions::set_follow_ups(&mut scope, new).await?;
    scope.commit().await?;
    answer(new.into())
}
