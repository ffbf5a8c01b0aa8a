//! Companies by the domain of their people's addresses.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

/// Creates a company for each domain that has none; returns how many.
pub(super) async fn ensure_companies(scope: &mut Scope, domains: &[String]) -> Result<u64> {
    let names: Vec<String> = domains
        .iter()
        .map(|domain| mail::domains::company_name(domain))
        .collect();
    let ids: Vec<Uuid> = domains.iter().map(|_| scope.id()).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    let done = sqlx::query!(
        "insert into companies (id, workspace_id, name, domain, created_at, updated_at)
         select id, $1, name, domain, $2, $2
         from unnest($3::uuid[], $4::text[], $5::text[]) as new (id, name, domain)
         where company_at(domain) is null
         on conflict (workspace_id, domain) do nothing",
        workspace,
        now,
        &ids,
        &names,
        domains,
    )
    .execute(scope.db())
    .await?;
    Ok(done.rows_affected())
}

/// Creates a company for each of these names that none has; returns how many.
pub(super) async fn ensure_named(scope: &mut Scope, names: &[String]) -> Result<u64> {
    if names.is_empty() {
        return Ok(0);
    }
    let ids: Vec<Uuid> = names.iter().map(|_| scope.id()).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    let done = sqlx::query!(
        "with new as materialized (
           select distinct on (company_key(name)) id, name, fold(name) as folded, company_key(name) as key
           from unnest($3::uuid[], $4::text[]) as given (id, name)
           order by company_key(name), name, id
         )
         insert into companies (id, workspace_id, name, name_origin, created_at, updated_at)
         select id, $1, name, 'signature', $2, $2
         from new
         where not exists (
             select from companies k
             where k.workspace_id = acting_workspace()
               and k.name_folded = new.folded
               and k.deleted_at is null
           )
           and company_named(folded, key) is null",
        workspace,
        now,
        &ids,
        names,
    )
    .execute(scope.db())
    .await?;
    Ok(done.rows_affected())
}
