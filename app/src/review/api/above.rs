//! Merging all from a probability on, over REST: looked at first, then done.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{CompanyGroupDetails, GroupDetails};
use crate::{
    api::{Answer, ApiJson, ApiQuery, Caller, Outcome, answer, listed},
    error::{Error, FieldCode, Result},
    identity::About,
    review::{Group, LEAST, Merged, groups_above, merge_above},
    workspaces::Permission,
};

#[derive(Deserialize, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Above {
    /// 0.7 to 1
    probability: f64,
}

impl Above {
    fn probability(&self) -> Result<f64> {
        let is_known = (LEAST..=1.0).contains(&self.probability);
        let wrong = || Error::invalid("probability", FieldCode::OutOfRange);
        is_known.then_some(self.probability).ok_or_else(wrong)
    }
}

#[derive(Serialize, ToSchema)]
pub struct MergedGroup {
    kept: Uuid,
    joined: Vec<Uuid>,
}

impl From<Merged> for MergedGroup {
    fn from(done: Merged) -> Self {
        Self {
            kept: done.kept,
            joined: done.joined,
        }
    }
}

/// Whom merging all from a probability on would concern
///
/// Of each group those in `proposed` would be one; nothing is changed. At most 200 pairs are
/// looked at.
#[utoipa::path(
    get, path = "/review/above", tag = "contacts", params(Above),
    responses((status = 200, body = Answer<Vec<GroupDetails>>)),
)]
pub async fn list_above(
    caller: Caller,
    ApiQuery(above): ApiQuery<Above>,
) -> Outcome<Vec<GroupDetails>> {
    list(caller, &above, About::Contacts).await
}

async fn list<Details: From<Group>>(
    caller: Caller,
    above: &Above,
    about: About,
) -> Outcome<Vec<Details>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let groups = groups_above(&mut scope, about, above.probability()?).await?;
    listed(groups.into_iter().map(Details::from).collect(), None)
}

/// Merge all from a probability on
///
/// As `GET` says it would. Each is taken back by `POST /contacts/{id}/unmerge`.
#[utoipa::path(
    post, path = "/review/above", tag = "contacts", request_body = Above,
    responses((status = 200, body = Answer<Vec<MergedGroup>>)),
)]
pub async fn merge_all_above(
    caller: Caller,
    ApiJson(above): ApiJson<Above>,
) -> Outcome<Vec<MergedGroup>> {
    merge(caller, &above, About::Contacts).await
}

async fn merge(caller: Caller, above: &Above, about: About) -> Outcome<Vec<MergedGroup>> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let merged = merge_above(&mut scope, about, above.probability()?).await?;
    scope.commit().await?;
    answer(merged.into_iter().map(MergedGroup::from).collect())
}

/// Which companies merging all from a probability on would concern
///
/// Of each group those in `proposed` would be one; nothing is changed. At most 200 pairs are
/// looked at.
#[utoipa::path(
    get, path = "/review/companies/above", tag = "companies", params(Above),
    responses((status = 200, body = Answer<Vec<CompanyGroupDetails>>)),
)]
pub async fn list_companies_above(
    caller: Caller,
    ApiQuery(above): ApiQuery<Above>,
) -> Outcome<Vec<CompanyGroupDetails>> {
    list(caller, &above, About::Companies).await
}

/// Merge all companies from a probability on
///
/// As `GET` says it would. Each is taken back by `POST /companies/{id}/part`.
#[utoipa::path(
    post, path = "/review/companies/above", tag = "companies", request_body = Above,
    responses((status = 200, body = Answer<Vec<MergedGroup>>)),
)]
pub async fn merge_companies_above(
    caller: Caller,
    ApiJson(above): ApiJson<Above>,
) -> Outcome<Vec<MergedGroup>> {
    merge(caller, &above, About::Companies).await
}
