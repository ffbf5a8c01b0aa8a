//! Two companies made one.

use uuid::Uuid;

use crate::{
    companies::{self, Company, merge_companies},
    context::Scope,
    error::{Error, Result},
    identity::Grounds,
    review::Pair,
};

/// The two of a pair as they stand.
pub async fn sides(scope: &mut Scope, pair: &Pair) -> Result<[Company; 2]> {
    Ok([
        companies::find(scope, pair.one).await?,
        companies::find(scope, pair.other).await?,
    ])
}

/// Joins the two; the one with a domain is kept, else the one with more people, else the
/// older one. Gives the kept and the joined one.
pub(in crate::review) async fn merge_two(scope: &mut Scope, pair: &Pair) -> Result<(Uuid, Uuid)> {
    let [one, other] = sides(scope, pair).await.map_err(gone)?;
    join(scope, &one, &other, &pair.grounds()).await
}

pub(super) async fn join(
    scope: &mut Scope,
    one: &Company,
    other: &Company,
    grounds: &Grounds,
) -> Result<(Uuid, Uuid)> {
    let (kept, joined) = if weight(other) > weight(one) {
        (other.id, one.id)
    } else {
        (one.id, other.id)
    };
    merge_companies(scope, joined, kept, grounds).await?;
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
