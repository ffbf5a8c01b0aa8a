//! By which channel somebody is best reached, as a person said it.

use serde_json::json;
use uuid::Uuid;

use super::types::Preferred;
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
};

pub async fn channel_of(scope: &mut Scope, contact: Uuid) -> Result<Option<Preferred>> {
    let found = sqlx::query_scalar!(
        r#"select preferred_channel as "channel: Preferred"
           from contacts
           where id = $1 and deleted_at is null"#,
        contact,
    );
    let found = found.fetch_optional(scope.db()).await?;
    found.ok_or(Error::NotFound)
}

/// Returns what it was.
pub async fn set_channel(
    scope: &mut Scope,
    contact: Uuid,
    channel: Option<Preferred>,
) -> Result<Option<Preferred>> {
    let before = channel_of(scope, contact).await?;
    if before == channel {
        return Ok(before);
    }
    let now = scope.now;
    sqlx::query!(
        "update contacts set preferred_channel = $2, updated_at = $3, version = version + 1 where id = $1",
        contact,
        channel.map(Preferred::as_str),
        now,
    )
    .execute(scope.db())
    .await?;
    record(
        scope,
        EventKind::ContactUpdated,
        contact,
        json!({ "fields": ["preferred_channel"] }),
    )
    .await?;
    Ok(before)
}
