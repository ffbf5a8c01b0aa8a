//! What companies say of themselves, field by field, as it stands and as it is written back.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, Result},
    fields, identity,
};

/// What a company says of itself.
pub(super) struct Said {
    pub id: Uuid,
    name: String,
    pub name_origin: String,
    domain: Option<String>,
    pub parent_id: Option<Uuid>,
    custom: Value,
}

impl Said {
    pub fn value(&self, key: &str) -> Value {
        match key {
            "name" => json!(self.name),
            ORIGIN => json!(self.name_origin),
            "domain" => json!(self.domain),
            "parent" => json!(self.parent_id),
            own => self.custom[own].clone(),
        }
    }

    pub fn set(&mut self, key: &str, value: &Value) {
        let text = value.as_str().map(str::to_owned);
        match key {
            "name" => self.name = text.unwrap_or_default(),
            ORIGIN => self.name_origin = text.unwrap_or_default(),
            "domain" => self.domain = text,
            "parent" => self.parent_id = text.and_then(|id| id.parse().ok()),
            own => self.custom[own] = value.clone(),
        }
    }
}

/// By whom a name was said: who chose it said it.
pub(super) const ORIGIN: &str = "name_origin";

pub(super) async fn said(scope: &mut Scope, id: Uuid) -> Result<Said> {
    let found = sqlx::query_as!(
        Said,
        "select id, name, name_origin, domain, parent_id, custom
         from companies
         where id = $1
         for update",
        id,
    );
    let found = found.fetch_optional(scope.db()).await?;
    found.ok_or(Error::NotFound)
}

/// A domain that a third company has by now stays there; a company above that is gone is none.
pub(super) async fn put(
    scope: &mut Scope,
    companies: impl IntoIterator<Item = Said>,
) -> Result<()> {
    let companies: Vec<Said> = companies.into_iter().collect();
    let ids: Vec<Uuid> = companies.iter().map(|company| company.id).collect();
    let domains = companies.iter().map(|company| company.domain.clone());
    let domains: Vec<Option<String>> = domains.collect();
    // No two have one domain, not even for a moment.
    sqlx::query!(
        "update companies k set domain = null
         from unnest($1::uuid[], $2::text[]) as said (id, domain)
         where k.id = said.id and k.domain is distinct from said.domain",
        &ids,
        &domains as &[Option<String>],
    )
    .execute(scope.db())
    .await?;
    let now = scope.now;
    for company in companies {
        sqlx::query!(
            "update companies k set
               name = $2,
               name_origin = $3,
               domain = case
                 when exists (
                   select from companies other
                   where other.workspace_id = acting_workspace() and other.domain = $4 and other.id <> $1
                 ) then domain
                 else $4
               end,
               parent_id = (select above.id from companies above where above.id = $5),
               custom = jsonb_strip_nulls($6),
               updated_at = $7
             where id = $1",
            company.id,
            company.name,
            company.name_origin,
            company.domain,
            company.parent_id,
            company.custom,
            now,
        )
        .execute(scope.db())
        .await?;
    }
    fields::refresh_values(scope, &ids).await?;
    for id in ids {
        identity::rename_people(scope, id).await?;
    }
    Ok(())
}
