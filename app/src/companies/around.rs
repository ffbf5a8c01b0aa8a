//! What stands around a company: those above and below, and what is to do.

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
