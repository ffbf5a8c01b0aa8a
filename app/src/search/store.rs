//! Contacts and companies that begin with what was typed.

use super::actions::Found;
use crate::{
    companies::{self, store::CompanyQuery, types::CompanySort},
    contacts::{self, ListQuery, query::Query},
    context::Scope,
    error::Result,
    routes::paths,
};

const MOST: i64 = 8;

pub(super) async fn find(scope: &mut Scope, query: &str) -> Result<Vec<Found>> {
    let search = query.trim().chars().take(100).collect::<String>();
    if search.is_empty() {
        return Ok(Vec::new());
    }
    let people = ListQuery {
        query: Query::text(&search),
        limit: MOST,
        ..ListQuery::default()
    };
    let people = contacts::list(scope, &people).await?.rows;
    let firms = CompanyQuery {
        search,
        sort: CompanySort::Strongest,
        offset: 0,
        limit: 4,
    };
    let firms = companies::list(scope, &firms).await?;
    let people = people.into_iter().map(|contact| Found {
        label: contact.name,
        detail: contact.company.or(contact.email).unwrap_or_default(),
        href: paths::contact(contact.id),
    });
    let firms = firms.into_iter().take(4).map(|company| Found {
        label: company.name,
        detail: company.domain.unwrap_or_default(),
        href: paths::company(company.id),
    });
    Ok(people.chain(firms).collect())
}
