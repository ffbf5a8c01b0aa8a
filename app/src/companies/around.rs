//! What stands around a company: those above and below, what is to do, what happened last.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// The companies that belong to this one, by name.
pub async fn below(scope: &mut Scope, company: Uuid) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select id, name
         from companies
         where parent_id = $1 and deleted_at is null
         order by name_folded, id
         limit 100",
        company,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The companies that were joined to this one.
pub async fn joined(scope: &mut Scope, company: Uuid) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select id, name from companies where merged_into = $1 order by name_folded, id",
        company,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// How many tasks about it or its people are to do.
pub async fn open_tasks(scope: &mut Scope, company: Uuid) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from tasks t
           where t.workspace_id = acting_workspace()
             and t.done_at is null
             and t.deleted_at is null
             and (
               exists (select from task_companies l where l.task_id = t.id and l.company_id = $1)
               or exists (
                 select
                 from task_contacts l
                 join contacts c on c.id = l.contact_id and c.deleted_at is null
                 where l.task_id = t.id and c.company_id = $1
               )
             )"#,
        company,
    );
    Ok(count.fetch_one(scope.db()).await?)
}

/// Something that happened with somebody of a company.
pub struct Meeting {
    pub id: Uuid,
    pub kind: String,
    pub subject: Option<String>,
    pub occurred_at: DateTime<Utc>,
    pub contact: Uuid,
    pub name: String,
}

/// The latest across its people. Those of the latest contact are asked: what is newest
/// is theirs.
pub async fn recent(scope: &mut Scope, company: Uuid, limit: i64) -> Result<Vec<Meeting>> {
    Ok(sqlx::query_as!(
        Meeting,
        r#"with lately as (
             select id, name
             from contacts
             where company_id = $1 and deleted_at is null and last_contact_at is not null
             order by last_contact_at desc
             limit $2
           ),
           found as (
             select distinct on (i.id)
               i.id, i.kind, i.subject, i.occurred_at, lately.id as contact, lately.name
             from lately
             cross join lateral (
               select i.id, i.kind, i.subject, i.occurred_at
               from identity_links l
               join participants p on p.source_record_id = l.source_record_id
               join interactions i on i.id = p.interaction_id
               where l.contact_id = lately.id and i.deleted_at is null
               order by i.occurred_at desc
               limit $2
             ) i
             order by i.id, lately.id
           )
           select
             id as "id!",
             kind as "kind!",
             subject,
             occurred_at as "occurred_at!",
             contact as "contact!",
             name as "name!"
           from found
           order by occurred_at desc, id
           limit $2"#,
        company,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}
