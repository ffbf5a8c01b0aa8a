//! The table of events.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{EventKind, hub::CHANNEL};
use crate::{context::Scope, error::Result};

/// Writes the event and tells the open pages once the transaction commits.
pub async fn record(scope: &mut Scope, kind: EventKind, subject: Uuid, data: Value) -> Result<()> {
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into events (workspace_id, kind, subject_id, actor_id, data, at)
         values ($1, $2, $3, $4, $5, $6)",
        workspace,
        kind.as_str(),
        subject,
        actor,
        data,
        now,
    )
    .execute(scope.db())
    .await?;
    announce(scope, kind.as_str(), subject).await
}

/// Tells the open pages without keeping a row, for progress.
pub async fn announce(scope: &mut Scope, kind: &str, subject: Uuid) -> Result<()> {
    let payload = json!({ "workspace": scope.workspace, "kind": kind, "subject": subject });
    sqlx::query("select pg_notify($1, $2)")
        .bind(CHANNEL)
        .bind(payload.to_string())
        .execute(scope.db())
        .await?;
    Ok(())
}

pub struct RecentEvent {
    pub kind: String,
    pub subject_id: Uuid,
    pub data: Value,
    pub at: DateTime<Utc>,
    pub contact_name: Option<String>,
    pub file_name: Option<String>,
}

/// The newest events of the workspace with the names of what they are about.
pub async fn recent(scope: &mut Scope, limit: i64) -> Result<Vec<RecentEvent>> {
    Ok(sqlx::query_as!(
        RecentEvent,
        r#"select
             e.kind,
             e.subject_id,
             e.data,
             e.at,
             c.name as "contact_name?",
             i.file_name as "file_name?"
           from events e
           left join contacts c on c.id = e.subject_id
           left join imports i on i.id = e.subject_id
           order by e.id desc
           limit $1"#,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}
