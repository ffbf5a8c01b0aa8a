//! Links of records that belonged to nobody: to whom, by which rule, and where they belong
//! when nothing is joined.

use serde_json::json;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

pub(super) async fn insert_links(
    scope: &mut Scope,
    links: &[(Uuid, Uuid)],
    rule: &str,
) -> Result<()> {
    if links.is_empty() {
        return Ok(());
    }
    let (records, contacts): (Vec<Uuid>, Vec<Uuid>) = links.iter().copied().unzip();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into identity_links (source_record_id, workspace_id, contact_id, rule, probability, created_at)
         select record, $1, contact, $2, 1, $3
         from unnest($4::uuid[], $5::uuid[]) as new (record, contact)",
        workspace,
        rule,
        now,
        &records,
        &contacts,
    )
    .execute(scope.db())
    .await?;
    if rule == "new" {
        return Ok(());
    }
    settle_homes(scope, &records).await
}

/// Of records that were found to be of a contact to which others were joined: whose records
/// they share an address, a number or a profile with. There they go when both are parted.
async fn settle_homes(scope: &mut Scope, records: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "with given as materialized (
           select l.source_record_id, l.contact_id, r.fields
           from identity_links l
           join source_records r on r.id = l.source_record_id
           where l.source_record_id = any($1)
             and exists (select from contacts m where m.merged_into = l.contact_id)
         ),
         found as (
           select distinct on (given.source_record_id) given.source_record_id, other.home_id
           from given
           join identity_links other
             on other.contact_id = given.contact_id
             and other.source_record_id <> all($1)
           join source_records said on said.id = other.source_record_id
           join contacts home on home.id = coalesce(other.home_id, other.contact_id)
           cross join lateral (
             select min(kinds.place) as place
             from (
               values (1, 'email', 'emails'), (2, 'phone', 'phones'), (3, 'handle', 'handles')
             ) as kinds (place, kind, field)
             where exists (
               select
               from jsonb_array_elements(given.fields -> kinds.field) as one
               join jsonb_array_elements(said.fields -> kinds.field) as other
                 on point_key(kinds.kind, coalesce(one ->> 'value', one #>> '{}'))
                   = point_key(kinds.kind, coalesce(other ->> 'value', other #>> '{}'))
             )
           ) as shared
           where shared.place is not null
           order by given.source_record_id, shared.place, home.created_at, home.id
         )
         update identity_links l set home_id = found.home_id
         from found
         where l.source_record_id = found.source_record_id and found.home_id is not null",
        records,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Why these records belong to contacts that were here: they say the same.
pub(super) async fn record_decisions(
    scope: &mut Scope,
    links: &[(Uuid, Uuid)],
    same: &str,
) -> Result<()> {
    if links.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = links.iter().map(|_| scope.id()).collect();
    let (records, contacts): (Vec<Uuid>, Vec<Uuid>) = links.iter().copied().unzip();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into identity_decisions
           (id, workspace_id, kind, contact_id, source_record_id, evidence, probability, rule_version, created_at)
         select id, $1, 'link', contact, record, $2, 1, 'exact-' || $7 || '-1', $3
         from unnest($4::uuid[], $5::uuid[], $6::uuid[]) as new (id, record, contact)",
        workspace,
        json!({ "same": same }),
        now,
        &ids,
        &records,
        &contacts,
        if same == "email" { "address" } else { same },
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
