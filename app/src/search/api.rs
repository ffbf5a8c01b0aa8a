//! Search over REST.

use serde::Deserialize;
use utoipa::IntoParams;

use super::{Results, search};
use crate::{
    api::{Answer, ApiQuery, Caller, Outcome, answer},
    workspaces::Permission,
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Beginnings of words, in any language; slips in names are forgiven.
    q: Option<String>,
    /// Of each kind, 1 to 50; 10 where absent.
    limit: Option<i64>,
}

/// Find contacts, companies, notes and messages
#[utoipa::path(
    get, path = "/search", tag = "search", params(SearchQuery),
    responses((status = 200, body = Answer<Results>)),
)]
pub async fn search_all(
    caller: Caller,
    ApiQuery(query): ApiQuery<SearchQuery>,
) -> Outcome<Results> {
    let mut scope = caller.begin(Permission::Read).await?;
    let limit = query.limit.unwrap_or(10).clamp(1, 50);
    answer(search(&mut scope, &query.q.unwrap_or_default(), limit).await?)
}
