//! Life events over REST.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Judgement,
    store::{self, LifeEvent, WantedEvents},
    types::{Details, EventKind, EventSource},
};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, listed},
    error::{Error, FieldCode, Result},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct LifeEventDetails {
    id: Uuid,
    contact_id: Uuid,
    name: String,
    kind: EventKind,
    /// In a sentence.
    summary: String,
    /// How sure it is, 0.7 to 1.
    confidence: f32,
    /// When it was said first, or happened.
    happened_on: NaiveDate,
    source: EventSource,
    /// The words that say it.
    quote: String,
    /// The message that they stand in, where it is here.
    interaction_id: Option<Uuid>,
    details: Details,
    /// `open`, `confirmed` or `wrong`
    state: String,
    /// Whether the new job was written down.
    accepted: bool,
}

impl From<LifeEvent> for LifeEventDetails {
    fn from(row: LifeEvent) -> Self {
        Self {
            kind: row.kind(),
            source: row.source(),
            details: row.details(),
            id: row.id,
            contact_id: row.contact_id,
            name: row.name,
            summary: row.summary,
            confidence: row.confidence,
            happened_on: row.happened_on,
            quote: row.quote,
            interaction_id: row.interaction_id,
            state: row.state,
            accepted: row.accepted.is_some(),
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LifeEventsQuery {
    /// Of one contact.
    contact: Option<Uuid>,
    /// Only those of this kind, such as `job_change`.
    kind: Option<String>,
    /// `open`, `confirmed` or `wrong`; all but what is wrong where absent.
    state: Option<String>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 200, 50 where absent.
    limit: Option<i64>,
}

/// What happened in people's lives, the newest first
#[utoipa::path(
    get, path = "/life-events", tag = "life events", params(LifeEventsQuery),
    responses((status = 200, body = Answer<Vec<LifeEventDetails>>)),
)]
pub async fn list_life_events(
    caller: Caller,
    ApiQuery(query): ApiQuery<LifeEventsQuery>,
) -> Outcome<Vec<LifeEventDetails>> {
    let state = query.state.as_deref();
    if state.is_some_and(|state| !["open", "confirmed", "wrong"].contains(&state)) {
        return Err(Error::invalid("state", FieldCode::Unknown).into());
    }
    let unknown_kind = || Error::invalid("kind", FieldCode::Unknown);
    let kind = query.kind.as_deref();
    let kind = kind.map(|kind| EventKind::parse(kind).ok_or_else(unknown_kind));
    let size = query.limit.unwrap_or(50).clamp(1, 200);
    let wanted = WantedEvents {
        contact: query.contact,
        kind: kind.transpose()?,
        state,
        after: query.cursor.as_deref().map(read_cursor).transpose()?,
    };
    let mut scope = caller.begin(Permission::Read).await?;
    let mut rows = store::life_events(&mut scope, wanted, size).await?;
    let more = rows.len() as i64 > size;
    rows.truncate(size as usize);
    let last = rows.last().filter(|_| more);
    let next = last.map(LifeEvent::place);
    listed(rows.into_iter().map(LifeEventDetails::from).collect(), next)
}

fn read_cursor(text: &str) -> Result<(NaiveDate, Uuid)> {
    store::parse_place(text).ok_or_else(|| Error::invalid("cursor", FieldCode::Unreadable))
}

/// One life event
#[utoipa::path(
    get, path = "/life-events/{id}", tag = "life events", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<LifeEventDetails>)),
)]
pub async fn get_life_event(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<LifeEventDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(store::life_event(&mut scope, id).await?.into())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgementInput {
    decision: Judgement,
}

/// Say that it is so, or that it is not
///
/// What is wrong is never told again, and its source is believed less. `open` takes a
/// decision back, and the job that was written down with it.
#[utoipa::path(
    post, path = "/life-events/{id}/decision", tag = "life events", params(("id" = Uuid, Path)),
    request_body = JudgementInput,
    responses((status = 200, body = Answer<LifeEventDetails>)),
)]
pub async fn judge_life_event(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<JudgementInput>,
) -> Outcome<LifeEventDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    super::judge_event(&mut scope, id, input.decision).await?;
    let details = store::life_event(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}

/// Write down the new job that it tells of
///
/// The old one ends. 409 where it tells of none, or that was done.
#[utoipa::path(
    post, path = "/life-events/{id}/accept", tag = "life events", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<LifeEventDetails>)),
)]
pub async fn accept_job(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<LifeEventDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    super::accept_job(&mut scope, id).await?;
    let details = store::life_event(&mut scope, id).await?.into();
    scope.commit().await?;
    answer(details)
}
