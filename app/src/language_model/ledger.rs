//! The budget of a workspace in the database: a row for each call, with what it may cost at
//! most until it is known what it did cost. Whoever asks for money locks the settings first,
//! so that two calls never spend the same; what cannot be asked is refused. The rows that are
//! not settled are the calls under way, of all processes: no more than five at once.

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use language::{Budget, Estimate, MicroDollars, Refusal, Reservation, Spent};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    context::{Clock, Kith, Scope},
    error::Result,
};

/// Calls of a workspace at once, whichever processes make them.
const AT_ONCE: i64 = 5;
/// No call is under way for longer: its process died.
const LONGEST_CALL: chrono::Duration = chrono::Duration::minutes(10);
/// Between two looks whether one is done elsewhere.
const PAUSE: Duration = Duration::from_millis(250);

enum Asked {
    Allowed(Uuid),
    Spent,
    /// Others are under way.
    Full,
}

pub struct Ledger {
    pool: PgPool,
    clock: Clock,
    workspace: Uuid,
    actor: Option<Uuid>,
}

impl Ledger {
    pub fn new(kith: &Kith, scope: &Scope) -> Self {
        Self {
            pool: kith.pool.clone(),
            clock: kith.clock,
            workspace: scope.workspace,
            actor: scope.actor,
        }
    }

    async fn open(&self) -> Result<Scope> {
        Scope::open(&self.pool, self.workspace, self.actor, self.clock.now()).await
    }

    async fn ask(&self, most: &Estimate, cost: i64) -> Result<Asked> {
        let mut scope = self.open().await?;
        let budget = sqlx::query_scalar!(
            "select monthly_budget from language_settings where workspace_id = acting_workspace() for update",
        )
        .fetch_optional(scope.db())
        .await?;
        let spent = spent_this_month(&mut scope).await?;
        if spent.saturating_add(cost) > budget.unwrap_or_default() {
            return Ok(Asked::Spent);
        }
        if under_way(&mut scope).await? >= AT_ONCE {
            return Ok(Asked::Full);
        }
        let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
        sqlx::query!(
            "insert into language_calls
               (id, workspace_id, month, provider, model, reserved, read_and_written, actor_id, started_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id,
            workspace,
            month_of(now),
            most.provider,
            most.model,
            cost,
            i64::try_from(most.tokens).unwrap_or(i64::MAX),
            actor,
            now,
        )
        .execute(scope.db())
        .await?;
        scope.commit().await?;
        Ok(Asked::Allowed(id))
    }

    async fn close(&self, id: Uuid, spent: Spent) -> Result<()> {
        let (cost, count) = match spent {
            Spent::Nothing => (Some(0), Some(0)),
            Spent::Known { tokens, cost } => (
                Some(whole(cost)),
                Some(i64::try_from(tokens).unwrap_or(i64::MAX)),
            ),
            Spent::All => (None, None),
        };
        let mut scope = self.open().await?;
        let now = scope.now;
        sqlx::query!(
            "update language_calls set
               cost = coalesce($2, reserved),
               read_and_written = coalesce($3, read_and_written),
               settled_at = $4
             where id = $1 and settled_at is null",
            id,
            cost,
            count,
            now,
        )
        .execute(scope.db())
        .await?;
        scope.commit().await
    }
}

#[async_trait]
impl Budget for Ledger {
    async fn reserve(&self, most: &Estimate) -> Result<Reservation, Refusal> {
        let cost = whole(most.cost.ok_or(Refusal::NoPrice)?);
        loop {
            match self.ask(most, cost).await {
                Ok(Asked::Allowed(id)) => return Ok(Reservation(id.as_u128())),
                Ok(Asked::Spent) => return Err(Refusal::Spent),
                Ok(Asked::Full) => tokio::time::sleep(PAUSE).await,
                Err(_) => return Err(Refusal::Away),
            }
        }
    }

    /// Where the database is away, what was reserved stays spent.
    async fn settle(&self, reservation: Reservation, spent: Spent) {
        let id = Uuid::from_u128(reservation.0);
        if let Err(error) = self.close(id, spent).await {
            tracing::warn!(%error, call = %id, "a call to a language model counts in full");
        }
    }
}

async fn under_way(scope: &mut Scope) -> Result<i64> {
    let since = scope.now - LONGEST_CALL;
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from language_calls
           where workspace_id = acting_workspace() and settled_at is null and started_at > $1"#,
        since,
    );
    Ok(count.fetch_one(scope.db()).await?)
}

fn whole(MicroDollars(cost): MicroDollars) -> i64 {
    i64::try_from(cost).unwrap_or(i64::MAX)
}

/// In UTC, as vendors bill.
fn month_of(now: DateTime<Utc>) -> NaiveDate {
    let day = now.date_naive();
    day.with_day(1).unwrap_or(day)
}

/// With what is reserved and not settled, in millionths of a dollar.
pub async fn spent_this_month(scope: &mut Scope) -> Result<i64> {
    let month = month_of(scope.now);
    let spent = sqlx::query_scalar!(
        r#"select coalesce(sum(coalesce(cost, reserved)), 0)::bigint as "spent!"
           from language_calls
           where workspace_id = acting_workspace() and month = $1"#,
        month,
    );
    Ok(spent.fetch_one(scope.db()).await?)
}
