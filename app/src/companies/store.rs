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
    pub average_score: Option<f32>,
    pub strongest_score: Option<f32>,
    pub last_contact_at: Option<DateTime<Utc>>,
    pub notes: String,
    pub parent_id: Option<Uuid>,
    pub parent: Option<String>,
    pub version: i32,
    /// The name of a picture.
    pub logo: Option<String>,
}

pub struct CompanyQuery {
    pub search: String,
    pub sort: CompanySort,
    pub offset: i64,
    pub limit: i64,
}

macro_rules! companies_where {
    ([$($condition:tt)+], $($argument:expr),*) => {
        sqlx::query_as!(
            Company,
            r#"select
                 k.id,
                 k.name,
                 k.name_folded,
                 k.domain,
                 k.contact_count,
                 k.interaction_count,
                 k.average_score,
                 k.strongest_score,
                 k.last_contact_at,
                 k.notes,
                 p.id as "parent_id?",
                 p.name as "parent?",
                 k.version,
                 k.logo
               from companies k
               left join companies p on p.id = k.parent_id and p.deleted_at is null
               where k.deleted_at is null
                 and "# + $($condition)+,
            $($argument),*
        )
    };
}

/// In an order of its own each, so that an index gives the first ones.
macro_rules! list_by {
    ($scope:ident, $query:ident, $pattern:ident, $order:tt) => {
        companies_where!(
            ["k.workspace_id = acting_workspace()
                   and k.contact_count > 0
                   and ($1 = '%%' or k.name_folded like fold($1) or k.domain like lower($1))
                 order by "
                + $order
                + " limit $2 offset $3"],
            $pattern,
            $query.limit + 1,
            $query.offset
        )
        .fetch_all($scope.db())
        .await?
    };
}

/// One more row than `limit` says that there is a next page.
pub async fn list(scope: &mut Scope, query: &CompanyQuery) -> Result<Vec<Company>> {
    let pattern = format!("%{}%", query.search.trim().replace(['%', '_', '\\'], ""));
    Ok(match query.sort {
        CompanySort::Strongest => {
            list_by!(
                scope,
                query,
                pattern,
                "k.strongest_score desc nulls last, k.id desc"
            )
        }
        CompanySort::Average => {
            list_by!(
                scope,
                query,
                pattern,
                "k.average_score desc nulls last, k.id desc"
            )
        }
        CompanySort::People => list_by!(scope, query, pattern, "k.contact_count desc, k.id desc"),
        CompanySort::Messages => {
            list_by!(scope, query, pattern, "k.interaction_count desc, k.id desc")
        }
        CompanySort::LastContact => {
            list_by!(
                scope,
                query,
                pattern,
                "k.last_contact_at desc nulls last, k.id desc"
            )
        }
        CompanySort::Name => list_by!(scope, query, pattern, "k.name_folded, k.id"),
    })
}

pub async fn count(scope: &mut Scope) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from companies where deleted_at is null and contact_count > 0"#,
    );
    Ok(count.fetch_one(scope.db()).await?)
}

pub async fn find(scope: &mut Scope, id: Uuid) -> Result<Company> {
    companies_where!(["k.id = $1"], id)
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
    let found = sqlx::query_scalar!("select company_named(fold($1), company_key($1))", name,)
        .fetch_one(scope.db())
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
    pub photo: Option<String>,
    pub score: f32,
    pub last_contact_at: Option<DateTime<Utc>>,
}

/// The strongest ties first.
pub async fn people(scope: &mut Scope, company: Uuid, limit: i64) -> Result<Vec<Colleague>> {
    Ok(sqlx::query_as!(
        Colleague,
        "select id, name, title, email, photo, score, last_contact_at
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
