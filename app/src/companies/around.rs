//! What stands around a company: those above and below, and what is to do.

use std::collections::HashMap;

use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// How many tasks are to do at each company, about it or its people, each once.
pub(super) const TO_DO: &str = "
  select told.company_id, count(*) as tasks
  from (
    select l.company_id, t.id
    from tasks t
    join task_companies l on l.task_id = t.id
    where t.workspace_id = acting_workspace() and t.done_at is null and t.deleted_at is null
    union
    select c.company_id, t.id
    from tasks t
    join task_contacts l on l.task_id = t.id
    join contacts c on c.id = l.contact_id and c.deleted_at is null
    where t.workspace_id = acting_workspace() and t.done_at is null and t.deleted_at is null
  ) as told
  where told.company_id is not null
  group by told.company_id";

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

/// The joined companies that are called so, or have that domain or id.
pub async fn joined_called(scope: &mut Scope, text: &str) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select id, name
         from companies
         where workspace_id = acting_workspace()
           and merged_into is not null
           and (id::text = lower($1) or domain = lower($1) or name_folded = fold($1))
         order by name_folded, id",
        text.trim(),
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// How many tasks are to do at each of these companies that has any.
pub async fn to_do_at(scope: &mut Scope, companies: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let sql =
        format!("select company_id, tasks from ({TO_DO}) as to_do where company_id = any($1)");
    let rows: Vec<(Uuid, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(companies)
        .fetch_all(scope.db())
        .await?;
    Ok(rows.into_iter().collect())
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
