//! Work on a whole workspace in the background: finding tags to propose, and asking the
//! language model about everybody. One of each kind is under way at a time.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::{Error, Result},
    events::{EventKind, announce, record},
    jobs::{Order, enqueue},
    language_model::Trouble,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Discover,
    Classify,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Discover => "discover",
            Self::Classify => "classify",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Reading {
    pub id: Uuid,
    pub kind: String,
    pub state: String,
    pub done: i32,
    pub total: i32,
    pub found: i32,
    pub trouble: Option<String>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl Reading {
    pub fn is_under_way(&self) -> bool {
        matches!(self.state.as_str(), "queued" | "running")
    }

    /// What became of it, in a sentence.
    pub fn words(&self) -> String {
        let is_discovery = self.kind == Kind::Discover.as_str();
        let found = match (is_discovery, self.found) {
            (true, 0) => "Nothing new was found to propose.".to_owned(),
            (true, 1) => "The last search proposed 1 tag.".to_owned(),
            (true, count) => format!("The last search proposed {count} tags."),
            (false, 1) => "The model read 1 contact.".to_owned(),
            (false, count) => format!("The model read {count} contacts."),
        };
        let trouble = self.trouble.as_deref().and_then(Trouble::parse);
        let trouble = trouble.map(|trouble| format!(" {}", trouble.words()));
        match self.state.as_str() {
            "queued" => "Waits for a worker.".to_owned(),
            "running" if is_discovery => "Looking for tags".to_owned(),
            "running" => "The model reads contacts".to_owned(),
            "cancelled" if is_discovery => "Stopped. Nothing is proposed by it.".to_owned(),
            "cancelled" => format!("Stopped. {found}"),
            "failed" if is_discovery => "Could not be finished.".to_owned(),
            "failed" => format!(
                "Could not be finished. {found}{}",
                trouble.unwrap_or_default()
            ),
            _ => format!("{found}{}", trouble.unwrap_or_default()),
        }
    }
}

pub async fn newest_reading(scope: &mut Scope, kind: Kind) -> Result<Option<Reading>> {
    Ok(sqlx::query_as!(
        Reading,
        "select id, kind, state, done, total, found, trouble, created_at, finished_at
         from taxonomy_readings
         where workspace_id = acting_workspace() and kind = $1
         order by created_at desc, id desc
         limit 1",
        kind.as_str(),
    )
    .fetch_optional(scope.db())
    .await?)
}

pub async fn reading(scope: &mut Scope, id: Uuid) -> Result<Reading> {
    sqlx::query_as!(
        Reading,
        "select id, kind, state, done, total, found, trouble, created_at, finished_at
         from taxonomy_readings
         where id = $1",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

/// Orders one; `Conflict` where one of its kind is under way.
pub async fn start_reading(scope: &mut Scope, kind: Kind) -> Result<Uuid> {
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    let done = sqlx::query!(
        "insert into taxonomy_readings (id, workspace_id, user_id, kind, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (workspace_id, kind) where state in ('queued', 'running') do nothing",
        id,
        workspace,
        actor,
        kind.as_str(),
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    let order = match kind {
        Kind::Discover => Order::DiscoverTags {
            workspace,
            reading: id,
        },
        Kind::Classify => Order::ClassifyContacts {
            workspace,
            reading: id,
        },
    };
    enqueue(scope.db(), &order, Some(&format!("taxonomy {id}"))).await?;
    let data = json!({ "kind": kind.as_str() });
    record(scope, EventKind::TagsSought, id, data).await?;
    Ok(id)
}

/// Ends it at its next step.
pub async fn cancel_reading(scope: &mut Scope, id: Uuid) -> Result<()> {
    reading(scope, id).await?;
    if end(scope, id, "cancelled", None).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// Says that the last attempt failed.
pub async fn give_up(kith: &Kith, workspace: Uuid, id: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    end(&mut scope, id, "failed", None).await?;
    scope.commit().await
}

/// None where nobody wants it any more.
pub(super) async fn begin(scope: &mut Scope, id: Uuid) -> Result<Option<Reading>> {
    let done = sqlx::query!(
        "update taxonomy_readings set state = 'running'
         where id = $1 and state in ('queued', 'running')",
        id,
    )
    .execute(scope.db())
    .await?;
    match done.rows_affected() {
        0 => Ok(None),
        _ => Ok(Some(reading(scope, id).await?)),
    }
}

/// Says how far it is; false where it was cancelled.
pub(super) async fn advance(
    scope: &mut Scope,
    id: Uuid,
    [done, total, found]: [usize; 3],
) -> Result<bool> {
    let whole = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    let changed = sqlx::query!(
        "update taxonomy_readings set done = $2, total = $3, found = $4
         where id = $1 and state = 'running'",
        id,
        whole(done),
        whole(total),
        whole(found),
    )
    .execute(scope.db())
    .await?;
    announce(scope, "taxonomy.progress", id).await?;
    Ok(changed.rows_affected() == 1)
}

/// Ends what is under way; says whether it was.
pub(super) async fn end(
    scope: &mut Scope,
    id: Uuid,
    state: &str,
    trouble: Option<Trouble>,
) -> Result<bool> {
    let now = scope.now;
    let done = sqlx::query!(
        "update taxonomy_readings set state = $2, trouble = $3, finished_at = $4
         where id = $1 and state in ('queued', 'running')",
        id,
        state,
        trouble.map(Trouble::as_str),
        now,
    )
    .execute(scope.db())
    .await?;
    announce(scope, "taxonomy.progress", id).await?;
    Ok(done.rows_affected() == 1)
}
