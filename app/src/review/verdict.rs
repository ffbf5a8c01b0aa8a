//! What is done with the pairs that were found: who is joined without a question, and whom a
//! person is asked about. Those who hang together are one person only if no two of them
//! contradict each other; else nobody of them is joined.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::{apart::Said, crowd::Found};

/// Who hang together in greater number are looked at by a person.
const LARGEST: usize = 24;

pub(super) fn in_order(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    (one.min(other), one.max(other))
}

/// Contacts that are one person: the one that was here first, and of each other one the
/// pair that says most.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub kept: Uuid,
    pub joined: Vec<(Uuid, Found)>,
}

impl Person {
    pub(super) fn members(&self) -> Vec<Uuid> {
        let joined = self.joined.iter().map(|(id, _)| *id);
        std::iter::once(self.kept).chain(joined).collect()
    }

    /// That of its least certain join.
    pub(super) fn probability(&self) -> f64 {
        let all = self.joined.iter().map(|(_, pair)| pair.probability);
        all.fold(1.0, f64::min)
    }
}

#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub join: Vec<Person>,
    pub review: Vec<Found>,
}

impl Verdict {
    /// `from`: the probability from which on nobody is asked, if there is one. What people said
    /// goes before it.
    pub(super) fn of(
        found: Vec<Found>,
        from: Option<f64>,
        said: &Said,
        contradict: impl Fn(Uuid, Uuid) -> bool,
    ) -> Self {
        let is_open = |pair: &Found| !said.is_apart(pair.one, pair.other);
        let found: Vec<Found> = found.into_iter().filter(is_open).collect();
        let is_sure = |pair: &&Found| from.is_some_and(|from| pair.probability >= from);
        let may_be_one = |members: &[Uuid]| {
            members.len() <= LARGEST
                && couples(members)
                    .all(|(one, other)| said.is_free(one, other) && !contradict(one, other))
        };
        let groups: Vec<Vec<Uuid>> = together(found.iter().filter(is_sure))
            .into_iter()
            .filter(|members| may_be_one(members))
            .collect();
        let group_of: HashMap<Uuid, usize> = groups
            .iter()
            .enumerate()
            .flat_map(|(place, members)| members.iter().map(move |id| (*id, place)))
            .collect();
        let is_within = |pair: &Found| {
            let place = group_of.get(&pair.one);
            place.is_some() && place == group_of.get(&pair.other)
        };
        let (within, review): (Vec<Found>, Vec<Found>) = found.into_iter().partition(is_within);
        let mut join: Vec<Person> = groups
            .iter()
            .map(|members| person(members, &within))
            .collect();
        join.sort_by(|one, other| {
            let by_chance = other.probability().total_cmp(&one.probability());
            by_chance.then(one.kept.cmp(&other.kept))
        });
        Self { join, review }
    }
}

fn couples(members: &[Uuid]) -> impl Iterator<Item = (Uuid, Uuid)> {
    let pairs = members.iter().enumerate();
    pairs.flat_map(|(at, one)| members[at + 1..].iter().map(|other| (*one, *other)))
}

/// Those whom these pairs connect, each group in the order of its ids.
fn together<'a>(pairs: impl Iterator<Item = &'a Found>) -> Vec<Vec<Uuid>> {
    let mut first: BTreeMap<Uuid, Uuid> = BTreeMap::new();
    for pair in pairs {
        let (one, other) = (leader(&first, pair.one), leader(&first, pair.other));
        let (low, high) = in_order(one, other);
        first.insert(high, low);
        first.entry(low).or_insert(low);
    }
    let mut groups: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for id in first.keys() {
        groups.entry(leader(&first, *id)).or_default().push(*id);
    }
    groups.into_values().collect()
}

fn leader(first: &BTreeMap<Uuid, Uuid>, mut id: Uuid) -> Uuid {
    while let Some(next) = first.get(&id).filter(|next| **next != id) {
        id = *next;
    }
    id
}

/// Ids rise with time: the lowest one was here first.
fn person(members: &[Uuid], within: &[Found]) -> Person {
    let kept = members.iter().min().copied().unwrap_or_default();
    let best = |id: Uuid| {
        let of_both = |pair: &&Found| pair.one == id || pair.other == id;
        let with_kept = |pair: &Found| (pair.one == kept || pair.other == kept, pair.probability);
        within.iter().filter(of_both).max_by(|one, other| {
            let (one, other) = (with_kept(one), with_kept(other));
            one.0.cmp(&other.0).then(one.1.total_cmp(&other.1))
        })
    };
    let others = members.iter().filter(|id| **id != kept);
    let joined = others.filter_map(|id| Some((*id, best(*id)?.clone())));
    Person {
        kept,
        joined: joined.collect(),
    }
}
