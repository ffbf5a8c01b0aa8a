//! SQL of companies.

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::types::CompanySort;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

#[derive(Clone, Debug, Serialize)]
pub struct Company {
    pub id: Uuid,
    pub name: String,
    pub name_folded: String,
    pub domain: Option<String>,
    pub contact_count: i32,
    pub interaction_count: i32,
    pub strongest_score: Option<f32>,
    pub last_contact_at: Option<DateTime<Utc>>,
}

pub struct CompanyQuery {
    pub search: String,
    pub sort: CompanySort,
    pub offset: i64,
    pub limit: i64,
}

/// One more row than `limit` says that there is a next page.
pub async fn list(scope: &mut Scope, query: &CompanyQuery) -> Result<Vec<Company>> {
    let pattern = format!("%{}%", query.search.trim().replace(['%', '_', '\\'], ""));
    Ok(sqlx::query_as!(
        Company,
        r#"select
             id,
             name,
             name_folded,
             domain,
             contact_count,
             interaction_count,
             strongest_score,
             last_contact_at
           from companies
           where deleted_at is null
             and contact_count > 0
             and ($1 = '%%' or name_folded like fold($1) or domain like lower($1))
           order by
             case when $2 = 'name' then name_folded end,
             case when $2 = 'strength' then strongest_score end desc nulls last,
             case when $2 = 'people' then contact_count end desc,
             case when $2 = 'last' then last_contact_at end desc nulls last,
             id
           limit $3 offset $4"#,
        pattern,
        query.sort.as_str(),
        query.limit + 1,
        query.offset,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn count(scope: &mut Scope) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from companies where deleted_at is null and contact_count > 0"#,
    );
    Ok(count.fetch_one(scope.db()).await?)
}

pub async fn find(scope: &mut Scope, id: Uuid) -> Result<Company> {
    sqlx::query_as!(
        Company,
        "select
           id,
           name,
           name_folded,
           domain,
           contact_count,
           interaction_count,
           strongest_score,
           last_contact_at
         from companies
         where id = $1 and deleted_at is null",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

/// The company of this name, made if there is none.
pub async fn find_or_create(scope: &mut Scope, name: &str) -> Result<Uuid> {
    let name = name.trim();
    if name.chars().count() > 200 {
        return Err(Error::invalid("company", FieldCode::TooLong));
    }
    let found = sqlx::query_scalar!(
        "select id from companies where name_folded = fold($1) and deleted_at is null order by created_at limit 1",
        name,
    )
    .fetch_optional(scope.db())
    .await?;
    if let Some(id) = found {
        return Ok(id);
    }
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into companies (id, workspace_id, name, name_origin, created_at, updated_at)
         values ($1, $2, $3, 'edit', $4, $4)",
        id,
        workspace,
        name,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(id)
}

pub struct Colleague {
    pub id: Uuid,
    pub name: String,
    pub title: Option<String>,
    pub email: Option<String>,
    pub score: f32,
    pub last_contact_at: Option<DateTime<Utc>>,
}

/// The strongest ties first.
pub async fn people(scope: &mut Scope, company: Uuid, limit: i64) -> Result<Vec<Colleague>> {
    Ok(sqlx::query_as!(
        Colleague,
        "select id, name, title, email, score, last_contact_at
         from contacts
         where company_id = $1 and deleted_at is null
         order by score desc, name_folded, id
         limit $2",
        company,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Counts the companies of these contacts again; all of them where none is given.
pub async fn refresh_counts(scope: &mut Scope, contacts: Option<&[Uuid]>) -> Result<()> {
    sqlx::query!(
        "with counted as (
           select
             k.id,
             count(c.id) as people,
             coalesce(sum(c.inbound_count + c.outbound_count), 0) as interactions,
             max(c.score) as strongest,
             max(c.last_contact_at) as last
           from companies k
           left join contacts c on c.company_id = k.id and c.deleted_at is null
           where $1::uuid[] is null
             or k.id in (select company_id from contacts where id = any($1))
             or k.contact_count = 0
           group by k.id
         )
         update companies k set
           contact_count = counted.people,
           interaction_count = counted.interactions,
           strongest_score = counted.strongest,
           last_contact_at = counted.last
         from counted
         where counted.id = k.id
           and (k.contact_count, k.interaction_count, k.strongest_score, k.last_contact_at)
             is distinct from (counted.people, counted.interactions, counted.strongest, counted.last)",
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
