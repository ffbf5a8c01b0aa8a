//! Where what is known of a contact comes from: for every field and every way to reach
//! them the source, when it said so, how sure that is and in which message.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use records::profile_link;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{address::PostalAddress, types::PointKind};
use crate::{context::Scope, error::Result};

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Source {
    /// `edit` (by hand), `mail` (headers and addresses), `signature`, or the product or format
    /// of a file of records: `google`, `outlook`, `vcard`, `csv` …
    pub source: String,
    /// When the source said so.
    pub at: Option<DateTime<Utc>>,
    /// 0 to 1; null where nothing was guessed.
    pub confidence: Option<f32>,
    /// The message it stands in, where one is known.
    pub interaction_id: Option<Uuid>,
}

/// The start of time stands for a time that nobody knows.
pub(super) fn known(at: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    at.filter(|at| *at > DateTime::UNIX_EPOCH)
}

/// One of the values that a contact may have many of.
pub struct Point {
    pub kind: String,
    pub value: String,
    /// `work`, `home`, `mobile`, `fax` or a word of one's own; of a profile its network.
    pub label: Option<String>,
    /// As it was written.
    pub raw: String,
    /// Of a phone, where its country is known.
    pub e164: Option<String>,
    /// Of an address, where they are told apart.
    pub address: Option<PostalAddress>,
    pub source: Option<Source>,
}

struct PointRow {
    kind: String,
    value: String,
    label: Option<String>,
    raw: String,
    key: String,
    parts: Option<Value>,
    origin: Option<String>,
    said_at: Option<DateTime<Utc>>,
    confidence: Option<f32>,
    interaction: Option<Uuid>,
}

impl From<PointRow> for Point {
    fn from(row: PointRow) -> Self {
        let is_whole = row.kind == "phone" && row.key.starts_with('+');
        Self {
            e164: is_whole.then_some(row.key),
            address: row
                .parts
                .and_then(|parts| serde_json::from_value(parts).ok()),
            source: row.origin.map(|source| Source {
                source,
                at: known(row.said_at),
                confidence: row.confidence,
                interaction_id: row.interaction,
            }),
            kind: row.kind,
            value: row.value,
            label: row.label,
            raw: row.raw,
        }
    }
}

pub async fn points(scope: &mut Scope, contact: Uuid) -> Result<Vec<Point>> {
    let rows = sqlx::query_as!(
        PointRow,
        r#"select
             p.kind,
             p.value,
             p.label,
             coalesce(p.raw, p.value) as "raw!",
             point_key(p.kind, p.value) as "key!",
             p.parts,
             r.origin as "origin?",
             coalesce(p.said_at, r.source_updated_at) as said_at,
             p.confidence,
             i.id as "interaction?"
           from contact_points p
           left join source_records r on r.id = p.source_record_id
           left join interactions i
             on i.workspace_id = acting_workspace()
             and i.origin = 'mail'
             and i.external_id = p.message
             and i.deleted_at is null
           where p.contact_id = $1
           order by array_position(array['email', 'phone', 'handle', 'url', 'address', 'date'], p.kind), p.position"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?;
    let mut points: Vec<Point> = rows.into_iter().map(Point::from).collect();
    drop_linked(&mut points);
    Ok(points)
}

/// A link to a profile that stands among the profiles says nothing more.
fn drop_linked(points: &mut Vec<Point>) {
    let usual = |value: &str| profile_link(value).map(|link| link.to_lowercase());
    let is = |point: &Point, kind: PointKind| point.kind == kind.as_str();
    let profiles = points.iter().filter(|point| is(point, PointKind::Handle));
    let profiles: HashSet<String> = profiles.filter_map(|point| usual(&point.value)).collect();
    points.retain(|point| {
        !is(point, PointKind::Url)
            || usual(&point.value).is_none_or(|link| !profiles.contains(&link))
    });
}

/// Where a field that holds one value comes from.
pub struct Fact {
    /// As [`super::types::ContactField`] names it.
    pub field: String,
    pub source: Source,
}

pub async fn facts(scope: &mut Scope, contact: Uuid) -> Result<Vec<Fact>> {
    let rows = sqlx::query!(
        r#"select
             said.field as "field!",
             said.origin,
             coalesce((said.evidence ->> 'at')::timestamptz, said.source_updated_at) as at,
             (said.evidence ->> 'confidence')::real as confidence,
             i.id as "interaction?"
           from (
             select
               case when f.key like 'company%' then 'company' else f.key end as field,
               r.origin,
               r.source_updated_at,
               case
                 when f.key like 'company%' then coalesce(r.evidence -> 'company_id', r.evidence -> 'company_name')
                 else r.evidence -> f.key
               end as evidence
             from contacts c
             cross join lateral jsonb_each_text(c.provenance) as f (key, value)
             join source_records r on r.id = f.value::uuid
             where c.id = $1
           ) as said
           left join interactions i
             on i.workspace_id = acting_workspace()
             and i.origin = 'mail'
             and i.external_id = said.evidence ->> 'message'
             and i.deleted_at is null"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?;
    let facts = rows.into_iter().map(|row| Fact {
        field: row.field,
        source: Source {
            source: row.origin,
            at: known(row.at),
            confidence: row.confidence,
            interaction_id: row.interaction,
        },
    });
    Ok(facts.collect())
}
