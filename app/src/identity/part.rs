//! What a file joined is parted again when the file is gone: addresses that belong to one
//! contact only because an undone file said so.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::sweep::sweep_companies;
use crate::{context::Scope, error::Result};

/// Unlinks the records of mail whose address no other record of their contact names any
/// more. Of a contact that would be left without any, the likeliest stays.
pub async fn part_unfounded(scope: &mut Scope, import: Uuid) -> Result<()> {
    sqlx::query!(
        r#"with joined as (
             select l.source_record_id, l.contact_id, r.external_id
             from import_touched t
             join identity_links l on l.contact_id = t.contact_id and l.rule = 'email'
             join source_records r on r.id = l.source_record_id and r.origin = 'mail'
             where t.import_id = $1
               and not exists (
                 select
                 from identity_links other
                 join source_records said on said.id = other.source_record_id
                 where other.contact_id = l.contact_id
                   and said.id <> r.id
                   and (
                     said.fields -> 'emails' @> jsonb_build_array(r.external_id)
                     or said.fields -> 'emails' @> jsonb_build_array(jsonb_build_object('value', r.external_id))
                   )
               )
           ),
           staying as (
             select distinct on (joined.contact_id) joined.source_record_id
             from joined
             cross join lateral (
               select
                 coalesce(bool_or(i.direction = 'out' and p.role <> 'from'), false) as was_written_to,
                 coalesce(bool_or(i.direction = 'in' and p.role = 'from'), false) as wrote
               from participants p
               join interactions i on i.id = p.interaction_id
               where p.source_record_id = joined.source_record_id
             ) tie
             where not exists (
               select
               from identity_links l
               join source_records r on r.id = l.source_record_id
               where l.contact_id = joined.contact_id
                 and r.origin not in ('edit', 'signature')
                 and l.source_record_id not in (select source_record_id from joined)
             )
             order by joined.contact_id, tie.was_written_to desc, tie.wrote desc, joined.external_id
           ),
           parted as (
             select joined.contact_id, joined.external_id
             from joined
             where joined.source_record_id not in (select source_record_id from staying)
           )
           delete from identity_links l
           using source_records r, parted
           where l.contact_id = parted.contact_id
             and r.id = l.source_record_id
             and r.origin in ('mail', 'signature')
             and r.external_id = parted.external_id"#,
        import,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Takes away companies that came since then and that nothing holds any more.
pub async fn sweep_new_companies(scope: &mut Scope, since: DateTime<Utc>) -> Result<()> {
    let new = sqlx::query_scalar!(
        "select id from companies where workspace_id = acting_workspace() and created_at >= $1",
        since,
    )
    .fetch_all(scope.db())
    .await?;
    sweep_companies(scope, &new).await
}
