//! Suggestions over REST.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

mod follow_ups;
mod wish;

pub use follow_ups::{
    __path_forget_learned, __path_get_follow_ups, __path_get_learned, __path_set_follow_ups,
    FollowUpSettings, LearnedReason, forget_learned, get_follow_ups, get_learned, learned_reasons,
    set_follow_ups,
};
pub use wish::{__path_get_follow_up, __path_set_keep_in_touch, get_follow_up, set_keep_in_touch};

use super::{
    Decision,
    store::{self, Suggestion},
    types::{Facts, Preferred},
};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, listed},
    context::Scope,
    error::{Error, FieldCode, Result},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct SuggestionDetails {
    id: Uuid,
    contact_id: Uuid,
    name: String,
    email: Option<String>,
    score: f32,
    /// `answer`, `own_promise`, `their_promise`, `question`, `reminder`, `event`, `birthday`,
    /// `anniversary`, `met`, `first_met`, `keep_in_touch` or `reconnect`
    kind: String,
    /// The reason in a sentence.
    reason: String,
    /// Why now, and why before others: one sentence each.
    why: Vec<String>,
    /// How they are best reached, where a person said so.
    prefers: Option<Preferred>,
    facts: Facts,
    draft: DraftDetails,
    /// `open`, `snoozed`, `done`, `dismissed` or `closed`
    state: String,
    snoozed_until: Option<DateTime<Utc>>,
    weight: f32,
}

#[derive(Serialize, ToSchema)]
pub struct DraftDetails {
    /// To be edited, noted as sent, or read with where it comes from, at `/drafts/{id}`.
    id: Option<Uuid>,
    subject: String,
    body: String,
    language: String,
    /// `casual` or `formal`
    tone: String,
}

impl From<Suggestion> for SuggestionDetails {
    fn from(row: Suggestion) -> Self {
        Self {
            reason: row.sentence(),
            why: row.why(),
            prefers: row.prefers,
            facts: row.facts(),
            id: row.id,
            contact_id: row.contact_id,
            name: row.name,
            email: row.email,
            score: row.score,
            kind: row.kind,
            draft: DraftDetails {
                id: row.draft_id,
                subject: row.draft_subject,
                body: row.draft_body,
                language: row.language,
                tone: row.tone,
            },
            state: row.state,
            snoozed_until: row.snoozed_until,
            weight: row.weight,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SuggestionsQuery {
    /// `open` (default), `snoozed`, `done`, `dismissed` or `closed`
    state: Option<String>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 200, 50 where absent.
    limit: Option<i64>,
}

/// Whom to write to, the weightiest first
#[utoipa::path(
    get, path = "/suggestions", tag = "suggestions", params(SuggestionsQuery),
    responses((status = 200, body = Answer<Vec<SuggestionDetails>>)),
)]
pub async fn list_suggestions(
    caller: Caller,
    ApiQuery(query): ApiQuery<SuggestionsQuery>,
) -> Outcome<Vec<SuggestionDetails>> {
    let state = query.state.as_deref().unwrap_or("open");
    if !["open", "snoozed", "done", "dismissed", "closed"].contains(&state) {
        return Err(Error::invalid("state", FieldCode::Unknown).into());
    }
    let size = query.limit.unwrap_or(50).clamp(1, 200);
    let mut scope = caller.begin(Permission::Read).await?;
    let after = query.cursor.as_deref().map(read_cursor).transpose()?;
    let mut rows = store::open(&mut scope, state, after, size).await?;
    let more = rows.len() as i64 > size;
    rows.truncate(size as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| format!("{}_{}", row.weight, row.id));
    listed(
        rows.into_iter().map(SuggestionDetails::from).collect(),
        next,
    )
}

fn read_cursor(text: &str) -> Result<(f32, Uuid)> {
    let parsed = text
        .split_once('_')
        .and_then(|(weight, id)| Some((weight.parse().ok()?, id.parse().ok()?)));
    parsed.ok_or_else(|| Error::invalid("cursor", FieldCode::Unreadable))
}

/// One suggestion with its draft
#[utoipa::path(
    get, path = "/suggestions/{id}", tag = "suggestions", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<SuggestionDetails>)),
)]
pub async fn get_suggestion(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<SuggestionDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(store::suggestion(&mut scope, id).await?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionInput {
    /// `done`, `dismissed` or `snoozed`
    decision: String,
    /// For `snoozed`: when it comes back.
    until: Option<DateTime<Utc>>,
    /// For `snoozed`, instead of `until`: in how many days it comes back (14 where absent).
    days: Option<u32>,
}

impl DecisionInput {
    fn read(&self, scope: &Scope) -> Result<Decision> {
        match self.decision.as_str() {
            "done" => Ok(Decision::Done),
            "dismissed" => Ok(Decision::Dismissed),
            "snoozed" => {
                let days = i64::from(self.days.unwrap_or(14).clamp(1, 3650));
                Ok(Decision::Snoozed(
                    self.until.unwrap_or(scope.now + Duration::days(days)),
                ))
            }
            _ => Err(Error::invalid("decision", FieldCode::Unknown)),
        }
    }
}

/// Decide about a suggestion
#[utoipa::path(
    post, path = "/suggestions/{id}/decision", tag = "suggestions", params(("id" = Uuid, Path)),
    request_body = DecisionInput,
    responses((status = 200, body = Answer<SuggestionDetails>)),
)]
pub async fn decide_suggestion(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<DecisionInput>,
) -> Outcome<SuggestionDetails> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    let decision = input.read(&scope)?;
    super::decide(&mut scope, id, decision).await?;
    let details = store::suggestion(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}

/// Take a decision back
///
/// What was snoozed before that decision is snoozed again until then.
#[utoipa::path(
    post, path = "/suggestions/{id}/reopen", tag = "suggestions", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<SuggestionDetails>)),
)]
pub async fn reopen_suggestion(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<SuggestionDetails> {
    let mut scope = caller.begin(Permission::DecideSuggestions).await?;
    super::reopen(&mut scope, id).await?;
    let details = store::suggestion(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}
