//! The table of imports and of what they could not use.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    forecast::{Forecast, Work, forecast},
    types::{ImportReport, ProposedAddress},
};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    jobs::{Order, enqueue},
    workspaces,
};

#[derive(Clone, Debug)]
pub struct Import {
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    /// `mbox` for mail of any kind; else the format of the records: `csv`, `vcard` …
    pub kind: String,
    pub file_name: String,
    pub file_size: i64,
    pub state: String,
    pub stage: String,
    pub attempt: i32,
    /// The cursor: a file of the archive, and how far that file has been read.
    pub container: String,
    pub cursor: i64,
    pub bytes_read: i64,
    pub ask: bool,
    pub proposed: Value,
    pub assumed_address: Option<String>,
    pub own_addresses: Vec<String>,
    pub declined: Vec<String>,
    pub of_others: bool,
    pub included: Vec<String>,
    pub listed: i32,
    pub stored: i32,
    pub known: i32,
    pub skipped: Value,
    pub failed: Value,
    pub contacts_created: i32,
    pub contacts_updated: i32,
    pub companies_created: i32,
    pub interactions: i32,
    pub removed: i32,
    pub kept: Value,
    pub seconds: f64,
    /// Working seconds when the stage was entered.
    pub stage_began: f64,
    pub error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl Import {
    pub fn report(&self) -> ImportReport {
        let forecast = self.forecast();
        ImportReport {
            import_id: self.id,
            kind: self.kind.clone(),
            file_name: self.file_name.clone(),
            state: self.state.clone(),
            stage: self.stage.clone(),
            progress: rounded(forecast.progress),
            seconds_left: forecast.seconds_left.map(rounded),
            messages_per_second: self.rate().map(rounded),
            bytes_done: self.bytes_done(),
            bytes_total: self.file_size,
            listed: self.listed,
            stored: self.stored,
            known: self.known,
            skipped: counts(&self.skipped),
            failed: counts(&self.failed),
            contacts_created: self.contacts_created,
            contacts_updated: self.contacts_updated,
            companies_created: self.companies_created,
            interactions: self.interactions,
            removed: self.removed,
            kept: counts(&self.kept),
            seconds: rounded(self.seconds),
            error: self.error.clone(),
            own_addresses: self.own_addresses.clone(),
            proposed_addresses: self.proposed(),
            assumed_address: self.assumed_address.clone(),
            declined_addresses: self.declined.clone(),
            of_others: self.of_others,
            included: self.included.clone(),
        }
    }

    fn forecast(&self) -> Forecast {
        if self.state == "undoing" {
            return self.undo_forecast();
        }
        let read = if self.file_size == 0 {
            0.0
        } else {
            self.bytes_done() as f64 / self.file_size as f64
        };
        let mut found = forecast(&Work {
            stage: &self.stage,
            seconds: self.seconds,
            stage_began: self.stage_began,
            read,
        });
        found.seconds_left = found.seconds_left.filter(|_| self.state == "running");
        found
    }

    fn undo_forecast(&self) -> Forecast {
        let progress = match self.stage.as_str() {
            "removing" => 0.8 * f64::from(self.removed) / f64::from(self.stored.max(1)),
            "sweeping" => 0.8,
            _ => 0.9,
        };
        Forecast {
            progress: progress.min(0.9),
            seconds_left: None,
        }
    }

    /// Messages a second, over all runs so far.
    fn rate(&self) -> Option<f64> {
        (self.seconds > 0.5 && self.listed > 0).then(|| f64::from(self.listed) / self.seconds)
    }

    fn bytes_done(&self) -> i64 {
        let is_read = !matches!(self.stage.as_str(), "waiting" | "reading" | "including");
        if is_read {
            self.file_size
        } else {
            self.bytes_read.min(self.file_size)
        }
    }

    /// Whether it is an export of contacts, calendars or chats.
    pub fn is_records(&self) -> bool {
        self.kind != "mbox"
    }

    /// Whether the last thing that was done to it was to undo it.
    pub fn was_being_undone(&self) -> bool {
        matches!(self.stage.as_str(), "removing" | "sweeping" | "recounting")
    }

    pub fn proposed(&self) -> Vec<ProposedAddress> {
        serde_json::from_value(self.proposed.clone()).unwrap_or_default()
    }

    /// Where reading goes on; none where no message has been read.
    pub(super) fn position(&self) -> Option<mail::source::Cursor> {
        (self.cursor > 0 || !self.container.is_empty()).then(|| mail::source::Cursor {
            container: self.container.clone(),
            offset: self.cursor.unsigned_abs(),
        })
    }
}

/// To a thousandth.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

pub(super) fn counts(value: &Value) -> BTreeMap<String, i32> {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

pub struct NewImport {
    pub id: Uuid,
    pub file_name: String,
    pub file_size: i64,
}

impl NewImport {
    pub fn of(id: Uuid, file_name: String, size: u64) -> Self {
        Self {
            id,
            file_name,
            file_size: i64::try_from(size).unwrap_or(i64::MAX),
        }
    }
}

/// Registers a file that lies in its place already, and orders its reading.
pub async fn create_import(scope: &mut Scope, new: &NewImport, ask: bool) -> Result<()> {
    let own = workspaces::own_addresses(scope).await?;
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    let name: String = new
        .file_name
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect();
    sqlx::query!(
        "insert into imports (id, workspace_id, user_id, file_name, file_size, own_addresses, ask, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        new.id,
        workspace,
        actor,
        name,
        new.file_size,
        &own,
        ask,
        now,
    )
    .execute(scope.db())
    .await?;
    order(scope, new.id, 1).await?;
    record(scope, EventKind::ImportStarted, new.id, json!({})).await
}

pub(super) async fn order(scope: &mut Scope, import: Uuid, attempt: i32) -> Result<()> {
    let order = Order::ImportMailbox {
        workspace: scope.workspace,
        import,
        attempt,
    };
    let key = format!("import {import} {attempt}");
    enqueue(scope.db(), &order, Some(&key)).await
}

macro_rules! imports_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Import,
            "select
               id, user_id, kind, file_name, file_size, state, stage, attempt, container, cursor, bytes_read, ask,
               proposed, assumed_address, own_addresses, declined, of_others, included, listed, stored,
               known, skipped, failed,
               contacts_created, contacts_updated, companies_created, interactions, removed, kept, seconds, stage_began,
               error, created_at, started_at, finished_at
             from imports
             where " + $condition,
            $($argument),*
        )
    };
}

pub async fn import(scope: &mut Scope, id: Uuid) -> Result<Import> {
    imports_where!("id = $1", id)
        .fetch_optional(scope.db())
        .await?
        .ok_or(Error::NotFound)
}

/// Newest first; one more than `limit` says that there is a next page.
pub async fn imports(scope: &mut Scope, before: Option<Uuid>, limit: i64) -> Result<Vec<Import>> {
    Ok(imports_where!(
        "workspace_id = acting_workspace()
           and ($1::uuid is null or (created_at, id) < (select i.created_at, i.id from imports i where i.id = $1))
         order by created_at desc, id desc
         limit $2",
        before,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn count_running(scope: &mut Scope) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from imports
           where workspace_id = acting_workspace() and state in ('queued', 'running')"#,
    );
    Ok(count.fetch_one(scope.db()).await?)
}
