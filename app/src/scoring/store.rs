//! Counting evidence and writing scores, a set of contacts at a time.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::rules::{Evidence, score};
use crate::{context::Scope, error::Result};

/// A mail to more people than this is no contact with any of them.
const LARGEST_CIRCLE: i32 = 12;

struct Counted {
    contact_id: Uuid,
    inbound: i64,
    outbound: i64,
    first_at: Option<DateTime<Utc>>,
    last_at: Option<DateTime<Utc>>,
    last_inbound_at: Option<DateTime<Utc>>,
    last_outbound_at: Option<DateTime<Utc>>,
    unanswered: i64,
    windows: Vec<i64>,
    channels: i64,
    rhythm_days: Option<f64>,
    spread_days: Option<f64>,
}

impl Counted {
    fn evidence(&self) -> Evidence {
        let mut windows = [0; 5];
        for (window, count) in windows.iter_mut().zip(&self.windows) {
            *window = *count;
        }
        Evidence {
            inbound: self.inbound,
            outbound: self.outbound,
            first_at: self.first_at,
            last_inbound_at: self.last_inbound_at,
            windows,
            channels: self.channels,
        }
    }
}

/// Counts these contacts again and writes their scores.
pub async fn refresh_contacts(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let counted = count(scope, contacts).await?;
    write(scope, &counted).await
}

async fn count(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Counted>> {
    let now = scope.now;
    Ok(sqlx::query_as!(
        Counted,
        r#"with touched as (
             select
               l.contact_id,
               i.kind,
               i.direction,
               i.occurred_at,
               i.thread_id,
               max(i.occurred_at) filter (where i.direction = 'in') over (partition by l.contact_id) as heard_at
             from identity_links l
             join participants p on p.source_record_id = l.source_record_id
             join interactions i on i.id = p.interaction_id
             where l.contact_id = any($1)
               and i.deleted_at is null
               and i.kind <> 'note'
               and i.recipients <= $3
               and i.occurred_at <= $2
               and (i.direction = 'in') = (p.role = 'from')
           ),
           paused as (
             select
               contact_id,
               min(occurred_at) - lag(min(occurred_at)) over (partition by contact_id order by min(occurred_at)) as gap
             from touched
             group by contact_id, thread_id
           ),
           rhythms as (
             select
               contact_id,
               percentile_cont(array[0.25, 0.5, 0.75]) within group (order by extract(epoch from gap) / 86400.0) as gaps
             from paused
             where gap > interval '18 hours'
             group by contact_id
           ),
           counted as (
             select
               contact_id,
               count(*) filter (where direction = 'in') as inbound,
               count(*) filter (where direction = 'out') as outbound,
               min(occurred_at) as first_at,
               max(occurred_at) as last_at,
               max(occurred_at) filter (where direction = 'in') as last_inbound_at,
               max(occurred_at) filter (where direction = 'out') as last_outbound_at,
               array[
                 count(*) filter (where occurred_at > $2 - interval '30 days'),
                 count(*) filter (where occurred_at > $2 - interval '90 days' and occurred_at <= $2 - interval '30 days'),
                 count(*) filter (where occurred_at > $2 - interval '1 year' and occurred_at <= $2 - interval '90 days'),
                 count(*) filter (where occurred_at > $2 - interval '2 years' and occurred_at <= $2 - interval '1 year'),
                 count(*) filter (where occurred_at > $2 - interval '5 years' and occurred_at <= $2 - interval '2 years')
               ] as windows,
               count(distinct kind) as channels,
               count(*) filter (
                 where direction = 'out'
                   and occurred_at > coalesce(heard_at, '-infinity')
                   and occurred_at > $2 - interval '2 years'
               ) as unanswered
             from touched
             group by contact_id
           )
           select
             c.contact_id as "contact_id!",
             c.inbound as "inbound!",
             c.outbound as "outbound!",
             c.first_at,
             c.last_at,
             c.last_inbound_at,
             c.last_outbound_at,
             c.unanswered as "unanswered!",
             c.windows as "windows!",
             c.channels as "channels!",
             r.gaps[2]::double precision as rhythm_days,
             (r.gaps[3] - r.gaps[1])::double precision as spread_days
           from counted c
           left join rhythms r on r.contact_id = c.contact_id"#,
        contacts,
        now,
        LARGEST_CIRCLE,
    )
    .fetch_all(scope.db())
    .await?)
}

#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    scores: Vec<f32>,
    parts: Vec<Value>,
    inbound: Vec<i32>,
    outbound: Vec<i32>,
    first_at: Vec<Option<DateTime<Utc>>>,
    last_at: Vec<Option<DateTime<Utc>>>,
    last_inbound_at: Vec<Option<DateTime<Utc>>>,
    last_outbound_at: Vec<Option<DateTime<Utc>>>,
    unanswered: Vec<i32>,
    rhythm: Vec<Option<f32>>,
    spread: Vec<Option<f32>>,
}

impl Columns {
    fn of(counted: &[Counted], now: DateTime<Utc>) -> Result<Self> {
        let mut columns = Self::default();
        for row in counted {
            let parts = score(&row.evidence(), now);
            columns.ids.push(row.contact_id);
            columns.scores.push(parts.total() as f32);
            columns.parts.push(serde_json::to_value(parts)?);
            columns.inbound.push(clamp(row.inbound));
            columns.outbound.push(clamp(row.outbound));
            columns.first_at.push(row.first_at);
            columns.last_at.push(row.last_at);
            columns.last_inbound_at.push(row.last_inbound_at);
            columns.last_outbound_at.push(row.last_outbound_at);
            columns.unanswered.push(clamp(row.unanswered));
            columns.rhythm.push(row.rhythm_days.map(|days| days as f32));
            columns.spread.push(row.spread_days.map(|days| days as f32));
        }
        Ok(columns)
    }
}

fn clamp(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

async fn write(scope: &mut Scope, counted: &[Counted]) -> Result<()> {
    let columns = Columns::of(counted, scope.now)?;
    sqlx::query!(
        "update contacts c set
           score = n.score,
           score_parts = n.parts,
           inbound_count = n.inbound,
           outbound_count = n.outbound,
           first_contact_at = n.first_at,
           last_contact_at = n.last_at,
           last_inbound_at = n.last_inbound_at,
           last_outbound_at = n.last_outbound_at,
           unanswered = n.unanswered,
           rhythm_days = n.rhythm,
           spread_days = n.spread,
           fades_at = n.last_at + make_interval(secs => 1.5 * 86400 * n.rhythm)
         from unnest(
           $1::uuid[], $2::real[], $3::jsonb[], $4::integer[], $5::integer[], $6::timestamptz[],
           $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::integer[], $11::real[], $12::real[]
         ) as n (
           id, score, parts, inbound, outbound, first_at, last_at, last_inbound_at, last_outbound_at,
           unanswered, rhythm, spread
         )
         where c.id = n.id",
        &columns.ids,
        &columns.scores,
        &columns.parts,
        &columns.inbound,
        &columns.outbound,
        &columns.first_at as &[Option<DateTime<Utc>>],
        &columns.last_at as &[Option<DateTime<Utc>>],
        &columns.last_inbound_at as &[Option<DateTime<Utc>>],
        &columns.last_outbound_at as &[Option<DateTime<Utc>>],
        &columns.unanswered,
        &columns.rhythm as &[Option<f32>],
        &columns.spread as &[Option<f32>],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
