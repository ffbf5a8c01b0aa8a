//! Rows without an id of their own: one that says something else is another record, which
//! belongs to the same contact by an address, a number or a profile. Invariants: rows of one
//! contact are compared where each of their imports holds one alone, since two beside each
//! other are two jobs at a time; and a row is as old as the first import that held it, since
//! an old file that comes again is no news.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    essence,
    records::{Said, news_of_record},
};
use crate::{
    context::Scope,
    error::Result,
    life_events::{find::Read, types::EventSource},
};

/// That two rows are of one table at two times is likely, and not certain.
const LIKELY: f64 = 0.9;

struct Row {
    contact_id: Uuid,
    record_id: Uuid,
    origin: String,
    fields: Value,
    said_at: DateTime<Utc>,
    /// What the tables are known by that held it: their columns.
    tables: Vec<String>,
    is_here: bool,
    has_exact_key: bool,
}

impl Row {
    /// A product's columns are its own; a table of nobody's is known by all of its columns.
    fn is_of_one_kind(&self, other: &Self) -> bool {
        let shares = || self.tables.iter().any(|table| other.tables.contains(table));
        (self.contact_id, &self.origin) == (other.contact_id, &other.origin)
            && (self.origin != "csv" || shares())
    }

    fn said(&self) -> Said {
        Said {
            contact_id: self.contact_id,
            record_id: self.record_id,
            fields: self.fields.clone(),
            said_at: self.said_at,
        }
    }
}

/// Rows that follow upon another one of the same contact in a file of the same kind, where the
/// import holds either.
pub async fn rows(scope: &mut Scope, import: Uuid) -> Result<Vec<Read>> {
    let rows = sqlx::query_as!(
        Row,
        r#"with here as (
             select l.contact_id, r.origin
             from record_statements s
             join source_records r on r.id = s.source_record_id and r.external_id like 'sha256:%'
             join identity_links l on l.source_record_id = r.id
             where s.import_id = $1
             group by l.contact_id, r.origin
             having count(*) = 1
           ),
           told as (
             select
               l.contact_id,
               r.origin,
               r.id as record_id,
               l.rule,
               s.import_id,
               s.fields,
               s.said_at,
               m.created_at,
               count(*) over (partition by l.contact_id, r.origin, s.import_id) as beside
             from here
             join identity_links l on l.contact_id = here.contact_id
             join source_records r
               on r.id = l.source_record_id
               and r.origin = here.origin
               and r.external_id like 'sha256:%'
             join record_statements s on s.source_record_id = r.id
             join imports m on m.id = s.import_id
           ),
           tables as (
             select import_id, array_agg(md5(jsonb_path_query_array(mapping, '$.columns[*].header')::text)) as known_by
             from import_tables
             where workspace_id = acting_workspace()
             group by import_id
           ),
           rows as (
             select
               contact_id,
               origin,
               record_id,
               (array_agg(fields order by said_at, told.created_at, told.import_id))[1] as fields,
               min(said_at) as said_at,
               min(told.created_at) as created_at,
               array_remove(array_agg(distinct known.by), null) as tables,
               bool_or(told.import_id = $1) as is_here,
               bool_or(rule in ('email', 'phone', 'handle')) as has_exact_key
             from told
             left join tables on tables.import_id = told.import_id
             left join lateral unnest(tables.known_by) as known (by) on true
             group by contact_id, origin, record_id
             having max(beside) = 1
           )
           select
             contact_id as "contact_id!",
             record_id as "record_id!",
             origin as "origin!",
             fields as "fields!",
             said_at as "said_at!",
             tables as "tables!",
             is_here as "is_here!",
             has_exact_key as "has_exact_key!"
           from rows
           order by contact_id, origin, said_at, created_at, record_id"#,
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let pairs = rows.iter().zip(rows.iter().skip(1));
    Ok(pairs.flat_map(|(before, now)| news(before, now)).collect())
}

fn news(before: &Row, now: &Row) -> Vec<Read> {
    let is_comparable = before.is_of_one_kind(now)
        && before.said_at < now.said_at
        && (before.is_here || now.is_here)
        && (before.has_exact_key || now.has_exact_key);
    if !is_comparable {
        return Vec::new();
    }
    let found = news_of_record(&before.said(), &now.said());
    let read = found.into_iter().map(|mut found| {
        found.confidence *= LIKELY;
        Read {
            contact: now.contact_id,
            record: now.record_id,
            source: EventSource::Record,
            essence: essence(&found),
            happened_on: now.said_at.date_naive(),
            interaction: None,
            found,
        }
    });
    read.collect()
}
