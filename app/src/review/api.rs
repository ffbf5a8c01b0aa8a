//! The review over REST.

mod above;
mod alike;
mod groups;
mod possible;

pub use above::*;
pub use alike::*;
pub use groups::*;
pub use possible::*;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Counts, Pair, counts};
use crate::{
    api::{Answer, ApiJson, ApiQuery, Caller, Outcome, PageQuery, answer, listed},
    error::{Error, FieldCode, Result},
    identity::About,
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
    /// When somebody left it for later; such pairs come last.
    skipped_at: Option<DateTime<Utc>>,
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
            skipped_at: pair.skipped_at,
        }
    }
}

/// Pairs of contacts that may be one person, the most probable first
///
/// At the end stand those that were left for later.
#[utoipa::path(
    get, path = "/review", tag = "contacts", params(PageQuery),
    responses((status = 200, body = Answer<Vec<PairDetails>>)),
)]
pub async fn list_pairs(
    caller: Caller,
    ApiQuery(page): ApiQuery<PageQuery>,
) -> Outcome<Vec<PairDetails>> {
    list(caller, &page, About::Contacts).await
}

async fn list(caller: Caller, page: &PageQuery, about: About) -> Outcome<Vec<PairDetails>> {
    let offset = place_of(page)?;
    let mut scope = caller.begin(Permission::Read).await?;
    let rows = review::open(&mut scope, about, offset, page.size()).await?;
    listed_from(offset, page, rows)
}

/// Where the page begins that a cursor names.
fn place_of(page: &PageQuery) -> Result<i64> {
    let unreadable = |_| Error::invalid("cursor", FieldCode::Unreadable);
    let offset = page.cursor.as_deref().map(str::parse::<u32>).transpose();
    Ok(i64::from(offset.map_err(unreadable)?.unwrap_or_default()))
}

/// One row more than the page holds says that there is another.
fn listed_from<Row, Details: From<Row>>(
    offset: i64,
    page: &PageQuery,
    mut rows: Vec<Row>,
) -> Outcome<Vec<Details>> {
    let more = rows.len() as i64 > page.size();
    rows.truncate(usize::try_from(page.size()).unwrap_or_default());
    let next = more.then(|| (offset + page.size()).to_string());
    listed(rows.into_iter().map(Details::from).collect(), next)
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
    /// `merge`; `reject`; `skip`, to leave it for later; `unskip`, to take that back; or `reopen`,
    /// to take a rejection back
    decision: String,
}

#[derive(Serialize, ToSchema)]
pub struct PairDecided {
    /// Of a merge: the one that was kept.
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
    decide(caller, &asked, About::Contacts).await
}

async fn decide(caller: Caller, asked: &PairDecision, about: About) -> Outcome<PairDecided> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let (one, other) = (asked.one, asked.other);
    let mut kept = None;
    match asked.decision.as_str() {
        "merge" => kept = Some(review::merge_pair(&mut scope, about, one, other).await?.0),
        "reject" => review::reject_pair(&mut scope, about, one, other).await?,
        "skip" => review::skip_pair(&mut scope, about, one, other).await?,
        "unskip" => review::unskip_pair(&mut scope, about, one, other).await?,
        "reopen" => review::reopen_pair(&mut scope, about, one, other).await?,
        _ => return Err(Error::invalid("decision", FieldCode::Unknown).into()),
    }
    scope.commit().await?;
    answer(PairDecided { kept })
}
