//! Where events are read: what one import carried, each kind of source in one query.

mod records;
mod rows;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use futures::TryStreamExt;
use mail::{body::own_text, domains::company_domain, signature::Person};
use serde_json::Value;
use uuid::Uuid;

use super::{
    find::Read,
    rules::{Found, Statement, announced, changed, told_by_answer},
    types::EventSource,
};
use crate::{context::Scope, error::Result, scoring::LARGEST_CIRCLE};

pub use records::records;
pub use rows::rows;

/// A signature that is seen again after another took its place is no news.
const OVERLAP_DAYS: i64 = 14;
/// What was announced longer ago is known by now.
const ANNOUNCED_WITHIN_DAYS: i64 = 400;

struct Block {
    contact_id: Uuid,
    record_id: Uuid,
    address: String,
    block: String,
    person: Value,
    first_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
    interaction: Option<Uuid>,
}

impl Block {
    fn statement(&self) -> Option<Statement> {
        let person: Person = serde_json::from_value(self.person.clone()).ok()?;
        let sure = |field: &str| {
            person
                .evidence
                .get(field)
                .map(|it| f64::from(it.confidence))
        };
        let said = ["title", "company", "location"];
        let confidence = said.into_iter().filter_map(sure).fold(1.0, f64::min);
        (person.title.is_some() || person.company.is_some() || person.location.is_some()).then(
            || Statement {
                title: person.title,
                company: person.company,
                location: person.location,
                domain: company_domain(&self.address),
                confidence,
                words: self.block.clone(),
            },
        )
    }
}

/// Of everybody whose signatures the import carried: all their blocks, of all addresses.
pub async fn signatures(scope: &mut Scope, import: Uuid) -> Result<Vec<Read>> {
    let blocks = sqlx::query_as!(
        Block,
        r#"with people as (
             select distinct l.contact_id
             from signatures s
             join source_records r
               on r.workspace_id = s.workspace_id
               and r.origin = 'mail'
               and r.external_id = s.address
             join identity_links l on l.source_record_id = r.id
             where s.import_id = $1
           ),
           seen as (
             select
               l.contact_id,
               r.id as record_id,
               s.address,
               s.block_id,
               (array_agg(s.block order by s.last_at desc, s.message desc))[1] as block,
               (array_agg(s.person order by s.last_at desc, s.message desc))[1] as person,
               (array_agg(s.message order by s.first_at, s.message))[1] as message,
               min(s.first_at) as first_at,
               max(s.last_at) as last_at
             from people
             join identity_links l on l.contact_id = people.contact_id
             join source_records r on r.id = l.source_record_id and r.origin = 'mail'
             join signatures s on s.workspace_id = r.workspace_id and s.address = r.external_id
             group by l.contact_id, r.id, s.address, s.block_id
           )
           select
             seen.contact_id as "contact_id!",
             seen.record_id as "record_id!",
             seen.address as "address!",
             seen.block as "block!",
             seen.person as "person!",
             seen.first_at as "first_at!",
             seen.last_at as "last_at!",
             i.id as "interaction?"
           from seen
           left join interactions i
             on i.workspace_id = acting_workspace()
             and i.origin = 'mail'
             and i.external_id = seen.message
           order by seen.contact_id, seen.first_at, seen.address, seen.block_id"#,
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let people = blocks.chunk_by(|one, other| one.contact_id == other.contact_id);
    Ok(people.flat_map(news_of).collect())
}

/// Each block beside the one that it took the place of.
fn news_of(blocks: &[Block]) -> Vec<Read> {
    let mut read = Vec::new();
    let mut before: Option<(Statement, DateTime<Utc>)> = None;
    for block in blocks {
        let Some(now) = block.statement() else {
            continue;
        };
        let Some((old, last_at)) = before.take() else {
            before = Some((now, block.last_at));
            continue;
        };
        let follows = block.first_at > last_at - Duration::days(OVERLAP_DAYS);
        if follows && let Some(found) = changed(&old, &now) {
            read.push(Read {
                contact: block.contact_id,
                record: block.record_id,
                source: EventSource::Signature,
                essence: essence(&found),
                happened_on: block.first_at.date_naive(),
                interaction: block.interaction,
                found,
            });
        }
        before = Some(if block.last_at > last_at {
            (now, block.last_at)
        } else {
            (old, last_at)
        });
    }
    read
}

fn essence(found: &Found) -> String {
    let details = &found.details;
    let parts = [&details.company, &details.title, &details.place];
    let parts = parts.map(|part| part.clone().unwrap_or_default().to_lowercase());
    parts.join("|")
}

pub async fn answers(scope: &mut Scope, import: Uuid) -> Result<Vec<Read>> {
    let rows = sqlx::query!(
        r#"select l.contact_id, r.id as record_id, a.message, a.said_at, a.body, i.id as "interaction?"
           from auto_replies a
           join source_records r
             on r.workspace_id = a.workspace_id
             and r.origin = 'mail'
             and r.external_id = a.address
           join identity_links l on l.source_record_id = r.id
           left join interactions i
             on i.workspace_id = a.workspace_id
             and i.origin = 'mail'
             and i.external_id = a.message
           where a.import_id = $1
           order by a.said_at, a.message"#,
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let read = rows.into_iter().filter_map(|row| {
        Some(Read {
            contact: row.contact_id,
            record: row.record_id,
            source: EventSource::AutoReply,
            found: told_by_answer(&row.body)?,
            happened_on: row.said_at.date_naive(),
            interaction: row.interaction,
            essence: row.message,
        })
    });
    Ok(read.collect())
}

struct Message {
    contact_id: Uuid,
    record_id: Uuid,
    id: Uuid,
    occurred_at: DateTime<Utc>,
    body: String,
}

/// What others wrote themselves in messages that the import stored.
pub async fn messages(scope: &mut Scope, import: Uuid) -> Result<Vec<Read>> {
    let since = scope.now - Duration::days(ANNOUNCED_WITHIN_DAYS);
    let mut rows = sqlx::query_as!(
        Message,
        r#"select l.contact_id, l.source_record_id as record_id, i.id, i.occurred_at, left(i.body, 8000) as "body!"
           from interactions i
           join participants p on p.interaction_id = i.id and p.role = 'from'
           join identity_links l on l.source_record_id = p.source_record_id
           where i.import_id = $1
             and i.kind in ('mail', 'message')
             and i.direction = 'in'
             and i.standing = 'contact'
             and i.deleted_at is null
             and i.recipients <= $2
             and i.occurred_at > $3"#,
        import,
        LARGEST_CIRCLE,
        since,
    )
    .fetch(scope.db());
    let mut read = Vec::new();
    while let Some(row) = rows.try_next().await? {
        let day: NaiveDate = row.occurred_at.date_naive();
        for found in announced(&own_text(&row.body)) {
            read.push(Read {
                contact: row.contact_id,
                record: row.record_id,
                source: EventSource::Mail,
                essence: row.id.to_string(),
                happened_on: day,
                interaction: Some(row.id),
                found,
            });
        }
    }
    Ok(read)
}
