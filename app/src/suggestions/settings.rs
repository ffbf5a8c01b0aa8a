//! What a workspace wants of its suggestions: how often, how soon, how many. Who may
//! manage the workspace sets it; it holds for all members.

use serde_json::json;

use super::types::Patience;
use crate::{
    context::Scope,
    error::{FieldCode, FieldErrors, Result},
    events::{EventKind, record},
};

const MOST_DAYS: i32 = 1825;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FollowUps {
    /// A rhythm is held between these two, in days.
    pub shortest_days: i32,
    pub longest_days: i32,
    pub patience: Patience,
    /// How many suggestions stand open at most: a list that can be finished.
    pub most_open: i32,
    /// How many new ones a day.
    pub daily: i32,
    /// The share of the day's places, in percent, of ties that are alive; the rest is for
    /// those silent for more than a year.
    pub active_share: i32,
    /// So many days ahead of a birthday.
    pub lead_days: i32,
}

impl Default for FollowUps {
    fn default() -> Self {
        Self {
            shortest_days: 10,
            longest_days: 180,
            patience: Patience::Usual,
            most_open: 30,
            daily: 5,
            active_share: 60,
            lead_days: 3,
        }
    }
}

impl FollowUps {
    fn check(self) -> Result<()> {
        let mut errors = FieldErrors::default();
        if !(1..=365).contains(&self.shortest_days) {
            errors.add("shortest_days", FieldCode::OutOfRange);
        }
        if !(1..=MOST_DAYS).contains(&self.longest_days) || self.longest_days < self.shortest_days {
            errors.add("longest_days", FieldCode::OutOfRange);
        }
        if !(1..=200).contains(&self.most_open) {
            errors.add("most_open", FieldCode::OutOfRange);
        }
        if !(1..=50).contains(&self.daily) {
            errors.add("daily", FieldCode::OutOfRange);
        }
        if !(0..=100).contains(&self.active_share) {
            errors.add("active_share", FieldCode::OutOfRange);
        }
        if !(0..=60).contains(&self.lead_days) {
            errors.add("lead_days", FieldCode::OutOfRange);
        }
        errors.into_result()
    }
}

pub async fn follow_ups(scope: &mut Scope) -> Result<FollowUps> {
    let found = sqlx::query_as!(
        FollowUps,
        r#"select
             shortest_days,
             longest_days,
             patience as "patience: Patience",
             most_open,
             daily,
             active_share,
             lead_days
           from follow_up_settings
           where workspace_id = acting_workspace()"#,
    );
    Ok(found.fetch_optional(scope.db()).await?.unwrap_or_default())
}

/// Sets all of them, decides again who is due, and returns what they were.
pub async fn set_follow_ups(scope: &mut Scope, new: FollowUps) -> Result<FollowUps> {
    new.check()?;
    let before = follow_ups(scope).await?;
    store(scope, new).await?;
    let workspace = scope.workspace;
    record(scope, EventKind::FollowUpsChanged, workspace, json!({})).await?;
    super::refresh(scope).await?;
    Ok(before)
}

pub(super) async fn store(scope: &mut Scope, new: FollowUps) -> Result<()> {
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into follow_up_settings
           (workspace_id, shortest_days, longest_days, patience, most_open, updated_at, updated_by, daily, active_share,
            lead_days)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (workspace_id) do update set
           shortest_days = excluded.shortest_days,
           longest_days = excluded.longest_days,
           patience = excluded.patience,
           most_open = excluded.most_open,
           daily = excluded.daily,
           active_share = excluded.active_share,
           lead_days = excluded.lead_days,
           updated_at = excluded.updated_at,
           updated_by = excluded.updated_by",
        workspace,
        new.shortest_days,
        new.longest_days,
        new.patience.as_str(),
        new.most_open,
        now,
        actor,
        new.daily,
        new.active_share,
        new.lead_days,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
