//! Reading what imports carried, each once, and keeping what is sure enough. What was
//! undone is unread, and read again from what is left.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;

use super::{
    rules::{Found, SURE, trust},
    sources::{answers, messages, records, rows, signatures},
    types::{EventKind, EventSource},
};
use crate::{
    context::{Kith, Scope},
    error::Result,
    jobs::Stop,
    notifications::tell_of_life_events,
    suggestions,
};

/// The same is told twice where it is read of one person within so many days.
const SAME_WITHIN_DAYS: i64 = 60;

/// Something that was found, and where.
pub struct Read {
    pub contact: Uuid,
    pub record: Uuid,
    pub source: EventSource,
    pub found: Found,
    pub happened_on: NaiveDate,
    pub interaction: Option<Uuid>,
    /// By which the same is known when it is read again.
    pub essence: String,
}

/// Reads the imports of a workspace that were not read yet.
pub async fn find_life_events(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let now = kith.clock.now();
    let mut is_new = false;
    loop {
        if stop.is_cancelled() {
            return Ok(());
        }
        let mut scope = Scope::open(&kith.pool, workspace, None, now).await?;
        let Some(import) = next_import(&mut scope).await? else {
            break;
        };
        is_new |= read_import(&mut scope, import).await? > 0;
        scope.commit().await?;
    }
    if is_new {
        suggestions::refresh_workspace(kith, workspace).await?;
    }
    // Also what a run that was killed had found.
    tell_of_life_events(kith, workspace).await
}

/// Held until the end of the transaction, so that nobody reads it beside this one.
async fn next_import(scope: &mut Scope) -> Result<Option<Uuid>> {
    let next = sqlx::query_scalar!(
        "select id
         from imports
         where workspace_id = acting_workspace() and state = 'done' and events_read_at is null
         order by created_at, id
         limit 1
         for update skip locked",
    );
    Ok(next.fetch_optional(scope.db()).await?)
}

async fn read_import(scope: &mut Scope, import: Uuid) -> Result<u64> {
    let mut read = signatures(scope, import).await?;
    read.extend(answers(scope, import).await?);
    read.extend(records(scope, import).await?);
    read.extend(rows(scope, import).await?);
    read.extend(messages(scope, import).await?);
    let trusted = trusted(scope).await?;
    for one in &mut read {
        let trust = trusted.get(&(one.found.kind, one.source));
        one.found.confidence *= trust.copied().unwrap_or(1.0);
    }
    read.retain(|one| one.found.confidence >= SURE);
    let kept = store(scope, import, &without_doubles(read)).await?;
    let now = scope.now;
    sqlx::query!(
        "update imports set events_read_at = $2 where id = $1",
        import,
        now
    )
    .execute(scope.db())
    .await?;
    Ok(kept)
}

/// How much each source is believed, by what people said of it.
async fn trusted(scope: &mut Scope) -> Result<HashMap<(EventKind, EventSource), f64>> {
    let rows = sqlx::query!(
        r#"select
             kind,
             source,
             count(*) filter (where state = 'confirmed') as "confirmed!",
             count(*) filter (where state = 'wrong') as "wrong!"
           from life_events
           where workspace_id = acting_workspace() and state <> 'open'
           group by kind, source"#,
    )
    .fetch_all(scope.db())
    .await?;
    let trusted = rows.into_iter().filter_map(|row| {
        let key = (
            EventKind::parse(&row.kind)?,
            EventSource::parse(&row.source)?,
        );
        Some((key, trust(row.confirmed, row.wrong)))
    });
    Ok(trusted.collect())
}

