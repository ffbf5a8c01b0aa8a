//! What a person decides about a suggestion, and taking that back.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::json;
use uuid::Uuid;

use super::store::suggestion;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Done,
    Dismissed,
    Snoozed(DateTime<Utc>),
}

impl Decision {
    /// Until a day begins where the member is.
    pub fn snoozed_to(day: &str, zone: Tz) -> Result<Self> {
        let unreadable = || Error::invalid("until", FieldCode::NotADate);
        let day: NaiveDate = day.parse().map_err(|_| unreadable())?;
        let begins = zone.from_local_datetime(&day.and_time(NaiveTime::MIN));
        // Where the clock is put forward at midnight, the day begins an hour later.
        let begins = begins.earliest().map(|at| at.to_utc());
        Ok(Self::Snoozed(
            begins.unwrap_or_else(|| day.and_time(NaiveTime::MIN).and_utc()),
        ))
    }

    fn state(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Dismissed => "dismissed",
            Self::Snoozed(_) => "snoozed",
        }
    }
}

pub async fn decide(scope: &mut Scope, id: Uuid, decision: Decision) -> Result<()> {
    suggestion(scope, id).await?;
    if matches!(decision, Decision::Snoozed(until) if until <= scope.now) {
        return Err(Error::invalid("until", FieldCode::InThePast));
    }
    let until = match decision {
        Decision::Snoozed(until) => Some(until),
        Decision::Done | Decision::Dismissed => None,
    };
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update suggestions set
           state = $2,
           snoozed_until = $3,
           snoozed_before = snoozed_until,
           decided_at = $4,
           decided_by = $5,
           updated_at = $4
         where id = $1 and state in ('open', 'snoozed')",
        id,
        decision.state(),
        until,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    record(
        scope,
        EventKind::SuggestionDecided,
        id,
        json!({ "decision": decision.state() }),
    )
    .await
}

/// Takes the last decision back, unless a newer suggestion took the place: it is open
/// again, or snoozed as it was before where that time is still to come. Returns until when.
pub async fn reopen(scope: &mut Scope, id: Uuid) -> Result<Option<DateTime<Utc>>> {
    suggestion(scope, id).await?;
    let now = scope.now;
    let reopened = sqlx::query_scalar!(
        "update suggestions s set
           state = case when s.snoozed_before > $2 then 'snoozed' else 'open' end,
           snoozed_until = case when s.snoozed_before > $2 then s.snoozed_before end,
           snoozed_before = null,
           decided_at = null,
           decided_by = null,
           updated_at = $2
         where s.id = $1
           and s.state in ('done', 'dismissed', 'snoozed')
           and not exists (
             select from suggestions other
             where other.contact_id = s.contact_id and other.id <> s.id and other.state in ('open', 'snoozed')
           )
         returning s.snoozed_until",
        id,
        now,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::Conflict)?;
    record(scope, EventKind::SuggestionReopened, id, json!({})).await?;
    Ok(reopened)
}
