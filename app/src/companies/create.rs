//! Companies that people make, where none is called so or has the domain.

use mail::domains::registrable;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    edit::{LONGEST_NAME, clean, is_domain, parent_called},
    store::{Company, find},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    identity::{self, About},
    review,
};

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCompany {
    pub name: String,
    /// Like `acme.com`; of the address of a page its domain is taken.
    pub domain: Option<String>,
    /// The name or the domain of the company that it belongs to.
    pub parent: Option<String>,
}

impl NewCompany {
    fn domain(&self) -> Result<Option<String>> {
        let typed = self.domain.as_deref().unwrap_or_default();
        let host = host_of(typed);
        match host.is_empty() {
            true => Ok(None),
            false if is_domain(&host) => Ok(Some(registrable(&host).unwrap_or(host))),
            false => Err(Error::invalid("domain", FieldCode::NotALink)),
        }
    }
}

fn host_of(typed: &str) -> String {
    let typed = typed.trim().to_lowercase();
    let rest = typed
        .split_once("://")
        .map_or(typed.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// The company that has this domain, and the one that is called so.
pub async fn same_companies(scope: &mut Scope, new: &NewCompany) -> Result<Vec<Company>> {
    let (name, domain) = (new.name.trim(), new.domain()?);
    let known = sqlx::query!(
        "select
           company_at($1) as at_domain,
           company_named(fold($2), company_key($2)) as called_so",
        domain,
        name,
    )
    .fetch_one(scope.db())
    .await?;
    let mut ids: Vec<Uuid> = known.at_domain.into_iter().chain(known.called_so).collect();
    ids.dedup();
    let mut same = Vec::new();
    for id in ids {
        match find(scope, id).await {
            Ok(company) => same.push(company),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(same)
}

/// Makes the company, as another one than those that are called so. Refused where the domain
/// leads to a company already, in the trash or not.
pub async fn create_company(scope: &mut Scope, new: &NewCompany) -> Result<Uuid> {
    let name = clean(&new.name, "name", LONGEST_NAME)?;
    if name.is_empty() {
        return Err(Error::invalid("name", FieldCode::Required));
    }
    let taken = || Error::invalid("domain", FieldCode::Taken);
    let domain = new.domain()?;
    let same = same_companies(scope, new).await?;
    if is_led_to(scope, domain.as_deref()).await? {
        return Err(taken());
    }
    let id = scope.id();
    let above = new.parent.as_deref().unwrap_or_default();
    let parent = parent_called(scope, id, above.trim()).await?;
    let (workspace, now) = (scope.workspace, scope.now);
    let done = sqlx::query!(
        "insert into companies
           (id, workspace_id, name, name_origin, domain, parent_id, by_hand_at, created_at, updated_at)
         values ($1, $2, $3, 'edit', $4, $5, $6, $6, $6)
         on conflict (workspace_id, domain) do nothing",
        id,
        workspace,
        name,
        domain,
        parent,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(taken());
    }
    let others: Vec<Uuid> = same.iter().map(|company| company.id).collect();
    review::set_apart(scope, About::Companies, id, &others).await?;
    identity::relink_company(scope, &[id]).await?;
    review::order_matching(scope).await?;
    record(scope, EventKind::CompanyCreated, id, json!({})).await?;
    Ok(id)
}

async fn is_led_to(scope: &mut Scope, domain: Option<&str>) -> Result<bool> {
    let led = sqlx::query_scalar!(r#"select company_at($1) is not null as "is_led!""#, domain,);
    Ok(led.fetch_one(scope.db()).await?)
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn a_domain_is_taken_out_of_what_people_paste() {
        for (typed, host) in [
            ("acme.com", "acme.com"),
            (" ACME.com ", "acme.com"),
            ("https://www.acme.com/about?x=1", "acme.com"),
            ("www.acme.co.uk#top", "acme.co.uk"),
            ("", ""),
        ] {
            assert_eq!(host_of(typed), host, "{typed}");
        }
    }
}
