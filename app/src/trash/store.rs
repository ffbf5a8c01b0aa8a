//! What lies in the trash, the newest first.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{context::Scope, error::Result};

pub struct Thrown {
    pub is_company: bool,
    pub id: Uuid,
    pub name: String,
    /// Of a contact the address, of a company the domain.
    pub detail: Option<String>,
    pub deleted_at: DateTime<Utc>,
    /// Who deleted it.
    pub actor: Option<String>,
}

/// One more row than `limit` says that there is more.
pub async fn thrown(
    scope: &mut Scope,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Thrown>> {
    let (at, id) = before.unzip();
    Ok(sqlx::query_as!(
        Thrown,
        r#"with rows as (
             (
               select false as is_company, id, name, email as detail, deleted_at
               from contacts
               where workspace_id = acting_workspace()
                 and deleted_at is not null
                 and merged_into is null
                 and ($1::timestamptz is null or (deleted_at, id) < ($1, $2))
               order by deleted_at desc, id desc
               limit $3
             )
             union all
             (
               select true, id, name, domain, deleted_at
               from companies
               where workspace_id = acting_workspace()
                 and deleted_at is not null
                 and merged_into is null
                 and ($1::timestamptz is null or (deleted_at, id) < ($1, $2))
               order by deleted_at desc, id desc
               limit $3
             )
           )
           select
             rows.is_company as "is_company!",
             rows.id as "id!",
             rows.name as "name!",
             rows.detail,
             rows.deleted_at as "deleted_at!",
             (
               select u.name
               from events e
               join users u on u.id = e.actor_id
               where e.workspace_id = acting_workspace()
                 and e.subject_id = rows.id
                 and e.kind in ('contact.deleted', 'company.deleted')
               order by e.id desc
               limit 1
             ) as actor
           from rows
           order by rows.deleted_at desc, rows.id desc
           limit $3"#,
        at,
        id,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}
