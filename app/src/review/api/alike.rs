//! Companies that may be one, over REST.

use super::{PairDecided, PairDecision, PairDetails, listed_from, place_of};
use crate::{
    api::{Answer, ApiJson, ApiQuery, Caller, Outcome, PageQuery, answer},
    error::{Error, FieldCode},
    review::companies::{merge_alike, open, reject_alike, reopen_alike},
    workspaces::Permission,
};

/// Pairs of companies that may be one, the most probable first
#[utoipa::path(
    get, path = "/review/companies", tag = "companies", params(PageQuery),
    responses((status = 200, body = Answer<Vec<PairDetails>>)),
)]
pub async fn list_alike_companies(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<PairDetails>> {
    let offset = place_of(&page)?;
    let mut scope = caller.begin(Permission::Read).await?;
    let rows = open(&mut scope, offset, page.size()).await?;
    listed_from(offset, &page, rows)
}

/// Say whether two companies are one
///
/// A merge keeps the one with a domain, else the one with more people; `part` undoes it.
#[utoipa::path(
    post, path = "/review/companies/decision", tag = "companies", request_body = PairDecision,
    responses((status = 200, body = Answer<PairDecided>)),
)]
pub async fn decide_alike_companies(
    caller: Caller,
    ApiJson(asked): ApiJson<PairDecision>,
) -> Outcome<PairDecided> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let (one, other) = (asked.one, asked.other);
    let mut kept = None;
    match asked.decision.as_str() {
        "merge" => kept = Some(merge_alike(&mut scope, one, other).await?.0),
        "reject" => reject_alike(&mut scope, one, other).await?,
        "reopen" => reopen_alike(&mut scope, one, other, None).await?,
        _ => return Err(Error::invalid("decision", FieldCode::Unknown).into()),
    }
    scope.commit().await?;
    answer(PairDecided { kept })
}
