//! The figures of companies, kept with their rows, so that lists are ordered by them.

use uuid::Uuid;

use crate::{
    context::{Kith, Scope},
    error::Result,
};

/// Counts the companies of these contacts again; all of them where none is given.
pub async fn refresh_counts(scope: &mut Scope, contacts: Option<&[Uuid]>) -> Result<()> {
    let companies = match contacts {
        Some(contacts) => Some(companies_of(scope, contacts).await?),
        None => None,
    };
    count(scope, companies.as_deref()).await
}

/// Counts all companies of a workspace again, as the schedule does.
pub async fn count_all(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    refresh_counts(&mut scope, None).await?;
    scope.commit().await
}

/// Counts again where these contacts are and where they were, as [`companies_of`] said before.
pub async fn recount(scope: &mut Scope, contacts: &[Uuid], before: Vec<Uuid>) -> Result<()> {
    let mut companies = companies_of(scope, contacts).await?;
    companies.extend(before);
    count(scope, Some(&companies)).await
}

/// Where these contacts are, each once.
pub async fn companies_of(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"select distinct company_id as "company_id!"
           from contacts
           where id = any($1) and company_id is not null"#,
        contacts,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

async fn count(scope: &mut Scope, companies: Option<&[Uuid]>) -> Result<()> {
    sqlx::query!(
        "with counted as (
           select
             k.id,
             count(c.id) as people,
             coalesce(sum(c.inbound_count + c.outbound_count), 0) as interactions,
             avg(c.score)::real as average,
             max(c.score) as strongest,
             max(c.last_contact_at) as last
           from companies k
           left join contacts c on c.company_id = k.id and c.deleted_at is null
           where k.id = any(coalesce(
             $1::uuid[],
             array(select id from companies where workspace_id = acting_workspace())
           ))
           group by k.id
         )
         update companies k set
           contact_count = counted.people,
           interaction_count = counted.interactions,
           average_score = counted.average,
           strongest_score = counted.strongest,
           last_contact_at = counted.last
         from counted
         where counted.id = k.id
           and (k.contact_count, k.interaction_count, k.average_score, k.strongest_score, k.last_contact_at)
             is distinct from
             (counted.people, counted.interactions, counted.average, counted.strongest, counted.last)",
        companies,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
