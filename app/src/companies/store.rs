//! SQL of companies.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::{FromRow, QueryBuilder};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

#[derive(Clone, Debug, FromRow, Serialize)]
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

/// The columns of [`Company`], of companies `k` and those above them, `p`.
pub(super) const COLUMNS: &str = "
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
  p.id as parent_id,
  p.name as parent,
  k.version,
  k.logo";

pub(super) const PARENT: &str =
    "left join companies p on p.id = k.parent_id and p.deleted_at is null";

pub async fn find(scope: &mut Scope, id: Uuid) -> Result<Company> {
    let mut sql = QueryBuilder::new(format!(
        "select {COLUMNS} from companies k {PARENT} where k.deleted_at is null and k.id = "
    ));
    sql.push_bind(id);
    let found = sql.build_query_as().fetch_optional(scope.db()).await?;
    found.ok_or(Error::NotFound)
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