/// Of what is told of one person more than once, what is surest.
fn without_doubles(mut read: Vec<Read>) -> Vec<Read> {
    read.sort_by(|a, b| {
        b.found
            .confidence
            .total_cmp(&a.found.confidence)
            .then(b.happened_on.cmp(&a.happened_on))
            .then_with(|| a.essence.cmp(&b.essence))
    });
    let mut kept: Vec<Read> = Vec::new();
    let mut days: HashMap<(Uuid, EventKind), Vec<NaiveDate>> = HashMap::new();
    for one in read {
        let known = days.entry((one.contact, one.found.kind)).or_default();
        let is_double = known
            .iter()
            .any(|day| (*day - one.happened_on).num_days().abs() <= SAME_WITHIN_DAYS);
        if !is_double {
            known.push(one.happened_on);
            kept.push(one);
        }
    }
    kept
}

async fn store(scope: &mut Scope, import: Uuid, read: &[Read]) -> Result<u64> {
    if read.is_empty() {
        return Ok(0);
    }
    let ids: Vec<Uuid> = read.iter().map(|_| scope.id()).collect();
    let contacts: Vec<Uuid> = read.iter().map(|one| one.contact).collect();
    let records: Vec<Uuid> = read.iter().map(|one| one.record).collect();
    let kinds: Vec<&str> = read.iter().map(|one| one.found.kind.as_str()).collect();
    let sources: Vec<&str> = read.iter().map(|one| one.source.as_str()).collect();
    let summaries: Vec<&str> = read.iter().map(|one| one.found.summary.as_str()).collect();
    let sure: Vec<f32> = read.iter().map(|one| one.found.confidence as f32).collect();
    let days: Vec<NaiveDate> = read.iter().map(|one| one.happened_on).collect();
    let interactions: Vec<Option<Uuid>> = read.iter().map(|one| one.interaction).collect();
    let quotes: Vec<&str> = read.iter().map(|one| one.found.quote.as_str()).collect();
    let essences: Vec<&str> = read.iter().map(|one| one.essence.as_str()).collect();
    let details = read
        .iter()
        .map(|one| serde_json::to_value(&one.found.details))
        .collect::<std::result::Result<Vec<Value>, _>>()?;
    let (workspace, now) = (scope.workspace, scope.now);
    let stored = sqlx::query!(
        "insert into life_events
           (id, workspace_id, record_id, import_id, kind, source, summary, confidence, happened_on, interaction_id, quote,
            details, essence, created_at, updated_at)
         select
           new.id, $1, record, $2, kind, source, summary, confidence, happened_on, interaction, quote, details, essence,
           $3, $3
         from unnest(
           $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::real[], $11::date[],
           $12::uuid[], $13::text[], $14::jsonb[], $15::text[]
         ) as new (id, contact, record, kind, source, summary, confidence, happened_on, interaction, quote, details, essence)
         where not exists (
           select
           from identity_links l
           join life_events known on known.record_id = l.source_record_id
           where l.contact_id = new.contact
             and known.kind = new.kind
             and known.state <> 'wrong'
             and abs(known.happened_on - new.happened_on) <= $16
         )
         on conflict on constraint life_events_essence do nothing",
        workspace,
        import,
        now,
        &ids,
        &contacts,
        &records,
        &kinds as &[&str],
        &sources as &[&str],
        &summaries as &[&str],
        &sure,
        &days,
        &interactions as &[Option<Uuid>],
        &quotes as &[&str],
        &details,
        &essences as &[&str],
        SAME_WITHIN_DAYS as i32,
    )
    .execute(scope.db())
    .await?;
    Ok(stored.rows_affected())
}

/// What this import carried tells nothing any more; what others carried is read again.
pub async fn forget_life_events(scope: &mut Scope, import: Uuid) -> Result<()> {
    let gone = sqlx::query!("delete from life_events where import_id = $1", import)
        .execute(scope.db())
        .await?;
    if gone.rows_affected() > 0 {
        sqlx::query!(
            "update imports set events_read_at = null
             where workspace_id = acting_workspace() and id <> $1 and events_read_at is not null",
            import,
        )
        .execute(scope.db())
        .await?;
    }
    Ok(())
}
