//! Who are tied by pairs that wait, of which groups are made.

use uuid::Uuid;

use crate::{context::Scope, error::Result, identity::About};

macro_rules! tied_in {
    ($scope:ident, $table:tt, [$($condition:tt)+], $($argument:expr),*) => {
        sqlx::query!(
            "select one_id, other_id from "
                + $table
                + " where workspace_id = acting_workspace() and state = 'open' "
                + $($condition)+,
            $($argument),*
        )
        .fetch_all($scope.db())
        .await?
        .into_iter()
        .map(|row| (row.one_id, row.other_id))
        .collect::<Vec<_>>()
    };
}

macro_rules! ties_in {
    ($scope:ident, $table:tt, $most:ident) => {
        tied_in!(
            $scope,
            $table,
            ["order by skipped_at nulls first, probability desc, one_id, other_id limit $1"],
            $most
        )
    };
}

/// Who are tied by open pairs, in the order of the queue.
pub(super) async fn ties(scope: &mut Scope, about: About, most: i64) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(match about {
        About::Contacts => ties_in!(scope, "identity_candidates", most),
        About::Companies => ties_in!(scope, "company_candidates", most),
    })
}

macro_rules! ties_above_in {
    ($scope:ident, $table:tt, $probability:ident, $most:ident) => {
        tied_in!(
            $scope,
            $table,
            ["and probability >= $1::double precision - 1e-6
              order by probability desc, one_id, other_id
              limit $2"],
            $probability,
            $most
        )
    };
}

/// Who are tied by open pairs of this probability or more, the most probable first.
pub(super) async fn ties_above(
    scope: &mut Scope,
    about: About,
    probability: f64,
    most: i64,
) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(match about {
        About::Contacts => ties_above_in!(scope, "identity_candidates", probability, most),
        About::Companies => ties_above_in!(scope, "company_candidates", probability, most),
    })
}
