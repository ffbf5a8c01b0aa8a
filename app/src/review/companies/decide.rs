//! The answers about two companies: one, not one, and taking that back.

use serde_json::json;
use uuid::Uuid;

use super::store::{alike, sides};
use crate::{
    companies::{Company, merge_companies, part_companies},
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    review::Pair,
};

/// Joins the two; the one with a domain is kept, else the one with more people, else the
/// older one. Gives the kept and the joined one.
pub async fn merge_alike(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<(Uuid, Uuid)> {
    let pair = alike(scope, one, other).await?;
    let [one, other] = sides(scope, &pair).await.map_err(gone)?;
    let (kept, joined) = if weight(&other) > weight(&one) {
        (other.id, one.id)
    } else {
        (one.id, other.id)
    };
    decide(scope, &pair, "merged").await?;
    merge_companies(scope, joined, kept).await?;
    Ok((kept, joined))
}

/// Who answers about what somebody joined or deleted meanwhile is too late.
fn gone(error: Error) -> Error {
    match error {
        Error::NotFound => Error::Conflict,
        other => other,
    }
}

fn weight(company: &Company) -> (bool, i32) {
    (company.domain.is_some(), company.contact_count)
}

/// They are two, and are not proposed again.
pub async fn reject_alike(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<()> {
    let pair = alike(scope, one, other).await?;
    decide(scope, &pair, "rejected").await?;
    let data = json!({ "other": pair.other });
    record(scope, EventKind::CompanyPairRejected, pair.one, data).await
}

/// Takes an answer back: the one that was joined is parted, and the two wait again.
pub async fn reopen_alike(
    scope: &mut Scope,
    one: Uuid,
    other: Uuid,
    joined: Option<Uuid>,
) -> Result<()> {
    if let Some(joined) = joined {
        part_companies(scope, joined).await?;
    }
    let pair = alike(scope, one, other).await?;
    decide(scope, &pair, "open").await
}

async fn decide(scope: &mut Scope, pair: &Pair, state: &str) -> Result<()> {
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update company_candidates p set
           -- What is gone meanwhile may come back.
           state = case
             when $3 = 'open' and exists (
               select from companies k
               where k.id in (p.one_id, p.other_id) and k.deleted_at is not null
             ) then 'away'
             else $3
           end,
           decided_at = case when $3 <> 'open' then $4::timestamptz end,
           decided_by = case when $3 <> 'open' then $5::uuid end
         where one_id = $1 and other_id = $2 and state <> $3",
        pair.one,
        pair.other,
        state,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}
