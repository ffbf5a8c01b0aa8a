//! The answers: the same, not the same, and taking that back.

use serde_json::json;
use uuid::Uuid;

use super::{
    groups::groups_above,
    store::{Pair, among, pair},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    merging::{Choices, Grounds, Terms, merge_contacts, part_contact, standing},
};

/// What a merge did, and what its undo needs.
#[derive(Clone, Debug)]
pub struct Merged {
    pub kept: Uuid,
    pub joined: Vec<Uuid>,
    /// The pairs that were decided by it.
    pub pairs: Vec<(Uuid, Uuid)>,
}

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
        grounds: grounds(std::slice::from_ref(&pair)),
        ..Terms::default()
    };
    merge_contacts(scope, kept, &[joined], &terms).await?;
    decide(scope, &[(pair.one, pair.other)], "merged").await?;
    Ok((kept, joined))
}

/// Makes these one: the one to be kept, else the oldest, with the values that were chosen.
pub async fn merge_group(
    scope: &mut Scope,
    kept: Option<Uuid>,
    contacts: &[Uuid],
    mut choices: Choices,
) -> Result<Merged> {
    let kept = kept.filter(|kept| contacts.contains(kept));
    let kept = kept.or_else(|| contacts.iter().min().copied());
    let joined: Vec<Uuid> = contacts
        .iter()
        .copied()
        .filter(|id| Some(*id) != kept)
        .collect();
    let Some(kept) = kept.filter(|_| !joined.is_empty()) else {
        return Err(Error::invalid("with", FieldCode::Required));
    };
    let pairs = waiting(scope, contacts).await?;
    choices.retain(|_, from| contacts.contains(from));
    let terms = Terms {
        choices,
        grounds: grounds(&pairs),
    };
    merge_contacts(scope, kept, &joined, &terms).await?;
    let pairs: Vec<(Uuid, Uuid)> = pairs.iter().map(|pair| (pair.one, pair.other)).collect();
    decide(scope, &pairs, "merged").await?;
    Ok(Merged {
        kept,
        joined,
        pairs,
    })
}

/// The pairs among these; `Conflict` where somebody was faster.
async fn waiting(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Pair>> {
    let pairs = among(scope, contacts).await?;
    if !pairs.is_empty() {
        return Ok(pairs);
    }
    for id in contacts {
        standing(scope, *id).await?;
    }
    Err(Error::Conflict)
}

/// Why they are one; of several pairs as sure as the least of them.
fn grounds(pairs: &[Pair]) -> Grounds {
    let said = pairs.iter().flat_map(|pair| {
        let names = format!("{} and {}: ", pair.one_name, pair.other_name);
        let names = if pairs.len() > 1 {
            names
        } else {
            String::new()
        };
        let sentences = pair.sentences().into_iter();
        sentences.map(move |sentence| format!("{names}{sentence}"))
    });
    Grounds {
        evidence: json!(said.collect::<Vec<String>>()),
        probability: pairs.iter().map(|pair| pair.probability).reduce(f32::min),
        rule: pairs
            .first()
            .map_or_else(String::new, |pair| pair.rule.clone()),
    }
}

/// Merges what is this probable or more, group by group, but for those who contradict one
/// another.
pub async fn merge_above(scope: &mut Scope, probability: f64) -> Result<Vec<Merged>> {
    let mut done = Vec::new();
    for group in groups_above(scope, probability).await? {
        let together = group.proposed();
        done.push(merge_group(scope, None, &together, Choices::default()).await?);
    }
    Ok(done)
}

/// They are two, and are not proposed again.
pub async fn reject_pair(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<()> {
    let pair = pair(scope, one, other).await?;
    reject(scope, &[pair]).await
}

/// Nobody of these is another of them; gives the pairs that were decided.
pub async fn reject_group(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    let pairs = waiting(scope, contacts).await?;
    reject(scope, &pairs).await?;
    Ok(pairs.iter().map(|pair| (pair.one, pair.other)).collect())
}

async fn reject(scope: &mut Scope, pairs: &[Pair]) -> Result<()> {
    let ids: Vec<(Uuid, Uuid)> = pairs.iter().map(|pair| (pair.one, pair.other)).collect();
    decide(scope, &ids, "rejected").await?;
    for pair in pairs {
        note_rejection(scope, pair).await?;
        let data = json!({ "other": pair.other });
        record(scope, EventKind::PairRejected, pair.one, data).await?;
    }
    Ok(())
}

async fn note_rejection(scope: &mut Scope, pair: &Pair) -> Result<()> {
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
    Ok(())
}

/// Takes a rejection back.
pub async fn reopen_pair(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<()> {
    reopen_group(scope, &[], &[(one, other)]).await
}

/// Takes an answer back: who was joined is parted, and the pairs wait again.
pub async fn reopen_group(
    scope: &mut Scope,
    joined: &[Uuid],
    pairs: &[(Uuid, Uuid)],
) -> Result<()> {
    for id in joined {
        part_contact(scope, *id).await?;
    }
    for (one, other) in pairs {
        pair(scope, *one, *other).await?;
    }
    decide(scope, pairs, "open").await
}

/// `Conflict` where all of them were decided so before.
async fn decide(scope: &mut Scope, pairs: &[(Uuid, Uuid)], state: &str) -> Result<()> {
    let lower = |(one, other): &(Uuid, Uuid)| *one.min(other);
    let higher = |(one, other): &(Uuid, Uuid)| *one.max(other);
    let ones: Vec<Uuid> = pairs.iter().map(lower).collect();
    let others: Vec<Uuid> = pairs.iter().map(higher).collect();
    let (actor, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update identity_candidates p set
           -- Who is gone meanwhile may come back.
           state = case
             when $3 = 'open' and exists (
               select from contacts c
               where c.id in (p.one_id, p.other_id) and c.deleted_at is not null
             ) then 'away'
             else $3
           end,
           decided_at = case when $3 <> 'open' then $4::timestamptz end,
           decided_by = case when $3 <> 'open' then $5::uuid end
         from unnest($1::uuid[], $2::uuid[]) as decided (one, other)
         where p.one_id = decided.one and p.other_id = decided.other and p.state <> $3",
        &ones,
        &others,
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
