//! What each import says of a record, and the record as the best of it: what was said
//! last; at equal times the words decide, so that the order of arrival does not.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// One entry a record, in all lists.
pub struct Said<'a> {
    pub records: &'a [Option<Uuid>],
    pub raw: &'a [&'a Value],
    pub fields: &'a [&'a Value],
    pub evidence: &'a [&'a Value],
    pub listed: &'a [bool],
    pub said_at: &'a [DateTime<Utc>],
}

/// Keeps what this import says, apart from what others say.
pub async fn state(scope: &mut Scope, import: Uuid, said: &Said<'_>) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into record_statements
           (import_id, source_record_id, workspace_id, raw, fields, evidence, said_at, is_listed)
         select $1, record, $2, raw, fields, evidence, said_at, listed
         from unnest($3::uuid[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::timestamptz[], $8::boolean[])
           as new (record, raw, fields, evidence, said_at, listed)
         where record is not null
         on conflict (import_id, source_record_id) do update set
           raw = excluded.raw,
           fields = excluded.fields,
           evidence = excluded.evidence,
           said_at = excluded.said_at,
           is_listed = excluded.is_listed
         where excluded.is_listed or not record_statements.is_listed",
        import,
        workspace,
        said.records as &[Option<Uuid>],
        said.raw as &[&Value],
        said.fields as &[&Value],
        said.evidence as &[&Value],
        said.said_at,
        said.listed,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Makes these records the best of what is said of them.
pub async fn settle(scope: &mut Scope, records: &[Uuid]) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let now = scope.now;
    sqlx::query!(
        r#"with best as (
             select distinct on (source_record_id)
               source_record_id, import_id, raw, fields, evidence, said_at
             from record_statements
             where source_record_id = any($1)
             order by source_record_id, said_at desc, raw::text collate "C" desc, import_id
           )
           update source_records r set
             raw = best.raw,
             fields = best.fields,
             evidence = best.evidence,
             import_id = best.import_id,
             source_updated_at = best.said_at,
             updated_at = $2
           from best
           where r.id = best.source_record_id
             and (r.raw, r.fields, r.source_updated_at, r.import_id)
               is distinct from (best.raw, best.fields, best.said_at, best.import_id)"#,
        records,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Unsays what the import said; what others say of the same records holds again. How many
/// records went, because nothing else speaks of them.
pub async fn forget_statements(scope: &mut Scope, import: Uuid) -> Result<usize> {
    let unsaid = sqlx::query_scalar!(
        "delete from record_statements where import_id = $1 returning source_record_id",
        import,
    )
    .fetch_all(scope.db())
    .await?;
    settle(scope, &unsaid).await?;
    // Its contacts are the next one's that speaks of them.
    sqlx::query!(
        "update contacts c set import_id = heir.import_id
         from (
           select distinct on (l.contact_id) l.contact_id, s.import_id
           from identity_links l
           join record_statements s on s.source_record_id = l.source_record_id
           where l.source_record_id = any($1)
           order by l.contact_id, s.import_id
         ) heir
         where c.id = heir.contact_id and c.import_id = $2",
        &unsaid,
        import,
    )
    .execute(scope.db())
    .await?;
    remove_silent(scope, &unsaid).await
}

/// The contacts that are here because this import says so, or one that is undone by now.
pub async fn made_by(scope: &mut Scope, import: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "select distinct c.id
         from record_statements s
         join identity_links l on l.source_record_id = s.source_record_id
         join contacts c on c.id = l.contact_id
         where s.import_id = $1
           and (
             c.import_id = $1
             or exists (select from imports i where i.id = c.import_id and i.state = 'undone')
           )",
        import,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// Of these records, those of which nothing and nobody speaks any more.
async fn remove_silent(scope: &mut Scope, records: &[Uuid]) -> Result<usize> {
    let removed = sqlx::query!(
        "delete from source_records r
         where r.id = any($1)
           and not exists (select from record_statements s where s.source_record_id = r.id)
           and not exists (select from participants p where p.source_record_id = r.id)",
        records,
    )
    .execute(scope.db())
    .await?;
    Ok(usize::try_from(removed.rows_affected()).unwrap_or(usize::MAX))
}

/// The contacts of whose records this import speaks and that were here before it; with those
/// that are new and with whom there was contact.
pub async fn spoken_of(scope: &mut Scope, import: Uuid, with_new: bool) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "select distinct l.contact_id
         from record_statements s
         join identity_links l on l.source_record_id = s.source_record_id
         join contacts c on c.id = l.contact_id
         where s.import_id = $1
           and (
             c.import_id is distinct from $1
             or $2 and exists (
               select
               from identity_links other
               join participants p on p.source_record_id = other.source_record_id
               where other.contact_id = c.id
             )
           )
         order by l.contact_id",
        import,
        with_new,
    );
    Ok(found.fetch_all(scope.db()).await?)
}
