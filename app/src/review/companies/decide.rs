//! Companies made one.

use uuid::Uuid;

use crate::{
    companies::{self, Company, merge_companies},
    context::Scope,
    error::{Error, Result},
    identity::Grounds,
    merging::Terms,
    review::Pair,
};

/// Joins the two; the one with a domain is kept, else the one with more people, else the
/// older one. Gives the kept and the joined one.
pub(in crate::review) async fn merge_two(scope: &mut Scope, pair: &Pair) -> Result<(Uuid, Uuid)> {
    let one = companies::find(scope, pair.one).await.map_err(gone)?;
    let other = companies::find(scope, pair.other).await.map_err(gone)?;
    join(scope, &one, &other, pair.grounds()).await
}

pub(super) async fn join(
    scope: &mut Scope,
    one: &Company,
    other: &Company,
    grounds: Grounds,
) -> Result<(Uuid, Uuid)> {
    let (kept, joined) = if weight(other) > weight(one) {
        (other.id, one.id)
    } else {
        (one.id, other.id)
    };
    let terms = Terms {
        grounds,
        ..Terms::default()
    };
    merge_companies(scope, joined, kept, &terms).await?;
    Ok((kept, joined))
}

/// Which of these is kept where nobody chose.
pub(in crate::review) async fn to_keep(scope: &mut Scope, ids: &[Uuid]) -> Result<Option<Uuid>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    let mut best: Option<Company> = None;
    for id in ids {
        let company = companies::find(scope, id).await.map_err(gone)?;
        if best
            .as_ref()
            .is_none_or(|best| weight(&company) > weight(best))
        {
            best = Some(company);
        }
    }
    Ok(best.map(|company| company.id))
}

/// Joins these to the one that is kept, each with what was chosen of it.
pub(in crate::review) async fn merge_all(
    scope: &mut Scope,
    kept: Uuid,
    joined: &[Uuid],
    terms: &Terms,
) -> Result<()> {
    for id in joined {
        let mut terms = terms.clone();
        terms.choices.retain(|_, from| *from == *id);
        merge_companies(scope, *id, kept, &terms)
            .await
            .map_err(gone)?;
    }
    Ok(())
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
