//! Which companies wait for a decision.

use uuid::Uuid;

use crate::{
    companies::{self, Company},
    context::Scope,
    error::{Error, Result},
    review::Pair,
};

/// The two of a pair as they stand.
pub async fn sides(scope: &mut Scope, pair: &Pair) -> Result<[Company; 2]> {
    Ok([
        companies::find(scope, pair.one).await?,
        companies::find(scope, pair.other).await?,
    ])
}

macro_rules! alike_where {
    ([$($condition:tt)+], $($argument:expr),*) => {
        sqlx::query_as!(
            Pair,
            r#"select
                 p.one_id as one,
                 p.other_id as other,
                 a.name as one_name,
                 b.name as other_name,
                 p.probability,
                 p.evidence,
                 p.rule_version as rule
               from company_candidates p
               join companies a on a.id = p.one_id
               join companies b on b.id = p.other_id
               where "# + $($condition)+,
            $($argument),*
        )
    };
}

/// The most probable first, after a place; one more than `limit` says that there is more.
pub async fn open(scope: &mut Scope, offset: i64, limit: i64) -> Result<Vec<Pair>> {
    Ok(alike_where!(
        ["p.workspace_id = acting_workspace() and p.state = 'open'
            order by p.probability desc, p.one_id, p.other_id
            offset $1
            limit $2"],
        offset,
        limit + 1
    )
    .fetch_all(scope.db())
    .await?)
}

/// One pair, in whichever order.
pub(super) async fn alike(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<Pair> {
    alike_where!(
        ["p.one_id = $1 and p.other_id = $2"],
        one.min(other),
        one.max(other)
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}
