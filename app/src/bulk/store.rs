//! SQL that reads changes of many contacts.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::Action;
use crate::{
    context::Scope,
    error::{Error, Result, internal},
};

#[derive(Clone, Debug)]
pub struct Change {
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    pub user: Option<String>,
    pub action: Value,
    pub state: String,
    pub attempt: i32,
    pub total: i32,
    pub position: i32,
    pub undo_position: i32,
    pub done: i32,
    pub unchanged: i32,
    pub failed: i32,
    pub undone: i32,
    pub kept: i32,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl Change {
    pub fn action(&self) -> Result<Action> {
        serde_json::from_value(self.action.clone()).map_err(internal)
    }

    pub fn is_running(&self) -> bool {
        matches!(self.state.as_str(), "queued" | "running" | "undoing")
    }

    /// Whether there is something to take back, and nothing is at work on it.
    pub fn may_be_undone(&self) -> bool {
        self.done > self.undone + self.kept
            && matches!(self.state.as_str(), "done" | "cancelled" | "failed")
    }
}

macro_rules! changes_where {
    ($condition:tt, $($argument:expr),*) => {
        sqlx::query_as!(
            Change,
            r#"select
                 b.id,
                 b.user_id,
                 u.name as "user?",
                 b.action,
                 b.state,
                 b.attempt,
                 b.total,
                 b.position,
                 b.undo_position,
                 b.done,
                 b.unchanged,
                 b.failed,
                 b.undone,
                 b.kept,
                 b.created_at,
                 b.finished_at
               from bulk_changes b
               left join users u on u.id = b.user_id
               where "# + $condition,
            $($argument),*
        )
    };
}

pub async fn change(scope: &mut Scope, id: Uuid) -> Result<Change> {
    changes_where!("b.id = $1", id)
        .fetch_optional(scope.db())
        .await?
        .ok_or(Error::NotFound)
}

/// The newest first. One more row than `limit` says that there is a next page.
pub async fn changes(scope: &mut Scope, before: Option<Uuid>, limit: i64) -> Result<Vec<Change>> {
    Ok(changes_where!(
        "b.workspace_id = acting_workspace() and ($1::uuid is null or b.id < $1)
         order by b.id desc
         limit $2",
        before,
        limit + 1
    )
    .fetch_all(scope.db())
    .await?)
}

/// The row of a change, for whoever works on it alone, if it stands so.
pub(super) async fn lock(
    scope: &mut Scope,
    id: Uuid,
    attempt: i32,
    states: &[&str],
) -> Result<Option<Change>> {
    Ok(changes_where!(
        "b.id = $1 and b.attempt = $2 and b.state = any($3) for update of b",
        id,
        attempt,
        states as &[&str]
    )
    .fetch_optional(scope.db())
    .await?)
}

pub struct Failure {
    pub contact: Uuid,
    pub name: Option<String>,
    pub reason: String,
}

/// Those that could not be changed, in their order, with their names where they are here.
pub async fn failures(scope: &mut Scope, change: Uuid, limit: i64) -> Result<Vec<Failure>> {
    Ok(sqlx::query_as!(
        Failure,
        r#"select i.contact_id as contact, c.name as "name?", coalesce(i.reason, '') as "reason!"
           from bulk_items i
           left join contacts c on c.id = i.contact_id
           where i.workspace_id = acting_workspace() and i.change_id = $1 and i.outcome = 'failed'
           order by i.number
           limit $2"#,
        change,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// How often a change of tags by rules set a tag, and took it off.
pub struct TagMoves {
    pub name: String,
    pub added: i64,
    pub removed: i64,
}

/// By the names of the tags.
pub async fn tag_moves(scope: &mut Scope, change: Uuid) -> Result<Vec<TagMoves>> {
    Ok(sqlx::query_as!(
        TagMoves,
        r#"select
             t.name,
             count(*) filter (where moved.is_added) as "added!",
             count(*) filter (where not moved.is_added) as "removed!"
           from bulk_items i
           cross join lateral (
             select tag::uuid, true from jsonb_array_elements_text(i.before -> 'added') as tag
             union all
             select tag::uuid, false from jsonb_array_elements_text(i.before -> 'removed') as tag
           ) as moved (tag, is_added)
           join tags t on t.id = moved.tag
           where i.change_id = $1 and i.outcome = 'done'
           group by t.id
           order by t.name_folded, t.id"#,
        change,
    )
    .fetch_all(scope.db())
    .await?)
}
