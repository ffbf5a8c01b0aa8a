//! Whom a new contact looks like: asked before somebody is made twice.

use crate::{
    contacts::{ContactInput, Meant},
    context::Scope,
    error::Result,
};

/// Those who are called the same, or are reached the same way, the strongest ties first.
pub async fn likely_same(scope: &mut Scope, input: &ContactInput) -> Result<Vec<Meant>> {
    let name = input.name.clone().unwrap_or_default();
    let emails = input.emails.clone().unwrap_or_default();
    Ok(sqlx::query_as!(
        Meant,
        r#"with called as materialized (
             select fold(btrim($1)) as name
           )
           select c.id, c.name, c.email, k.name as "company?"
           from contacts c
           left join companies k on k.id = c.company_id
           where c.workspace_id = acting_workspace()
             and c.deleted_at is null
             and c.id in (
               select named.id
               from called
               join contacts named
                 on named.workspace_id = acting_workspace()
                 and named.name_folded = called.name
                 and named.deleted_at is null
               where called.name <> ''
               union
               select p.contact_id
               from unnest($2::text[]) as email
               join contact_points p
                 on p.workspace_id = acting_workspace() and p.kind = 'email' and p.value = lower(btrim(email))
             )
           order by c.score desc, c.id
           limit 5"#,
        name,
        &emails,
    )
    .fetch_all(scope.db())
    .await?)
}
