//! Pairs that are left for later, and brought back to their place.

use uuid::Uuid;

use super::{
    decide::{ids, in_order, waiting},
    store::pair,
};
use crate::{
    context::Scope,
    error::{Error, Result},
    identity::About,
};

/// Leaves a pair for later.
pub async fn skip_pair(scope: &mut Scope, about: About, one: Uuid, other: Uuid) -> Result<()> {
    skip(scope, about, &[(one, other)], true).await
}

/// Leaves all pairs of these for later; gives them.
pub async fn skip_group(
    scope: &mut Scope,
    about: About,
    members: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>> {
    let pairs = ids(&waiting(scope, about, members).await?);
    skip(scope, about, &pairs, true).await?;
    Ok(pairs)
}

/// Brings a pair that was left for later back to its place.
pub async fn unskip_pair(scope: &mut Scope, about: About, one: Uuid, other: Uuid) -> Result<()> {
    skip(scope, about, &[(one, other)], false).await
}

macro_rules! skip_in {
    ($scope:ident, $ones:ident, $others:ident, $at:ident, $table:tt) => {
        sqlx::query!(
            "update "
                + $table
                + " p set skipped_at = $3
                   from unnest($1::uuid[], $2::uuid[]) as asked (one, other)
                   where p.one_id = asked.one and p.other_id = asked.other and p.state = 'open'",
            &$ones,
            &$others,
            $at,
        )
        .execute($scope.db())
        .await?
    };
}

/// Puts pairs that wait to the end of the queue, or back to their place; `Conflict` where none
/// waits.
pub async fn skip(
    scope: &mut Scope,
    about: About,
    pairs: &[(Uuid, Uuid)],
    is_for_later: bool,
) -> Result<()> {
    let (ones, others) = in_order(pairs);
    let at = is_for_later.then_some(scope.now);
    let done = match about {
        About::Contacts => skip_in!(scope, ones, others, at, "identity_candidates"),
        About::Companies => skip_in!(scope, ones, others, at, "company_candidates"),
    };
    if done.rows_affected() > 0 {
        return Ok(());
    }
    for (one, other) in pairs {
        pair(scope, about, *one, *other).await?;
    }
    Err(Error::Conflict)
}
