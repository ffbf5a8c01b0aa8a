//! The tick that turns the schedule into orders. What was missed happens once, late, never
//! several times; what still waits in the queue is not ordered again.

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    SCHEDULE, Scheduled, Work,
    rule::{Hours, Rule},
    runs::under_way,
};
use crate::{
    context::{Kith, Settings},
    error::Result,
    jobs::{Order, enqueue},
};

/// How long a tick may come late.
pub const TICK: TimeDelta = TimeDelta::seconds(30);

const USUAL: Hours = Hours {
    zone: Tz::UTC,
    morning: NaiveTime::MIN,
};

/// One entry in one place: a workspace, or the installation.
pub(super) struct Plan {
    pub entry: &'static Scheduled,
    pub place: Option<Uuid>,
    pub rule: Rule,
}

/// Orders what is due. Several processes may tick: one of them does.
pub async fn tick(kith: &Kith) -> Result<()> {
    let now = kith.clock.now();
    let mut transaction = kith.pool.begin().await?;
    let is_alone = sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtext('kith.schedule')) as "alone!""#,
    );
    if !is_alone.fetch_one(&mut *transaction).await? {
        return Ok(());
    }
    let plans = plans(&mut transaction, &kith.settings).await?;
    let due = write_down(&mut transaction, &plans, now).await?;
    let orders: Vec<Order> = due
        .iter()
        .filter_map(|plan| plan.entry.order(plan.place))
        .collect();
    let waiting = under_way(&mut transaction, &orders).await?;
    for order in orders.iter().filter(|order| !waiting.contains(order)) {
        enqueue(&mut transaction, order, None).await?;
    }
    Ok(transaction.commit().await?)
}

/// Everything that should run, with its rule of now.
pub(super) async fn plans(db: &mut PgConnection, settings: &Settings) -> Result<Vec<Plan>> {
    let operator = sqlx::query_scalar!(
        "select zone from users where operator order by created_at, id limit 1",
    )
    .fetch_optional(&mut *db)
    .await?;
    let installation = hours(operator.as_deref().unwrap_or_default(), USUAL.morning);
    let workspaces = sqlx::query!("select id, zone, morning from workspaces order by id")
        .fetch_all(db)
        .await?;
    let mut plans = Vec::new();
    for entry in SCHEDULE.iter().filter(|entry| is_wanted(entry, settings)) {
        match entry.work {
            Work::Installation(_) => plans.push(Plan {
                entry,
                place: None,
                rule: Rule::new(entry.when, installation, 0),
            }),
            Work::EachWorkspace { spread, .. } => plans.extend(workspaces.iter().map(|row| Plan {
                entry,
                place: Some(row.id),
                rule: Rule::new(
                    entry.when,
                    hours(&row.zone, row.morning),
                    offset(row.id, spread),
                ),
            })),
        }
    }
    Ok(plans)
}

pub(super) fn is_wanted(entry: &Scheduled, settings: &Settings) -> bool {
    !matches!(entry.work, Work::Installation(Order::BackUp)) || settings.backups.keep > 0
}

fn hours(zone: &str, morning: NaiveTime) -> Hours {
    Hours {
        zone: zone.parse().unwrap_or(Tz::UTC),
        morning,
    }
}

/// As random as identifiers are, and the same each time.
fn offset(workspace: Uuid, spread: u32) -> u32 {
    let number = u32::try_from(workspace.as_u128() & 0xffff_ffff).unwrap_or_default();
    number % spread.max(1)
}

/// Keeps a row of each plan, and returns those that are due: their next run is planned.
pub(super) async fn write_down<'plans>(
    db: &mut PgConnection,
    plans: &'plans [Plan],
    now: DateTime<Utc>,
) -> Result<Vec<&'plans Plan>> {
    let rows = sqlx::query!("select name, runs_for, rule, next_run_at from scheduled_runs")
        .fetch_all(&mut *db)
        .await?;
    let known: HashMap<_, _> = rows
        .iter()
        .map(|row| {
            (
                (row.name.as_str(), row.runs_for),
                (row.rule.as_str(), row.next_run_at),
            )
        })
        .collect();
    let (mut changed, mut due) = (Vec::new(), Vec::new());
    for plan in plans {
        match known.get(&(plan.entry.name, plan.place)) {
            Some((_, next)) if *next <= now => {
                due.push(plan);
                changed.push(plan);
            }
            Some((rule, _)) if **rule == *plan.rule.text() => {}
            _ => changed.push(plan),
        }
    }
    store(db, &changed, &due, now).await?;
    Ok(due)
}

async fn store(
    db: &mut PgConnection,
    changed: &[&Plan],
    due: &[&Plan],
    now: DateTime<Utc>,
) -> Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = changed.iter().map(|plan| plan.entry.name).collect();
    let places: Vec<Option<Uuid>> = changed.iter().map(|plan| plan.place).collect();
    let rules: Vec<String> = changed.iter().map(|plan| plan.rule.text()).collect();
    let nexts: Vec<DateTime<Utc>> = changed.iter().map(|plan| plan.rule.next(now)).collect();
    let ordered: Vec<bool> = changed
        .iter()
        .map(|plan| due.iter().any(|due| std::ptr::eq(*due, *plan)))
        .collect();
    sqlx::query!(
        "insert into scheduled_runs (name, runs_for, rule, next_run_at, ordered_at)
         select name, place, rule, next, case when is_due then $6::timestamptz end
         from unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::boolean[])
           as plan (name, place, rule, next, is_due)
         on conflict (name, runs_for) do update set
           rule = excluded.rule,
           next_run_at = excluded.next_run_at,
           ordered_at = coalesce(excluded.ordered_at, scheduled_runs.ordered_at)",
        &names as &[&str],
        &places as &[Option<Uuid>],
        &rules,
        &nexts,
        &ordered,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
