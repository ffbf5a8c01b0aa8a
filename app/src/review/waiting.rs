//! The pairs that wait for an answer, as comparing writes them: what a person decided stays.

use serde_json::Value;
use uuid::Uuid;

use super::{
    RULES,
    crowd::Found,
    verdict::{Apart, in_order},
};
use crate::{context::Scope, error::Result};

/// So many pairs are written at once.
const WRITTEN: usize = 2_000;

/// Pairs that a person said are two, also of those who were joined since.
pub(super) async fn apart(scope: &mut Scope) -> Result<Apart> {
    let rows = sqlx::query!(
        r#"select standing_contact(one_id) as "one!", standing_contact(other_id) as "other!"
           from identity_candidates
           where workspace_id = acting_workspace() and state = 'rejected'"#,
    )
    .fetch_all(scope.db())
    .await?;
    let pairs = rows.into_iter().map(|row| in_order(row.one, row.other));
    Ok(pairs.collect())
}

/// What was found takes the place of what waited, of these contacts or of all. The place of
/// a pair that waits already is its own.
pub(super) async fn replace(scope: &mut Scope, of: Option<&[Uuid]>, found: &[Found]) -> Result<()> {
    let ones: Vec<Uuid> = found.iter().map(|pair| pair.one).collect();
    let others: Vec<Uuid> = found.iter().map(|pair| pair.other).collect();
    sqlx::query!(
        "delete from identity_candidates
         where workspace_id = acting_workspace()
           and state = 'open'
           and ($1::uuid[] is null or one_id = any($1) or other_id = any($1))
           and (one_id, other_id) not in (select * from unnest($2::uuid[], $3::uuid[]))",
        of,
        &ones,
        &others,
    )
    .execute(scope.db())
    .await?;
    for some in found.chunks(WRITTEN) {
        propose(scope, some).await?;
    }
    Ok(())
}

/// Puts these into the queue.
async fn propose(scope: &mut Scope, found: &[Found]) -> Result<()> {
    let ones: Vec<Uuid> = found.iter().map(|pair| pair.one).collect();
    let others: Vec<Uuid> = found.iter().map(|pair| pair.other).collect();
    let probabilities: Vec<f32> = found.iter().map(|pair| pair.probability as f32).collect();
    let evidence: Vec<Value> = found.iter().map(|pair| pair.evidence.clone()).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into identity_candidates
           (workspace_id, one_id, other_id, probability, evidence, rule_version, created_at)
         select $1, one, other, probability, evidence, $2, $3
         from unnest($4::uuid[], $5::uuid[], $6::real[], $7::jsonb[]) as found (one, other, probability, evidence)
         join contacts a on a.id = one and a.deleted_at is null
         join contacts b on b.id = other and b.deleted_at is null
         on conflict (one_id, other_id) do update set
           probability = excluded.probability,
           evidence = excluded.evidence,
           rule_version = excluded.rule_version,
           state = 'open',
           decided_at = null,
           decided_by = null
         where identity_candidates.state <> 'rejected'",
        workspace,
        RULES,
        now,
        &ones,
        &others,
        &probabilities,
        &evidence,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Pairs of these who are one now wait no more.
pub(super) async fn close(scope: &mut Scope, members: &[Uuid]) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update identity_candidates set state = 'merged', decided_at = $2
         where one_id = any($1) and other_id = any($1) and state <> 'rejected'",
        members,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
