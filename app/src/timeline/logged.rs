//! The log: calls, meetings and messages of other channels that somebody writes down by
//! hand. Each is contact like any other. Invariant: what counts contact is counted again in
//! the transaction that changes one: the score, the company, an open suggestion.

mod moment;
mod what;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::json;
use uuid::Uuid;

pub use moment::written;
pub use what::{By, What};

use super::by_hand::{ByHand, check_length, person, set_deleted, snippet};
use crate::{
    companies, contacts,
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    scoring, search, suggestions,
};
use moment::{exactly, read_time};

const ORIGIN: &str = "log";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogInput {
    pub what: What,
    /// As people write it, such as `yesterday 3pm`; empty for now.
    pub when: String,
    /// What it was about, in Markdown; may be empty.
    pub text: String,
}

/// What shall be otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogChange {
    pub what: Option<What>,
    /// Empty where it stays.
    pub when: Option<String>,
    pub text: Option<String>,
}

pub async fn log_contact(
    scope: &mut Scope,
    contact: Uuid,
    zone: Tz,
    input: &LogInput,
) -> Result<Uuid> {
    contacts::contact(scope, contact).await?;
    let entry = ByHand {
        origin: ORIGIN,
        kind: input.what.kind(),
        direction: input.what.direction(),
        at: read_time(&input.when, scope.now, zone)?,
        text: check_length(&input.text)?,
        recipients: 1,
        company: None,
    };
    let id = entry.insert(scope).await?;
    entry.hang(scope, id, contact, input.what.role()).await?;
    search::index_newest(scope).await?;
    told(scope, EventKind::LogAdded, contact, id).await?;
    count(scope, contact).await?;
    suggestions::close_contacted(scope, Some(&[contact])).await?;
    Ok(id)
}

/// Returns whom it is about, and what stood there.
pub async fn edit_log(
    scope: &mut Scope,
    id: Uuid,
    zone: Tz,
    change: &LogChange,
) -> Result<(Uuid, LogInput)> {
    let before = standing(scope, id).await?;
    let what = change.what.unwrap_or(before.what);
    let at = match change.when.as_deref().map(str::trim) {
        // The minute that the form shows is not the whole instant.
        Some(text) if !text.is_empty() && text != written(before.at, zone) => {
            read_time(text, scope.now, zone)?
        }
        _ => before.at,
    };
    let text = check_length(change.text.as_deref().unwrap_or(&before.text))?;
    update(scope, id, what, at, text).await?;
    search::index_newest(scope).await?;
    let contact = person(scope, id).await?;
    told(scope, EventKind::LogEdited, contact, id).await?;
    count(scope, contact).await?;
    suggestions::reconsider_contacted(scope, contact, id).await?;
    let input = LogInput {
        what: before.what,
        when: exactly(before.at),
        text: before.text,
    };
    Ok((contact, input))
}

struct Standing {
    what: What,
    at: DateTime<Utc>,
    text: String,
}

async fn standing(scope: &mut Scope, id: Uuid) -> Result<Standing> {
    let found = sqlx::query!(
        "select kind, direction, occurred_at, body
         from interactions
         where id = $1 and origin = $2 and deleted_at is null
         for update",
        id,
        ORIGIN,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    Ok(Standing {
        what: What::read(&found.kind, Some(found.direction.as_str()))?,
        at: found.occurred_at,
        text: found.body,
    })
}

async fn update(
    scope: &mut Scope,
    id: Uuid,
    what: What,
    at: DateTime<Utc>,
    text: &str,
) -> Result<()> {
    sqlx::query!(
        "with changed as (
           update interactions set kind = $2, direction = $3, occurred_at = $4, body = $5, snippet = $6
           where id = $1
           returning id
         )
         update participants p set role = $7, occurred_at = $4
         from changed
         where p.interaction_id = changed.id",
        id,
        what.kind(),
        what.direction(),
        at,
        text,
        snippet(text),
        what.role(),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// A suggestion that closed because of it is open again.
pub async fn delete_log(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    set_deleted(scope, id, ORIGIN, true).await?;
    let contact = person(scope, id).await?;
    told(scope, EventKind::LogDeleted, contact, id).await?;
    count(scope, contact).await?;
    suggestions::reconsider_contacted(scope, contact, id).await?;
    Ok(contact)
}

pub async fn restore_log(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    set_deleted(scope, id, ORIGIN, false).await?;
    let contact = person(scope, id).await?;
    told(scope, EventKind::LogRestored, contact, id).await?;
    count(scope, contact).await?;
    suggestions::close_contacted(scope, Some(&[contact])).await?;
    Ok(contact)
}

async fn count(scope: &mut Scope, contact: Uuid) -> Result<()> {
    scoring::refresh_contacts(scope, &[contact]).await?;
    companies::refresh_counts(scope, Some(&[contact])).await
}

async fn told(scope: &mut Scope, event: EventKind, contact: Uuid, id: Uuid) -> Result<()> {
    let kind = sqlx::query_scalar!("select kind from interactions where id = $1", id);
    let kind = kind.fetch_one(scope.db()).await?;
    let data = json!({ "interaction": id, "kind": kind });
    record(scope, event, contact, data).await
}
