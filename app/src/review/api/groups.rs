//! Groups of contacts, or companies, that hang together, over REST.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{PairDetails, PairSide, listed_from, place_of};
use crate::{
    api::{Answer, ApiQuery, Caller, Outcome, PageQuery},
    identity::About,
    review::{Group, groups},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct GroupDetails {
    /// The oldest first, at most eight.
    contacts: Vec<PairSide>,
    /// The most probable first.
    pairs: Vec<PairDetails>,
    /// Those who may be merged: nobody of them contradicts another.
    proposed: Vec<Uuid>,
    /// Who cannot be one.
    objections: Vec<ObjectionDetails>,
}

#[derive(Serialize, ToSchema)]
pub struct ObjectionDetails {
    one: Uuid,
    other: Uuid,
    reason: String,
}

#[derive(Serialize, ToSchema)]
pub struct CompanyGroupDetails {
    /// The oldest first, at most eight.
    companies: Vec<PairSide>,
    /// The most probable first.
    pairs: Vec<PairDetails>,
    /// Those who may be merged: none of them contradicts another.
    proposed: Vec<Uuid>,
    /// Which cannot be one.
    objections: Vec<ObjectionDetails>,
}

impl From<Group> for GroupDetails {
    fn from(group: Group) -> Self {
        Self {
            contacts: members(&group),
            proposed: group.proposed(),
            objections: objections(&group),
            pairs: group.pairs.into_iter().map(PairDetails::from).collect(),
        }
    }
}

impl From<Group> for CompanyGroupDetails {
    fn from(group: Group) -> Self {
        Self {
            companies: members(&group),
            proposed: group.proposed(),
            objections: objections(&group),
            pairs: group.pairs.into_iter().map(PairDetails::from).collect(),
        }
    }
}

fn members(group: &Group) -> Vec<PairSide> {
    let members = group.members.iter().map(|id| PairSide {
        id: *id,
        name: group.name(*id).to_owned(),
    });
    members.collect()
}

fn objections(group: &Group) -> Vec<ObjectionDetails> {
    let objections = group.objections.iter().map(|said| ObjectionDetails {
        one: said.one,
        other: said.other,
        reason: said.reason.to_owned(),
    });
    objections.collect()
}

/// Contacts that may be one person, in groups that hang together
///
/// Merge those who are one with `POST /contacts/{id}/merge`, and answer about the others with
/// `POST /review/decision`.
#[utoipa::path(
    get, path = "/review/groups", tag = "contacts", params(PageQuery),
    responses((status = 200, body = Answer<Vec<GroupDetails>>)),
)]
pub async fn list_groups(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<GroupDetails>> {
    list(caller, &page, About::Contacts).await
}

/// Companies that may be one, in groups that hang together
///
/// Merge those that are one with `POST /companies/{id}/merge`, and answer about the others with
/// `POST /review/companies/decision`.
#[utoipa::path(
    get, path = "/review/companies/groups", tag = "companies", params(PageQuery),
    responses((status = 200, body = Answer<Vec<CompanyGroupDetails>>)),
)]
pub async fn list_company_groups(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<CompanyGroupDetails>> {
    list(caller, &page, About::Companies).await
}

async fn list<Details: From<Group>>(
    caller: Caller,
    page: &PageQuery,
    about: About,
) -> Outcome<Vec<Details>> {
    let offset = place_of(page)?;
    let mut scope = caller.begin(Permission::Read).await?;
    let rows = groups(&mut scope, about, offset as usize, page.size() as usize).await?;
    listed_from(offset, page, rows)
}
