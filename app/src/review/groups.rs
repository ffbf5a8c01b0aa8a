//! Pairs that hang together: who is A or B, and B or C, is looked at as one group. What
//! contradicts stays apart: those who are proposed to be merged contradict nobody among them.

use std::collections::HashMap;

use uuid::Uuid;

use super::{
    objections::{Knowledge, Objection},
    store::{Pair, among},
    ties::{ties, ties_above},
};
use crate::{context::Scope, error::Result, identity::About};

/// More than these are not looked at side by side.
pub const MOST: usize = 8;
/// At most so many pairs are merged in one go.
pub const AT_ONCE: i64 = 200;
/// As many pairs are put together; the less probable ones wait until these are decided.
const READ: i64 = 5_000;

/// Contacts, or companies, that may be one, the oldest first.
#[derive(Clone, Debug)]
pub struct Group {
    pub members: Vec<Uuid>,
    /// The open pairs among them, the most probable first.
    pub pairs: Vec<Pair>,
    /// Who cannot be one.
    pub objections: Vec<Objection>,
}

impl Group {
    /// Those who may be merged without a contradiction: the most probable two, and whoever
    /// is tied to them and contradicts none of them.
    pub fn proposed(&self) -> Vec<Uuid> {
        let ties: Vec<(Uuid, Uuid)> = self.pairs.iter().map(|p| (p.one, p.other)).collect();
        proposed(&ties, &self.objections)
    }

    /// How one of them is called.
    pub fn name(&self, member: Uuid) -> &str {
        let names = self.pairs.iter().flat_map(|pair| {
            let one = (pair.one, pair.one_name.as_str());
            [one, (pair.other, pair.other_name.as_str())]
        });
        let mut of = names.filter(|(id, _)| *id == member);
        of.next().map_or("", |(_, name)| name)
    }

    /// All their names in one line.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.members.iter().map(|id| self.name(*id)).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        }
    }
}

/// The groups that wait, by their most probable pair, and at the end those of whom every pair
/// was left for later, after a place; one more than `limit` says that there are more.
pub async fn groups(
    scope: &mut Scope,
    about: About,
    offset: usize,
    limit: usize,
) -> Result<Vec<Group>> {
    let ties = ties(scope, about, READ).await?;
    let mut shown = together(&ties, MOST);
    shown.drain(..offset.min(shown.len()));
    shown.truncate(limit + 1);
    look_at(scope, about, shown).await
}

/// Whom pairs of this probability or more tie together, but for groups of whom nobody may be
/// merged.
pub async fn groups_above(scope: &mut Scope, about: About, probability: f64) -> Result<Vec<Group>> {
    let ties = ties_above(scope, about, probability, AT_ONCE).await?;
    let mut groups = look_at(scope, about, together(&ties, MOST)).await?;
    groups.retain(|group| !group.proposed().is_empty());
    Ok(groups)
}

/// What is known of these groups.
async fn look_at(scope: &mut Scope, about: About, shown: Vec<Vec<Uuid>>) -> Result<Vec<Group>> {
    let all = shown.concat();
    let mut pairs = among(scope, about, &all).await?;
    let known = Knowledge::of(scope, about, &all).await?;
    let groups = shown.into_iter().map(|members| {
        let is_within =
            |pair: &mut Pair| members.contains(&pair.one) && members.contains(&pair.other);
        Group {
            pairs: pairs.extract_if(.., is_within).collect(),
            objections: known.objections(&members),
            members,
        }
    });
    Ok(groups.collect())
}

