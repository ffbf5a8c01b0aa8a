//! How companies write themselves: a domain says `acme`, its people sign `Acme GmbH`.
//! A name that a person gave stays.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{DateTime, Utc};
use mail::{domains, signature::names_domain};
use uuid::Uuid;

use super::super::words::derive_words;
use crate::{context::Scope, error::Result};

/// So many people who sign with a name are believed even where the domain is another word.
const SEVERAL: i64 = 2;

/// Gives each company of a domain the name that most of its people sign with.
pub async fn spell_companies(scope: &mut Scope) -> Result<()> {
    let mut by_company: BTreeMap<Uuid, Vec<Said>> = BTreeMap::new();
    for said in signed_names(scope).await? {
        by_company.entry(said.company).or_default().push(said);
    }
    let renamed: Vec<(Uuid, String, bool)> = by_company
        .into_iter()
        .filter_map(|(company, said)| {
            let present = said[0].present.clone();
            let signed = best(&said);
            let is_signed = signed.is_some();
            let name = signed.unwrap_or_else(|| domains::company_name(&said[0].domain));
            (name != present).then_some((company, name, is_signed))
        })
        .collect();
    if renamed.is_empty() {
        return Ok(());
    }
    rename(scope, &renamed).await
}

/// A name with which people of a company sign.
struct Said {
    company: Uuid,
    present: String,
    domain: String,
    name: Option<String>,
    people: i64,
    newest: Option<DateTime<Utc>>,
}

/// Also companies that no longer have a signed name: they fall back to their domain's.
async fn signed_names(scope: &mut Scope) -> Result<Vec<Said>> {
    Ok(sqlx::query_as!(
        Said,
        r#"with signed as (
             select
               fields ->> 'company_domain' as domain,
               fields ->> 'company_name' as name,
               count(*) as people,
               max(source_updated_at) as newest
             from source_records
             where workspace_id = acting_workspace()
               and origin <> 'edit'
               and fields ? 'company_domain'
               and fields ? 'company_name'
             group by 1, 2
           )
           select
             k.id as company,
             k.name as present,
             k.domain as "domain!",
             s.name as "name?",
             coalesce(s.people, 0) as "people!",
             s.newest as "newest?"
           from companies k
           left join signed s on s.domain = k.domain
           where k.domain is not null
             and k.name_origin <> 'edit'
             and (s.name is not null or k.name_origin = 'signature')"#,
    )
    .fetch_all(scope.db())
    .await?)
}

/// The name of most people; of the newest signature where as many sign otherwise.
fn best(said: &[Said]) -> Option<String> {
    let credible = said.iter().filter(|said| {
        said.name
            .as_ref()
            .is_some_and(|name| said.people >= SEVERAL || names_domain(name, &said.domain))
    });
    credible
        .min_by_key(|said| {
            (
                Reverse(said.people),
                Reverse(said.newest),
                said.name.clone(),
            )
        })
        .and_then(|said| said.name.clone())
}

async fn rename(scope: &mut Scope, renamed: &[(Uuid, String, bool)]) -> Result<()> {
    let ids: Vec<Uuid> = renamed.iter().map(|row| row.0).collect();
    let names: Vec<&str> = renamed.iter().map(|row| row.1.as_str()).collect();
    let are_signed: Vec<bool> = renamed.iter().map(|row| row.2).collect();
    let now = scope.now;
    let people = sqlx::query_scalar!(
        "with renamed as (
           update companies k set
             name = new.name,
             name_origin = case when new.is_signed then 'signature' else 'domain' end,
             updated_at = $1
           from unnest($2::uuid[], $3::text[], $4::boolean[]) as new (id, name, is_signed)
           where k.id = new.id
           returning k.id
         )
         select c.id from contacts c join renamed on renamed.id = c.company_id",
        now,
        &ids,
        &names as &[&str],
        &are_signed,
    )
    .fetch_all(scope.db())
    .await?;
    derive_words(scope, &people).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_people_say_it_and_a_single_stranger_is_not_believed() {
        let said = |name: &str, people| Said {
            company: Uuid::nil(),
            present: "Acme".to_owned(),
            domain: "acme.de".to_owned(),
            name: Some(name.to_owned()),
            people,
            newest: None,
        };
        let best = |said: &[Said]| best(said);
        assert_eq!(
            best(&[said("Acme", 1), said("Acme GmbH", 2)]).as_deref(),
            Some("Acme GmbH")
        );
        assert_eq!(best(&[said("Globex", 1)]), None);
        assert_eq!(best(&[said("Globex", 2)]).as_deref(), Some("Globex"));
    }
}
