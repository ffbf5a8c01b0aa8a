//! What a workspace wants of its suggestions, over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    api::{Answer, ApiJson, Caller, Outcome, answer},
    context::Scope,
    error::Result,
    suggestions::{
        self, FollowUps, factor_words,
        types::{Patience, Reason},
    },
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct FollowUpSettings {
    /// No rhythm is taken for shorter than so many days: 1 to 365.
    shortest_days: i32,
    /// Nor for longer: up to 1825.
    longest_days: i32,
    /// How long beyond the rhythm a silence may last.
    patience: Patience,
    /// How many suggestions stand open at most: 1 to 200.
    most_open: i32,
    /// How many new ones a day: 1 to 50.
    daily: i32,
    /// The share of these, in percent, of ties that are alive; the rest is for those that
    /// have been silent for more than a year. What one side leaves the other takes.
    active_share: i32,
    /// So many days ahead of a birthday: 0 to 60.
    lead_days: i32,
}

/// What is absent of the last three stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpInput {
    /// 1 to 365
    shortest_days: i32,
    /// Up to 1825, and no less than the shortest.
    longest_days: i32,
    patience: Patience,
    /// 1 to 200
    most_open: i32,
    /// 1 to 50
    daily: Option<i32>,
    /// 0 to 100
    active_share: Option<i32>,
    /// 0 to 60
    lead_days: Option<i32>,
}

impl From<FollowUps> for FollowUpSettings {
    fn from(settings: FollowUps) -> Self {
        Self {
            shortest_days: settings.shortest_days,
            longest_days: settings.longest_days,
            patience: settings.patience,
            most_open: settings.most_open,
            daily: settings.daily,
            active_share: settings.active_share,
            lead_days: settings.lead_days,
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
    put, path = "/follow-ups", tag = "suggestions", request_body = FollowUpInput,
    responses((status = 200, body = Answer<FollowUpSettings>)),
)]
pub async fn set_follow_ups(
    caller: Caller,
    ApiJson(input): ApiJson<FollowUpInput>,
) -> Outcome<FollowUpSettings> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    let known = suggestions::follow_ups(&mut scope).await?;
    let new = FollowUps {
        shortest_days: input.shortest_days,
        longest_days: input.longest_days,
        patience: input.patience,
        most_open: input.most_open,
        daily: input.daily.unwrap_or(known.daily),
        active_share: input.active_share.unwrap_or(known.active_share),
        lead_days: input.lead_days.unwrap_or(known.lead_days),
    };
    suggestions::set_follow_ups(&mut scope, new).await?;
    scope.commit().await?;
    answer(new.into())
}

/// What decisions about a reason taught.
#[derive(Serialize, ToSchema)]
pub struct LearnedReason {
    reason: Reason,
    /// How often it was acted on, within a year.
    acted: i64,
    dismissed: i64,
    /// It weighs so many times as much: 0.5 to 1.5.
    factor: f64,
    /// The same in words.
    words: String,
}

impl LearnedReason {
    /// In one line.
    pub fn line(&self) -> String {
        format!(
            "{}: {} ({} acted on, {} dismissed)",
            self.reason.label(),
            self.words,
            self.acted,
            self.dismissed
        )
    }
}

pub async fn learned_reasons(scope: &mut Scope) -> Result<Vec<LearnedReason>> {
    let learned = suggestions::learned(scope).await?;
    let each = learned.listed().into_iter();
    let each = each.map(|(reason, votes)| LearnedReason {
        reason,
        acted: votes.acted,
        dismissed: votes.dismissed,
        factor: (votes.of_reason() * 100.0).round() / 100.0,
        words: factor_words(votes.of_reason()),
    });
    Ok(each.collect())
}

/// What decisions taught
#[utoipa::path(
    get, path = "/follow-ups/learned", tag = "suggestions",
    responses((status = 200, body = Answer<Vec<LearnedReason>>)),
)]
pub async fn get_learned(caller: Caller) -> Outcome<Vec<LearnedReason>> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(learned_reasons(&mut scope).await?)
}

/// Forget what decisions taught
///
/// What was decided until now weighs nothing any more; the list of suggestions is made
/// anew at once.
#[utoipa::path(
    delete, path = "/follow-ups/learned", tag = "suggestions",
    responses((status = 200, body = Answer<Vec<LearnedReason>>)),
)]
pub async fn forget_learned(caller: Caller) -> Outcome<Vec<LearnedReason>> {
    let mut scope = caller.begin(Permission::ManageWorkspace).await?;
    let now = scope.now;
    suggestions::learn_since(&mut scope, Some(now)).await?;
    let left = learned_reasons(&mut scope).await?;
    scope.commit().await?;
    answer(left)
}