/// Groups of up to `most`, by their first tie, each with the lowest id first. A tie that
/// would make a group too large waits.
fn together(ties: &[(Uuid, Uuid)], most: usize) -> Vec<Vec<Uuid>> {
    let mut groups: Vec<Vec<Uuid>> = Vec::new();
    let mut place: HashMap<Uuid, usize> = HashMap::new();
    for (one, other) in ties {
        let mut of = |id: &Uuid| {
            *place.entry(*id).or_insert_with(|| {
                groups.push(vec![*id]);
                groups.len() - 1
            })
        };
        let (a, b) = (of(one), of(other));
        let (first, later) = (a.min(b), a.max(b));
        if first == later || groups[first].len() + groups[later].len() > most {
            continue;
        }
        let moved = std::mem::take(&mut groups[later]);
        for id in &moved {
            place.insert(*id, first);
        }
        groups[first].extend(moved);
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

fn proposed(ties: &[(Uuid, Uuid)], objections: &[Objection]) -> Vec<Uuid> {
    let contradict = |one: Uuid, other: Uuid| {
        let mut objections = objections.iter();
        objections.any(|said| [(one, other), (other, one)].contains(&(said.one, said.other)))
    };
    let first = ties.iter().find(|(one, other)| !contradict(*one, *other));
    let Some((one, other)) = first else {
        return Vec::new();
    };
    let mut chosen = vec![*one, *other];
    let fits = |chosen: &[Uuid], id: Uuid| chosen.iter().all(|one| !contradict(*one, id));
    loop {
        let next = ties.iter().find_map(|(one, other)| {
            match (chosen.contains(one), chosen.contains(other)) {
                (true, false) => Some(*other),
                (false, true) => Some(*one),
                _ => None,
            }
            .filter(|id| fits(&chosen, *id))
        });
        match next {
            Some(next) => chosen.push(next),
            None => break,
        }
    }
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    type Ties = [(u128, u128)];

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn ties(pairs: &[(u128, u128)]) -> Vec<(Uuid, Uuid)> {
        pairs
            .iter()
            .map(|(one, other)| (id(*one), id(*other)))
            .collect()
    }

    #[test]
    fn what_hangs_together_is_one_group() {
        let cases: [(&Ties, usize, &[&[u128]]); 6] = [
            (&[], 8, &[]),
            (&[(1, 2)], 8, &[&[1, 2]]),
            (&[(5, 6), (1, 2), (2, 3)], 8, &[&[5, 6], &[1, 2, 3]]),
            (&[(3, 4), (1, 2), (2, 3)], 8, &[&[1, 2, 3, 4]]),
            (&[(3, 4), (1, 2), (2, 3)], 3, &[&[3, 4], &[1, 2]]),
            (&[(1, 2), (2, 3), (3, 4), (4, 1)], 3, &[&[1, 2, 3]]),
        ];
        for (pairs, most, expected) in cases {
            let expected: Vec<Vec<Uuid>> = expected
                .iter()
                .map(|group| group.iter().map(|number| id(*number)).collect())
                .collect();
            assert_eq!(together(&ties(pairs), most), expected, "{pairs:?}");
        }
    }

    #[test]
    fn nobody_is_proposed_who_contradicts_another() {
        let cases: [(&Ties, &Ties, &[u128]); 7] = [
            (&[(1, 2)], &[], &[1, 2]),
            (&[(1, 2), (2, 3)], &[], &[1, 2, 3]),
            (&[(1, 2), (2, 3)], &[(1, 3)], &[1, 2]),
            (&[(2, 3), (1, 2)], &[(3, 1)], &[2, 3]),
            (&[(1, 2), (2, 3), (3, 4)], &[(1, 3)], &[1, 2]),
            (&[(1, 2)], &[(1, 2)], &[]),
            (&[(1, 2), (2, 3)], &[(1, 2)], &[2, 3]),
        ];
        for (pairs, against, expected) in cases {
            let objections: Vec<Objection> = ties(against)
                .into_iter()
                .map(|(one, other)| Objection {
                    one,
                    other,
                    reason: "",
                })
                .collect();
            let expected: Vec<Uuid> = expected.iter().map(|number| id(*number)).collect();
            assert_eq!(
                proposed(&ties(pairs), &objections),
                expected,
                "{pairs:?} {against:?}"
            );
        }
    }
}
