//! All contacts compared with all: pairs are found in memory, and stand in the queue after.

use matching::{Score, Table, match_all};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{LEAST, RULES, known::known};
use crate::{
    context::{Kith, Scope, Turn},
    error::{Result, internal},
    events::{EventKind, record},
    jobs::{Order, Stop, enqueue},
};

/// So many pairs are written at once.
const WRITTEN: usize = 2_000;

/// A pair, the lower id first, how probably they are one, and why.
pub(super) struct Found {
    pub one: Uuid,
    pub other: Uuid,
    pub probability: f64,
    pub evidence: Value,
}

pub async fn order_scan(scope: &mut Scope) -> Result<()> {
    let workspace = scope.workspace;
    enqueue(scope.db(), &Order::FindDoubles { workspace }, None).await?;
    record(scope, EventKind::PairsSought, workspace, json!({})).await
}

/// Finds the pairs of a workspace anew. What nobody decided and is not found any more goes.
pub async fn find_doubles(kith: &Kith, workspace: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let known = known(&mut scope, None).await?;
    scope.commit().await?;
    let found = tokio::task::spawn_blocking(move || {
        let mut table = Table::new(&[]).map_err(internal)?;
        let mut ids = Vec::new();
        for one in &known {
            table.push(&one.record).map_err(internal)?;
            ids.push(one.id);
        }
        Ok::<_, crate::error::Error>(pairs(&table, &ids))
    });
    let found = found.await??;
    if stop.is_cancelled() {
        return Ok(());
    }
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    scope.alone(Turn::People).await?;
    sqlx::query!(
        "delete from identity_candidates where workspace_id = acting_workspace() and state = 'open'"
    )
    .execute(scope.db())
    .await?;
    for some in found.chunks(WRITTEN) {
        propose(&mut scope, some).await?;
    }
    scope.commit().await
}

fn pairs(table: &Table, ids: &[Uuid]) -> Vec<Found> {
    let found = match_all(table, LEAST, None);
    let pairs = found.pairs.iter();
    let pairs = pairs.map(|pair| {
        let score = Score::of(table, &found.model, pair.one, pair.other);
        let (one, other) = (ids[pair.one as usize], ids[pair.other as usize]);
        Found {
            one: one.min(other),
            other: one.max(other),
            probability: pair.probability,
            evidence: sentences(&score),
        }
    });
    pairs.collect()
}

/// What says something, the weightiest first.
pub(super) fn sentences(score: &Score) -> Value {
    let mut said: Vec<_> = score
        .evidence
        .iter()
        .filter(|one| one.weight.abs() >= 0.05)
        .collect();
    said.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
    let guard = score
        .guard
        .map(|guard| format!("held down: {}", guard.words()));
    let words = said.into_iter().map(|one| one.words.clone()).chain(guard);
    json!(words.collect::<Vec<_>>())
}

/// Puts these into the queue, but for those that were decided, also by who was joined since.
pub(super) async fn propose(scope: &mut Scope, found: &[Found]) -> Result<()> {
    let ones: Vec<Uuid> = found.iter().map(|pair| pair.one).collect();
    let others: Vec<Uuid> = found.iter().map(|pair| pair.other).collect();
    let probabilities: Vec<f32> = found.iter().map(|pair| pair.probability as f32).collect();
    let evidence: Vec<Value> = found.iter().map(|pair| pair.evidence.clone()).collect();
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "with rejected as materialized (
           select standing_contact(one_id) as one_id, standing_contact(other_id) as other_id
           from identity_candidates
           where workspace_id = acting_workspace() and state = 'rejected'
         )
         insert into identity_candidates
           (workspace_id, one_id, other_id, probability, evidence, rule_version, created_at)
         select $1, one, other, probability, evidence, $2, $3
         from unnest($4::uuid[], $5::uuid[], $6::real[], $7::jsonb[]) as found (one, other, probability, evidence)
         join contacts a on a.id = one and a.deleted_at is null
         join contacts b on b.id = other and b.deleted_at is null
         where not exists (
           select from rejected r
           where (r.one_id, r.other_id) in ((one, other), (other, one))
         )
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
