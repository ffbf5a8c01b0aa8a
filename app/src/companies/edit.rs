//! What people say about a company: its name, notes, the company it belongs to, and
//! what else it is called.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::find;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    identity, review,
};

pub(super) const LONGEST_NAME: usize = 200;
const LONGEST_NOTES: usize = 20_000;

/// Absent fields stay as they are.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompanyInput {
    pub name: Option<String>,
    pub notes: Option<String>,
    /// The name or the domain of the company that it belongs to; empty for none.
    pub parent: Option<String>,
}

pub async fn edit_company(scope: &mut Scope, id: Uuid, input: CompanyInput) -> Result<()> {
    let before = find(scope, id).await?;
    let name = match &input.name {
        Some(name) => clean(name, "name", LONGEST_NAME)?,
        None => before.name.clone(),
    };
    if name.is_empty() {
        return Err(Error::invalid("name", FieldCode::Required));
    }
    let notes = match &input.notes {
        Some(notes) => clean(notes, "notes", LONGEST_NOTES)?,
        None => before.notes,
    };
    let parent = match &input.parent {
        Some(parent) => parent_called(scope, id, parent.trim()).await?,
        None => before.parent_id,
    };
    let now = scope.now;
    sqlx::query!(
        "update companies set
           name_origin = case when name = $2 then name_origin else 'edit' end,
           name = $2,
           notes = $3,
           parent_id = $4,
           by_hand_at = $5,
           updated_at = $5
         where id = $1",
        id,
        name,
        notes,
        parent,
        now,
    )
    .execute(scope.db())
    .await?;
    if name != before.name {
        identity::rename_people(scope, id).await?;
    }
    review::order_matching(scope).await?;
    record(scope, EventKind::CompanyEdited, id, json!({})).await
}

pub(super) fn clean(text: &str, field: &str, longest: usize) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > longest {
        return Err(Error::invalid(field, FieldCode::TooLong));
    }
    Ok(text.to_owned())
}

/// A company never belongs to one that belongs to it.
pub(super) async fn parent_called(scope: &mut Scope, id: Uuid, name: &str) -> Result<Option<Uuid>> {
    if name.is_empty() {
        return Ok(None);
    }
    let parent = called(scope, name)
        .await?
        .ok_or_else(|| Error::invalid("parent", FieldCode::NobodyFound))?;
    if is_above(scope, id, parent).await? {
        return Err(Error::invalid("parent", FieldCode::Circular));
    }
    Ok(Some(parent))
}

/// Whether the one is above the other, or is it.
pub(super) async fn is_above(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"with recursive above as (
             select id, parent_id, 1 as depth from companies where id = $1
             union
             select k.id, k.parent_id, above.depth + 1
             from above
             join companies k on k.id = above.parent_id
             where above.depth < 50
           )
           select exists (select from above where id = $2) as "is_above!""#,
        other,
        one,
    )
    .fetch_one(scope.db())
    .await?)
}

/// The company of this domain, name or other name.
pub async fn called(scope: &mut Scope, name: &str) -> Result<Option<Uuid>> {
    let found = sqlx::query_scalar!(
        "select coalesce(company_at(lower($1)), company_named(fold($1), company_key($1)))",
        name,
    );
    Ok(found.fetch_one(scope.db()).await?)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// `name` or `domain`
    pub kind: String,
    pub value: String,
}

pub async fn aliases(scope: &mut Scope, company: Uuid) -> Result<Vec<Alias>> {
    Ok(sqlx::query_as!(
        Alias,
        "select kind, value from company_aliases where company_id = $1 order by kind desc, value",
        company,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Says that the company is also called so, or also found at this domain. Whoever is
/// said to be there belongs to it from now on.
pub async fn add_alias(scope: &mut Scope, id: Uuid, value: &str) -> Result<()> {
    find(scope, id).await?;
    let value = clean(value, "value", LONGEST_NAME)?;
    if value.is_empty() {
        return Err(Error::invalid("value", FieldCode::Required));
    }
    let kind = if is_domain(&value) { "domain" } else { "name" };
    let is_taken = called(scope, &value)
        .await?
        .is_some_and(|other| other != id);
    if is_taken && kind == "domain" {
        return Err(Error::invalid("value", FieldCode::Taken));
    }
    let (workspace, now) = (scope.workspace, scope.now);
    let done = sqlx::query!(
        "insert into company_aliases (workspace_id, company_id, kind, value, key, created_at)
         values ($1, $2, $3, $4, case $3 when 'domain' then lower($4) else company_key($4) end, $5)
         on conflict do nothing",
        workspace,
        id,
        kind,
        value,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::invalid("value", FieldCode::Taken));
    }
    identity::relink_company(scope, &[id]).await?;
    record(scope, EventKind::CompanyEdited, id, json!({})).await
}

pub async fn remove_alias(scope: &mut Scope, id: Uuid, value: &str) -> Result<()> {
    find(scope, id).await?;
    let done = sqlx::query!(
        "delete from company_aliases where company_id = $1 and value = $2",
        id,
        value,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    identity::relink_company(scope, &[id]).await?;
    record(scope, EventKind::CompanyEdited, id, json!({})).await
}

/// `acme.com`: labels of letters, digits and dashes, and no space.
pub(super) fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let last = labels.last().copied().unwrap_or_default();
    labels.len() > 1
        && labels.iter().all(is_label)
        && last.chars().count() > 1
        && last.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::is_domain;

    #[test]
    fn a_domain_is_told_from_a_name() {
        for (text, is) in [
            ("acme.com", true),
            ("mail.acme.co.uk", true),
            ("Acme", false),
            ("Acme Inc.", false),
            ("S.A.", false),
            ("1.5", false),
        ] {
            assert_eq!(is_domain(text), is, "{text}");
        }
    }
}
