//! Reading the times of contact, and writing what they add up to, a set of contacts
//! at a time.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use futures::{TryStreamExt, stream::BoxStream};
use uuid::Uuid;

use super::{
    evidence::{Channel, Counts, Direction, Touch},
    rules::score,
};
use crate::{context::Scope, error::Result};

/// A mail to more people than this is no contact with any of them.
pub const LARGEST_CIRCLE: i32 = 12;

/// Within a workspace one transaction counts at a time; the others wait for its end.
pub async fn take_turn(scope: &mut Scope) -> Result<()> {
    let name = format!("scores {}", scope.workspace);
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended($1, 0))",
        name
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

struct Found {
    contact_id: Uuid,
    direction: Direction,
    channel: Channel,
    at: DateTime<Utc>,
    thread: Uuid,
}

/// Their own messages count for those who sent them, mine for all they went to, and
/// what has no direction, a meeting, for all who were there.
macro_rules! touches_where {
    ($condition:tt, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            Found,
            r#"select
                 l.contact_id,
                 i.direction as "direction: Direction",
                 i.kind as "channel: Channel",
                 i.occurred_at as at,
                 i.thread_id as thread
               from identity_links l
               join participants p on p.source_record_id = l.source_record_id
               join interactions i on i.id = p.interaction_id
               where i.deleted_at is null
                 and i.kind <> 'note'
                 and i.standing = 'contact'
                 and i.recipients <= $2
                 and i.occurred_at <= $1
                 and (i.direction = 'none' or (i.direction = 'in') = (p.role = 'from'))
                 and "# + $condition,
            $($argument),*
        )
    };
}

/// Many, by way of their own rows.
pub async fn touches_of(scope: &mut Scope, contacts: &[Uuid]) -> Result<HashMap<Uuid, Vec<Touch>>> {
    let now = scope.now;
    let query = touches_where!("l.contact_id = any($3)", now, LARGEST_CIRCLE, contacts);
    gather(query.fetch(scope.db())).await
}

/// All from the first to the last, in one pass over what was exchanged.
pub async fn touches_between(
    scope: &mut Scope,
    first: Uuid,
    last: Uuid,
) -> Result<HashMap<Uuid, Vec<Touch>>> {
    let now = scope.now;
    let query = touches_where!(
        "l.workspace_id = acting_workspace() and l.contact_id between $3 and $4",
        now,
        LARGEST_CIRCLE,
        first,
        last,
    );
    gather(query.fetch(scope.db())).await
}

async fn gather(mut rows: BoxStream<'_, sqlx::Result<Found>>) -> Result<HashMap<Uuid, Vec<Touch>>> {
    let mut touches: HashMap<Uuid, Vec<Touch>> = HashMap::new();
    while let Some(row) = rows.try_next().await? {
        touches.entry(row.contact_id).or_default().push(Touch {
            at: row.at,
            direction: row.direction,
            channel: row.channel,
            thread: row.thread,
        });
    }
    Ok(touches)
}

#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    scores: Vec<f32>,
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
    fn of(counted: &[(Uuid, Counts)], now: DateTime<Utc>) -> Self {
        let mut columns = Self::default();
        for (contact, counts) in counted {
            let evidence = &counts.evidence;
            columns.ids.push(*contact);
            columns.scores.push(score(evidence, now).total() as f32);
            columns.inbound.push(clamp(evidence.inbound));
            columns.outbound.push(clamp(evidence.outbound));
            columns.first_at.push(evidence.first_at);
            columns.last_at.push(counts.last_at);
            columns.last_inbound_at.push(evidence.last_inbound_at);
            columns.last_outbound_at.push(counts.last_outbound_at);
            columns.unanswered.push(clamp(counts.unanswered));
            let rhythm = counts.rhythm;
            columns.rhythm.push(rhythm.map(|rhythm| rhythm.days as f32));
            columns
                .spread
                .push(rhythm.map(|rhythm| rhythm.spread_days as f32));
        }
        columns
    }
}

fn clamp(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// A contact of whom nothing changed is left alone.
pub async fn write(scope: &mut Scope, counted: &[(Uuid, Counts)]) -> Result<()> {
    let columns = Columns::of(counted, scope.now);
    sqlx::query!(
        "update contacts c set
           score = n.score,
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
           $1::uuid[], $2::real[], $3::integer[], $4::integer[], $5::timestamptz[], $6::timestamptz[],
           $7::timestamptz[], $8::timestamptz[], $9::integer[], $10::real[], $11::real[]
         ) as n (
           id, score, inbound, outbound, first_at, last_at, last_inbound_at, last_outbound_at,
           unanswered, rhythm, spread
         )
         where c.id = n.id
           and (
             c.score, c.inbound_count, c.outbound_count, c.first_contact_at, c.last_contact_at,
             c.last_inbound_at, c.last_outbound_at, c.unanswered, c.rhythm_days, c.spread_days
           ) is distinct from (
             n.score, n.inbound, n.outbound, n.first_at, n.last_at,
             n.last_inbound_at, n.last_outbound_at, n.unanswered, n.rhythm, n.spread
           )",
        &columns.ids,
        &columns.scores,
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
