//! Meetings that several files speak of: what each says is kept, and the newest version is
//! the interaction. So a meeting that was moved moves, one that was called off goes, and the
//! order in which the files came does not matter.

mod settle;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use records::{Meeting, Record};
use serde_json::{Value, json};
use uuid::Uuid;

use self::{settle::settle, told::Told};
use super::{happened::Happened, reader::Piece};
use crate::{context::Scope, error::Result, ids, imports::store::Import};

/// Meetings are expanded this far around the day of their import.
pub const DAYS_BACK: i32 = 10 * 365;
pub const DAYS_AHEAD: i32 = 365;
/// Events whose sayings are taken back in one transaction.
const AT_ONCE: i64 = 250;

/// What a file says of one occurrence.
pub struct Saying {
    external: String,
    file: String,
    event: String,
    is_change: bool,
    starts_at: DateTime<Utc>,
    version: Version,
    said: Option<Told>,
}

/// The greater is the newer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    sequence: i64,
    modified_at: DateTime<Utc>,
    stamped_at: DateTime<Utc>,
}

impl Saying {
    /// `happened` is none where nobody else was there, or nothing took place. What says
    /// nothing of its version is as new as its import.
    pub fn of(
        import: &Import,
        piece: &Piece,
        record: &Record,
        meeting: &Meeting,
        happened: Option<Happened>,
    ) -> Self {
        let stamped = meeting.stamped_at.or(meeting.modified_at);
        let modified = meeting.modified_at.or(meeting.stamped_at);
        Self {
            external: piece.origin.external_id(&record.external_id),
            file: ids::digest(&piece.container),
            event: piece.origin.external_id(&meeting.uid),
            is_change: meeting.is_change,
            starts_at: meeting.start,
            version: Version {
                sequence: i64::from(meeting.sequence),
                modified_at: modified.unwrap_or(import.created_at),
                stamped_at: stamped.unwrap_or(import.created_at),
            },
            said: happened.map(Told::of),
        }
    }

    /// One occurrence is told once a file: of several versions the newest is.
    fn key(&self) -> (&str, &str) {
        (&self.external, &self.file)
    }
}

/// Keeps what the import says of these meetings and makes the timeline follow. Returns how
/// many of them say something new that holds.
pub async fn say_meetings(scope: &mut Scope, import: &Import, said: Vec<Saying>) -> Result<usize> {
    if said.is_empty() {
        return Ok(0);
    }
    let mut newest: BTreeMap<(String, String), Saying> = BTreeMap::new();
    for saying in said {
        let key = saying.key();
        let key = (key.0.to_owned(), key.1.to_owned());
        match newest.get(&key) {
            Some(known) if known.version > saying.version => {}
            _ => {
                newest.insert(key, saying);
            }
        }
    }
    let sayings: Vec<Saying> = newest.into_values().collect();
    keep(scope, import.id, &sayings).await?;
    let events: BTreeSet<String> = sayings.iter().map(|one| one.event.clone()).collect();
    let events: Vec<String> = events.into_iter().collect();
    let changed = settle(scope, import.id, &events, &[]).await?;
    let here: BTreeSet<&str> = sayings.iter().map(|one| one.external.as_str()).collect();
    let new = changed
        .written
        .iter()
        .filter(|id| here.contains(id.as_str()));
    Ok(new.count())
}

async fn keep(scope: &mut Scope, import: Uuid, sayings: &[Saying]) -> Result<()> {
    let text = |tell: fn(&Saying) -> &String| -> Vec<&str> {
        sayings.iter().map(|one| tell(one).as_str()).collect()
    };
    let time = |tell: fn(&Saying) -> DateTime<Utc>| -> Vec<DateTime<Utc>> {
        sayings.iter().map(tell).collect()
    };
    let changes: Vec<bool> = sayings.iter().map(|one| one.is_change).collect();
    let sequences: Vec<i64> = sayings.iter().map(|one| one.version.sequence).collect();
    let said: Vec<Option<Value>> = sayings
        .iter()
        .map(|one| one.said.as_ref().map(|told| json!(told)))
        .collect();
    let digests: Vec<String> = sayings
        .iter()
        .map(|one| one.said.as_ref().map(Told::digest).unwrap_or_default())
        .collect();
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into meeting_statements (
           import_id, external_id, file, workspace_id, event, is_change, starts_at, sequence, modified_at,
           stamped_at, said, digest
         )
         select $1, external, file, $2, event, is_change, starts, sequence, modified, stamped, said, digest
         from unnest(
           $3::text[], $4::text[], $5::text[], $6::boolean[], $7::timestamptz[], $8::bigint[], $9::timestamptz[],
           $10::timestamptz[], $11::jsonb[], $12::text[]
         ) as new (external, file, event, is_change, starts, sequence, modified, stamped, said, digest)
         on conflict (import_id, external_id, file) do update set
           event = excluded.event,
           is_change = excluded.is_change,
           starts_at = excluded.starts_at,
           sequence = excluded.sequence,
           modified_at = excluded.modified_at,
           stamped_at = excluded.stamped_at,
           said = excluded.said,
           digest = excluded.digest,
           stands = meeting_statements.stands and meeting_statements.digest = excluded.digest
         where (excluded.sequence, excluded.modified_at, excluded.stamped_at)
           >= (meeting_statements.sequence, meeting_statements.modified_at, meeting_statements.stamped_at)",
        import,
        workspace,
        &text(|one| &one.external) as &[&str],
        &text(|one| &one.file) as &[&str],
        &text(|one| &one.event) as &[&str],
        &changes,
        &time(|one| one.starts_at),
        &sequences,
        &time(|one| one.version.modified_at),
        &time(|one| one.version.stamped_at),
        &said as &[Option<Value>],
        &digests,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Unsays what the import said of some events; what others say of them holds again. Returns
/// how many meetings went; none where there was nothing left to unsay.
pub async fn forget_meetings(scope: &mut Scope, import: Uuid) -> Result<Option<usize>> {
    let unsaid = sqlx::query!(
        "with some_events as materialized (
           select distinct event from meeting_statements where import_id = $1 order by event limit $2
         )
         delete from meeting_statements s
         using some_events e
         where s.import_id = $1 and s.event = e.event
         returning s.event, s.external_id",
        import,
        AT_ONCE,
    )
    .fetch_all(scope.db())
    .await?;
    if unsaid.is_empty() {
        return Ok(None);
    }
    let (events, unsaid): (BTreeSet<String>, Vec<String>) = unsaid
        .into_iter()
        .map(|row| (row.event, row.external_id))
        .unzip();
    let events: Vec<String> = events.into_iter().collect();
    Ok(Some(settle(scope, import, &events, &unsaid).await?.removed))
}
