//! Work that does not succeed: since when, until it does. That of the schedule is noted with
//! its runs, what somebody asked for with what they asked.

use chrono::{DateTime, Utc};

use super::{Order, Scheduled, schedule::Outcome};
use crate::{context::Kith, error::Result};

/// Notes how a run went that is neither of the schedule nor asked for by anybody.
pub(super) async fn note(
    kith: &Kith,
    order: &Order,
    began: DateTime<Utc>,
    outcome: Outcome,
) -> Result<()> {
    if Scheduled::named(order.name()).is_some() || order.asked().is_some() {
        return Ok(());
    }
    match outcome {
        Outcome::Retrying => {}
        Outcome::Done => {
            sqlx::query!(
                "delete from failing_work where name = $1 and runs_for is not distinct from $2",
                order.name(),
                order.workspace(),
            )
            .execute(&kith.pool)
            .await?;
        }
        Outcome::Failed => {
            sqlx::query!(
                "insert into failing_work (name, runs_for, since)
                 select $1, $2, $3
                 -- The workspace may be gone.
                 where $2::uuid is null or exists (select from workspaces where id = $2)
                 on conflict on constraint failing_work_key do nothing",
                order.name(),
                order.workspace(),
                began,
            )
            .execute(&kith.pool)
            .await?;
        }
    }
    Ok(())
}

/// Since when it does not succeed.
pub async fn since(kith: &Kith, order: &Order) -> Result<Option<DateTime<Utc>>> {
    let since = sqlx::query_scalar!(
        r#"select failing_since as "since!"
           from scheduled_runs
           where name = $1 and runs_for is not distinct from $2 and failing_since is not null
           union all
           select since
           from failing_work
           where name = $1 and runs_for is not distinct from $2
           limit 1"#,
        order.name(),
        order.workspace(),
    );
    Ok(since.fetch_optional(&kith.pool).await?)
}
