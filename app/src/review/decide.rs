//! The answers: the same, not the same, later, and taking that back.

use serde_json::json;
use uuid::Uuid;

use super::{
    companies,
    groups::groups_above,
    store::{Pair, among, pair},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    identity::{About, Decision, Grounds, note_decisions},
    merging::{Choices, Terms, merge_contacts, part_contact, standing},
};

/// What a merge did, and what its undo needs.
#[derive(Clone, Debug)]
pub struct Merged {
    pub kept: Uuid,
    pub joined: Vec<Uuid>,
    /// The pairs that were decided by it.
    pub pairs: Vec<(Uuid, Uuid)>,
}

/// Makes the two one, and says which is kept and which is joined: of contacts the one that was
/// here first is kept, of companies the one with a domain, else the one with more people.
pub async fn merge_pair(
    scope: &mut Scope,
    about: About,
    one: Uuid,
    other: Uuid,
) -> Result<(Uuid, Uuid)> {
    let pair = pair(scope, about, one, other).await?;
    let (kept, joined) = match about {
        About::Contacts => merge_two(scope, &pair).await?,
        About::Companies => companies::merge_two(scope, &pair).await?,
    };
    decide(scope, about, &[(pair.one, pair.other)], "merged").await?;
    Ok((kept, joined))
}

async fn merge_two(scope: &mut Scope, pair: &Pair) -> Result<(Uuid, Uuid)> {
    let (kept, joined) = (
        standing(scope, pair.one).await?,
        standing(scope, pair.other).await?,
    );
    if kept == joined {
        return Err(Error::Conflict);
    }
    let terms = Terms {
        grounds: pair.grounds(),
        ..Terms::default()
    };
    merge_contacts(scope, kept, &[joined], &terms).await?;
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
    let pairs = ids(&pairs);
    decide(scope, About::Contacts, &pairs, "merged").await?;
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

fn ids(pairs: &[Pair]) -> Vec<(Uuid, Uuid)> {
    pairs.iter().map(|pair| (pair.one, pair.other)).collect()
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
pub async fn reject_pair(scope: &mut Scope, about: About, one: Uuid, other: Uuid) -> Result<()> {
    let pair = pair(scope, about, one, other).await?;
    reject(scope, about, &[pair]).await
}

/// Nobody of these is another of them; gives the pairs that were decided.
pub async fn reject_group(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    let pairs = waiting(scope, contacts).await?;
    reject(scope, About::Contacts, &pairs).await?;
    Ok(ids(&pairs))
}

async fn reject(scope: &mut Scope, about: About, pairs: &[Pair]) -> Result<()> {
    decide(scope, about, &ids(pairs), "rejected").await?;
    let decided = pairs.iter();
    let decided: Vec<_> = decided
        .map(|pair| (pair.one, pair.other, pair.grounds()))
        .collect();
    note_decisions(scope, about, Decision::Reject, &decided).await?;
    let kind = match about {
        About::Contacts => EventKind::PairRejected,
        About::Companies => EventKind::CompanyPairRejected,
    };
    for pair in pairs {
        record(scope, kind, pair.one, json!({ "other": pair.other })).await?;
    }
    Ok(())
}

/// Takes a rejection back.
pub async fn reopen_pair(scope: &mut Scope, about: About, one: Uuid, other: Uuid) -> Result<()> {
    reopen(scope, about, &[], &[(one, other)]).await
}

/// Takes an answer back: what was joined is parted, and the pairs wait again, for a person:
/// however certain, Kith joins them by itself no more.
pub async fn reopen(
    scope: &mut Scope,
    about: About,
    joined: &[Uuid],
    pairs: &[(Uuid, Uuid)],
) -> Result<()> {
    for id in joined {
        match about {
            About::Contacts => part_contact(scope, *id).await?,
            About::Companies => crate::companies::part_companies(scope, *id).await?,
        };
    }
    let mut decided = Vec::new();
    for (one, other) in pairs {
        let pair = pair(scope, about, *one, *other).await?;
        decided.push((pair.one, pair.other, Grounds::default()));
    }
    decide(scope, about, pairs, "open").await?;
    note_decisions(scope, about, Decision::Reopen, &decided).await
}

/// Leaves a pair for later.
pub async fn skip_pair(scope: &mut Scope, about: About, one: Uuid, other: Uuid) -> Result<()> {
    skip(scope, about, &[(one, other)], true).await
}

/// Leaves all pairs of these for later; gives them.
pub async fn skip_group(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    let pairs = ids(&waiting(scope, contacts).await?);
    skip(scope, About::Contacts, &pairs, true).await?;
    Ok(pairs)
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

macro_rules! decide_in {
    ($scope:ident, $ones:ident, $others:ident, $state:ident, $table:tt, $named:tt) => {{
        let (actor, now) = ($scope.actor, $scope.now);
        sqlx::query!(
            "update "
                + $table
                + " p set
                   -- Who is gone meanwhile may come back.
                   state = case
                     when $3 = 'open' and exists (
                       select from "
                + $named
                + " c
                       where c.id in (p.one_id, p.other_id) and c.deleted_at is not null
                     ) then 'away'
                     else $3
                   end,
                   by_hand = by_hand or $3 = 'open',
                   skipped_at = null,
                   decided_at = case when $3 <> 'open' then $4::timestamptz end,
                   decided_by = case when $3 <> 'open' then $5::uuid end
                 from unnest($1::uuid[], $2::uuid[]) as decided (one, other)
                 where p.one_id = decided.one and p.other_id = decided.other and p.state <> $3",
            &$ones,
            &$others,
            $state,
            now,
            actor,
        )
        .execute($scope.db())
        .await?
    }};
}

/// `Conflict` where all of them were decided so before.
async fn decide(
    scope: &mut Scope,
    about: About,
    pairs: &[(Uuid, Uuid)],
    state: &str,
) -> Result<()> {
    let (ones, others) = in_order(pairs);
    let done = match about {
        About::Contacts => {
            decide_in!(
                scope,
                ones,
                others,
                state,
                "identity_candidates",
                "contacts"
            )
        }
        About::Companies => {
            decide_in!(
                scope,
                ones,
                others,
                state,
                "company_candidates",
                "companies"
            )
        }
    };
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// The lower ids, and the higher ones.
fn in_order(pairs: &[(Uuid, Uuid)]) -> (Vec<Uuid>, Vec<Uuid>) {
    let pairs = pairs.iter();
    pairs
        .map(|(one, other)| (*one.min(other), *one.max(other)))
        .unzip()
}
