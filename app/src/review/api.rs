//! The review over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Counts, Pair, counts, open};
use crate::{
    api::{Answer, ApiJson, ApiQuery, Caller, Outcome, PageQuery, answer, listed},
    error::{Error, FieldCode},
    review,
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct PairSide {
    id: Uuid,
    name: String,
}

#[derive(Serialize, ToSchema)]
pub struct PairDetails {
    one: PairSide,
    other: PairSide,
    /// 0.7 to 1
    probability: f32,
    /// What speaks for it and against it, the weightiest first.
    evidence: Vec<String>,
    rule: String,
}

impl From<Pair> for PairDetails {
    fn from(pair: Pair) -> Self {
        Self {
            evidence: pair.sentences(),
            one: PairSide {
                id: pair.one,
                name: pair.one_name,
            },
            other: PairSide {
                id: pair.other,
                name: pair.other_name,
            },
            probability: pair.probability,
            rule: pair.rule,
        }
    }
}

/// Pairs of contacts that may be one person, the most probable first
#[utoipa::path(
    get, path = "/review", tag = "contacts", params(PageQuery),
    responses((status = 200, body = Answer<Vec<PairDetails>>)),
)]
pub async fn list_pairs(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<PairDetails>> {
    let unreadable = |_| Error::invalid("cursor", FieldCode::Unreadable);
    let offset = page.cursor.as_deref().map(str::parse::<u32>).transpose();
    let offset = i64::from(offset.map_err(unreadable)?.unwrap_or_default());
    let mut scope = caller.begin(Permission::Read).await?;
    let mut rows = open(&mut scope, offset, page.size()).await?;
    let more = rows.len() as i64 > page.size();
    rows.truncate(usize::try_from(page.size()).unwrap_or_default());
    let next = more.then(|| (offset + page.size()).to_string());
    listed(rows.into_iter().map(PairDetails::from).collect(), next)
}

/// How many pairs wait for an answer
#[utoipa::path(
    get, path = "/review/counts", tag = "contacts",
    responses((status = 200, body = Answer<Counts>)),
)]
pub async fn count_pairs(caller: Caller) -> Outcome<Counts> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(counts(&mut scope).await?)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PairDecision {
    one: Uuid,
    other: Uuid,
    /// `merge`, `reject`, or `reopen` to take a rejection back
    decision: String,
}

#[derive(Serialize, ToSchema)]
pub struct PairDecided {
    /// Of a merge: the contact that was kept.
    kept: Option<Uuid>,
}

/// Say whether two contacts are one person
#[utoipa::path(
    post, path = "/review/decision", tag = "contacts", request_body = PairDecision,
    responses((status = 200, body = Answer<PairDecided>)),
)]
pub async fn decide_pair(
    caller: Caller,
    ApiJson(asked): ApiJson<PairDecision>,
) -> Outcome<PairDecided> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let (one, other) = (asked.one, asked.other);
    let kept = match asked.decision.as_str() {
        "merge" => Some(review::merge_pair(&mut scope, one, other).await?.0),
        "reject" => {
            review::reject_pair(&mut scope, one, other).await?;
            None
        }
        "reopen" => {
            review::reopen_pair(&mut scope, one, other).await?;
            None
        }
        _ => return Err(Error::invalid("decision", FieldCode::Unknown).into()),
    };
    scope.commit().await?;
    answer(PairDecided { kept })
}
