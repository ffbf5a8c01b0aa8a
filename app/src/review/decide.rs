//! The answers: the same, not the same, and taking that back.

use serde_json::json;
use uuid::Uuid;

use super::store::{Pair, above, pair};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    merging::{Grounds, Terms, merge_contacts, standing},
};

/// At most so many pairs are merged in one go.
const AT_ONCE: i64 = 200;

/// Makes the two one; the one that was here first is kept.
pub async fn merge_pair(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<(Uuid, Uuid)> {
    let pair = pair(scope, one, other).await?;
    let (kept, joined) = (
        standing(scope, pair.one).await?,
        standing(scope, pair.other).await?,
    );
    if kept == joined {
        return Err(Error::Conflict);
    }
    let terms = Terms {
        grounds: Grounds {
            evidence: pair.evidence.clone(),
            probability: Some(pair.probability),
            rule: pair.rule.clone(),
        },
        ..Terms::default()
    };
    merge_contacts(scope, kept, &[joined], &terms).await?;
    decide(scope, &pair, "merged").await?;
    Ok((kept, joined))
}

/// Merges what is this probable or more; returns those who were joined. What became one by
/// another pair is one already.
pub async fn merge_above(scope: &mut Scope, probability: f64) -> Result<Vec<Uuid>> {
    let mut gone = Vec::new();
    for pair in above(scope, probability, AT_ONCE).await? {
        match merge_pair(scope, pair.one, pair.other).await {
            Ok((_, joined)) => gone.push(joined),
            Err(Error::Conflict) => decide(scope, &pair, "merged").await?,
            Err(error) => return Err(error),
        }
    }
    Ok(gone)
}

/// They are two, and are not proposed again.
pub async fn reject_pair(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<()> {
    let pair = pair(scope, one, other).await?;
    decide(scope, &pair, "rejected").await?;
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into identity_decisions
           (id, workspace_id, kind, contact_id, other_contact_id, evidence, probability, rule_version, actor_id, created_at)
         values ($1, $2, 'reject', $3, $4, $5, $6, $7, $8, $9)",
        id,
        workspace,
        pair.one,
        pair.other,
        pair.evidence,
        pair.probability,
        pair.rule,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    let data = json!({ "other": pair.other });
    record(scope, EventKind::PairRejected, pair.one, data).await
}

/// Takes a rejection back.
pub async fn reopen_pair(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<()> {
    let pair = pair(scope, one, other).await?;
    decide(scope, &pair, "open").await
}

async fn decide(scope: &mut Scope, pair: &Pair, state: &str) -> Result<()> {
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update identity_candidates set
           state = $3,
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
