//! Whom a contact, or what a company, is possibly the same as, over REST.

use uuid::Uuid;

use super::PairDetails;
use crate::{
    api::{Answer, ApiPath, Caller, Outcome, listed},
    companies, contacts,
    context::Scope,
    error::Result,
    identity::About,
    review::pairs_of,
    workspaces::Permission,
};

/// Nobody is asked about with more than these.
const MOST: i64 = 100;

/// Whom a contact is possibly the same as
///
/// The pairs of the contact that wait for an answer, the most probable first, at most 100.
#[utoipa::path(
    get, path = "/contacts/{id}/possible", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<PairDetails>>)),
)]
pub async fn list_possible_contacts(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<PairDetails>> {
    let mut scope = caller.begin(Permission::Read).await?;
    contacts::contact(&mut scope, id).await?;
    listed(possible(&mut scope, About::Contacts, id).await?, None)
}

/// What a company is possibly the same as
///
/// The pairs of the company that wait for an answer, the most probable first, at most 100.
#[utoipa::path(
    get, path = "/companies/{id}/possible", tag = "companies", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Vec<PairDetails>>)),
)]
pub async fn list_possible_companies(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<Vec<PairDetails>> {
    let mut scope = caller.begin(Permission::Read).await?;
    companies::find(&mut scope, id).await?;
    listed(possible(&mut scope, About::Companies, id).await?, None)
}

async fn possible(scope: &mut Scope, about: About, id: Uuid) -> Result<Vec<PairDetails>> {
    let pairs = pairs_of(scope, about, id, MOST).await?;
    Ok(pairs.into_iter().map(PairDetails::from).collect())
}
