//! That two are not one person, because somebody said so: they are neither proposed nor joined.

use uuid::Uuid;

use crate::{context::Scope, error::Result};

pub async fn keep_apart(scope: &mut Scope, contact: Uuid, others: &[Uuid]) -> Result<()> {
    let (workspace, actor, now) = (scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into identity_candidates
           (workspace_id, one_id, other_id, probability, rule_version, state, created_at, decided_at, decided_by)
         select $1, least($2, other), greatest($2, other), 0, 'hand-1', 'rejected', $4, $4, $5
         from unnest($3::uuid[]) as other
         on conflict (one_id, other_id) do update set
           state = 'rejected',
           decided_at = excluded.decided_at,
           decided_by = excluded.decided_by",
        workspace,
        contact,
        others,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
