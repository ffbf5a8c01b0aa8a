//! The pairs that wait for an answer, as comparing writes them: what a person decided stays.

use serde_json::Value;
use uuid::Uuid;

use super::{RULES, companies, crowd::Found};
use crate::{context::Scope, error::Result, identity::About};

/// So many pairs are written at once.
const WRITTEN: usize = 2_000;

macro_rules! drop_from {
    ($scope:ident, $of:ident, $ones:ident, $others:ident, $table:tt) => {
        sqlx::query!(
            "delete from "
                + $table
                + " where workspace_id = acting_workspace()
                      and state = 'open'
                      and not by_hand
                      and ($1::uuid[] is null or one_id = any($1) or other_id = any($1))
                      and (one_id, other_id) not in (select * from unnest($2::uuid[], $3::uuid[]))",
            $of,
            &$ones,
            &$others,
        )
        .execute($scope.db())
        .await?
    };
}

/// What was found takes the place of what waited, of these or of all. The place of a pair that
/// waits already is its own, and what waits for a person because of another stays.
pub(super) async fn replace(
    scope: &mut Scope,
    about: About,
    of: Option<&[Uuid]>,
    found: &[Found],
) -> Result<()> {
    let ones: Vec<Uuid> = found.iter().map(|pair| pair.one).collect();
    let others: Vec<Uuid> = found.iter().map(|pair| pair.other).collect();
    match about {
        About::Contacts => drop_from!(scope, of, ones, others, "identity_candidates"),
        About::Companies => drop_from!(scope, of, ones, others, "company_candidates"),
    };
    for some in found.chunks(WRITTEN) {
        propose(scope, about, some).await?;
    }
    Ok(())
}

macro_rules! propose_in {
    ($scope:ident, $found:ident, $rules:expr, $table:tt, $named:tt) => {{
        let ones: Vec<Uuid> = $found.iter().map(|pair| pair.one).collect();
        let others: Vec<Uuid> = $found.iter().map(|pair| pair.other).collect();
        let probabilities = $found.iter().map(|pair| pair.probability as f32);
        let evidence: Vec<Value> = $found.iter().map(|pair| pair.evidence.clone()).collect();
        let (workspace, now) = ($scope.workspace, $scope.now);
        sqlx::query!(
            "insert into "
                + $table
                + " as p (workspace_id, one_id, other_id, probability, evidence, rule_version, created_at)
                   select $1, one, other, probability, evidence, $2, $3
                   from unnest($4::uuid[], $5::uuid[], $6::real[], $7::jsonb[]) as found (one, other, probability, evidence)
                   join "
                + $named
                + " a on a.id = one and a.deleted_at is null
                   join "
                + $named
                + " b on b.id = other and b.deleted_at is null
                   on conflict (one_id, other_id) do update set
                     probability = excluded.probability,
                     evidence = excluded.evidence,
                     rule_version = excluded.rule_version,
                     state = 'open',
                     decided_at = null,
                     decided_by = null
                   where p.state <> 'rejected'",
            workspace,
            $rules,
            now,
            &ones,
            &others,
            &probabilities.collect::<Vec<f32>>(),
            &evidence,
        )
        .execute($scope.db())
        .await?
    }};
}

/// Puts these into the queue.
async fn propose(scope: &mut Scope, about: About, found: &[Found]) -> Result<()> {
    match about {
        About::Contacts => propose_in!(scope, found, RULES, "identity_candidates", "contacts"),
        About::Companies => {
            propose_in!(
                scope,
                found,
                companies::RULES,
                "company_candidates",
                "companies"
            )
        }
    };
    Ok(())
}

macro_rules! close_in {
    ($scope:ident, $members:ident, $now:ident, $table:tt) => {
        sqlx::query!(
            "update "
                + $table
                + " set state = 'merged', decided_at = $2
                   where one_id = any($1) and other_id = any($1) and state <> 'rejected'",
            $members,
            $now,
        )
        .execute($scope.db())
        .await?
    };
}

/// Pairs of these who are one now wait no more.
pub(super) async fn close(scope: &mut Scope, about: About, members: &[Uuid]) -> Result<()> {
    let now = scope.now;
    match about {
        About::Contacts => close_in!(scope, members, now, "identity_candidates"),
        About::Companies => close_in!(scope, members, now, "company_candidates"),
    };
    Ok(())
}
