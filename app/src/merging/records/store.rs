//! The records that a contact is made of, and those that were taken from it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// What one source says of a contact.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SourceRecord {
    pub id: Uuid,
    /// `mail`, `csv`, `google` …; `edit` is what members wrote by hand
    pub source: String,
    /// How the source calls it: an address, a number, a row
    pub external_id: String,
    pub name: Option<String>,
    /// Mail addresses, then telephones
    pub reached_by: Vec<String>,
    pub title: Option<String>,
    pub company: Option<String>,
    pub said_at: DateTime<Utc>,
    /// Why it is of this contact: `new` (the contact was made of it), `email`, `phone`, `handle`
    /// or `name` (it has the same), `hand` (a member said so), `edit`
    pub linked_by: String,
    /// How the contact was called with which it came, where that was joined to this one
    pub came_with: Option<String>,
    pub messages: i64,
    /// False for what was written by hand, and where nothing else is known of the contact
    pub may_be_parted: bool,
    /// The contact from which it was taken, to which it can be returned
    pub parted_from: Option<Uuid>,
    pub parted_from_name: Option<String>,
}

/// The newest first, before a record; one more than `limit` says that there is more.
pub async fn records_of(
    scope: &mut Scope,
    contact: Uuid,
    before: Option<Uuid>,
    limit: i64,
) -> Result<Vec<SourceRecord>> {
    Ok(sqlx::query_as!(
        SourceRecord,
        r#"with linked as (
             select
               r.id,
               r.origin,
               r.external_id,
               r.workspace_id,
               r.fields,
               r.source_updated_at,
               l.rule,
               l.home_id,
               -- Its signatures go with an address.
               case when r.origin = 'signature' then 'mail' else r.origin end || ' ' || r.external_id as source,
               r.origin = 'edit' and r.fields = '{}' as is_empty
             from identity_links l
             join source_records r on r.id = l.source_record_id
             where l.contact_id = $1
           ),
           several as (
             select count(distinct source) filter (where not is_empty) > 1 as are from linked
           )
           select
             r.id as "id!",
             r.origin as "source!",
             r.external_id as "external_id!",
             nullif(r.fields ->> 'name', '') as name,
             (
               select coalesce(array_agg(coalesce(said ->> 'value', said #>> '{}') order by kind, place), '{}')
               from (values (1, 'emails'), (2, 'phones')) as kinds (kind, field)
               cross join lateral jsonb_array_elements(
                 case jsonb_typeof(r.fields -> field) when 'array' then r.fields -> field else '[]' end
               ) with ordinality as listed (said, place)
             ) as "reached_by!",
             nullif(r.fields ->> 'title', '') as title,
             coalesce(nullif(r.fields ->> 'company_name', ''), r.fields ->> 'company_domain') as company,
             r.source_updated_at as "said_at!",
             r.rule as "linked_by!",
             h.name as "came_with?",
             (
               select count(*)
               from participants p
               join interactions i on i.id = p.interaction_id and i.deleted_at is null
               where p.source_record_id = r.id
             ) as "messages!",
             r.origin <> 'edit' and several.are as "may_be_parted!",
             parted.id as "parted_from?",
             parted.name as "parted_from_name?"
           from linked r
           cross join several
           left join contacts h on h.id = r.home_id
           left join lateral (
             select c.id, c.name
             from parted_records p
             join contacts c on c.id = standing_contact(coalesce(p.home_id, p.from_id))
             where p.workspace_id = r.workspace_id
               and p.origin = r.origin
               and p.external_id = r.external_id
               and p.returned_at is null
               and c.deleted_at is null
               and c.id <> $1
             order by p.created_at desc, p.id desc
             limit 1
           ) parted on true
           where r.origin <> 'signature' and ($2::uuid is null or r.id < $2)
           order by r.id desc
           limit $3"#,
        contact,
        before,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

/// A record that was taken from a contact, and who has it.
#[derive(Clone, Debug)]
pub struct PartedOff {
    pub record: Uuid,
    pub source: String,
    pub name: String,
    pub holder: Uuid,
    pub holder_name: String,
    pub at: DateTime<Utc>,
    pub by: Option<String>,
}

/// At most so many of the records that were taken from a contact, the last one first.
pub async fn parted_off(scope: &mut Scope, contact: Uuid, most: i64) -> Result<Vec<PartedOff>> {
    Ok(sqlx::query_as!(
        PartedOff,
        r#"select
             r.id as record,
             r.origin as source,
             coalesce(nullif(r.fields ->> 'name', ''), r.external_id) as "name!",
             c.id as holder,
             c.name as holder_name,
             p.created_at as at,
             u.name as "by?"
           from contact_members(array[$1::uuid]) as member
           join parted_records p on p.from_id = member.member_id and p.returned_at is null
           join source_records r
             on r.workspace_id = p.workspace_id
             and r.origin = p.origin
             and r.external_id = p.external_id
           join identity_links l on l.source_record_id = r.id
           join contacts c on c.id = l.contact_id and c.deleted_at is null and c.id <> $1
           left join users u on u.id = p.actor_id
           order by p.created_at desc, p.id desc
           limit $2"#,
        contact,
        most,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Those of these partings of which the record is still elsewhere.
pub async fn standing_partings(scope: &mut Scope, ids: &[Uuid]) -> Result<HashSet<Uuid>> {
    let rows = sqlx::query_scalar!(
        "select p.id
         from parted_records p
         join source_records r
           on r.workspace_id = p.workspace_id
           and r.origin = p.origin
           and r.external_id = p.external_id
         join identity_links l on l.source_record_id = r.id
         where p.id = any($1)
           and p.returned_at is null
           -- A later one is taken back first.
           and not exists (
             select from parted_records later
             where later.workspace_id = p.workspace_id
               and later.origin = p.origin
               and later.external_id = p.external_id
               and later.returned_at is null
               and (later.created_at, later.id) > (p.created_at, p.id)
           )",
        ids,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().collect())
}
