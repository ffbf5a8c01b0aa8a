//! Companies that may be one, over REST.

use super::{PairDecided, PairDecision, PairDetails, decide, list};
use crate::{
    api::{Answer, ApiJson, ApiQuery, Caller, Outcome, PageQuery},
    identity::About,
};

/// Pairs of companies that may be one, the most probable first
///
/// At the end stand those that were left for later.
#[utoipa::path(
    get, path = "/review/companies", tag = "companies", params(PageQuery),
    responses((status = 200, body = Answer<Vec<PairDetails>>)),
)]
pub async fn list_alike_companies(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<PairDetails>> {
    list(caller, &page, About::Companies).await
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
    decide(caller, &asked, About::Companies).await
}
