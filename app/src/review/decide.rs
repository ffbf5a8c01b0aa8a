//! The answers: the same, not the same, later, and taking that back.

use serde_json::json;
use uuid::Uuid;

use super::{
    companies,
    groups::groups_above,
    store::{Pair, among, pair},
};
use crate::{
    companies::{part_companies, standing_company},
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

/// Makes these one, with the values that were chosen: the one to be kept, else of contacts the
/// oldest, of companies the one with a domain, else the one with more people.
pub async fn merge_group(
    scope: &mut Scope,
    about: About,
    kept: Option<Uuid>,
    members: &[Uuid],
    mut choices: Choices,
) -> Result<Merged> {
    let kept = match (kept.filter(|kept| members.contains(kept)), about) {
        (Some(kept), _) => Some(kept),
        (None, About::Contacts) => members.iter().min().copied(),
        (None, About::Companies) => companies::to_keep(scope, members).await?,
    };
    let joined: Vec<Uuid> = members
        .iter()
        .copied()
        .filter(|id| Some(*id) != kept)
        .collect();
    let Some(kept) = kept.filter(|_| !joined.is_empty()) else {
        return Err(Error::invalid("with", FieldCode::Required));
    };
    let pairs = waiting(scope, about, members).await?;
    choices.retain(|_, from| members.contains(from));
    let terms = Terms {
        choices,
        grounds: grounds(&pairs),
    };
    match about {
        About::Contacts => merge_contacts(scope, kept, &joined, &terms).await?,
        About::Companies => companies::merge_all(scope, kept, &joined, &terms).await?,
    }
    let pairs = ids(&pairs);
    decide(scope, about, &pairs, "merged").await?;
    Ok(Merged {
        kept,
        joined,
        pairs,
    })
}

/// The pairs among these; `Conflict` where somebody was faster.
pub(super) async fn waiting(
    scope: &mut Scope,
    about: About,
    members: &[Uuid],
) -> Result<Vec<Pair>> {
    let pairs = among(scope, about, members).await?;
    if !pairs.is_empty() {
        return Ok(pairs);
    }
    for id in members {
        match about {
            About::Contacts => standing(scope, *id).await?,
            About::Companies => standing_company(scope, *id).await?,
        };
    }
    Err(Error::Conflict)
}

pub(super) fn ids(pairs: &[Pair]) -> Vec<(Uuid, Uuid)> {
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
pub async fn merge_above(scope: &mut Scope, about: About, probability: f64) -> Result<Vec<Merged>> {
    let mut done = Vec::new();
    for group in groups_above(scope, about, probability).await? {
        let together = group.proposed();
        done.push(merge_group(scope, about, None, &together, Choices::default()).await?);
    }
    Ok(done)
}

/// They are two, and are not proposed again.
pub async fn reject_pair(scope: &mut Scope, about: About, one: Uuid, other: Uuid) -> Result<()> {
    let pair = pair(scope, about, one, other).await?;
    reject(scope, about, &[pair]).await
}

/// Nobody of these is another of them; gives the pairs that were decided.
pub async fn reject_group(
    scope: &mut Scope,
    about: About,
    members: &[Uuid],
) -> Result<Vec<(Uuid, Uuid)>> {
    let pairs = waiting(scope, about, members).await?;
    reject(scope, about, &pairs).await?;
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
            About::Companies => part_companies(scope, *id).await?,
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
pub(super) fn in_order(pairs: &[(Uuid, Uuid)]) -> (Vec<Uuid>, Vec<Uuid>) {
    let pairs = pairs.iter();
    pairs
        .map(|(one, other)| (*one.min(other), *one.max(other)))
        .unzip()
}
