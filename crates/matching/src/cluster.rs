//! Pairs made into people. Pairs are taken from the surest on, and two groups are joined only if
//! no member of one contradicts a member of the other: Julia and Jonas do not become one because
//! both may be J., nor Hans-Peter and Hans-Jürgen because of an H. between them. The weaker link
//! is left out.

use crate::full::{Pair, score};
use crate::guard::{Guard, doubted};
use crate::model::Model;
use crate::table::Table;

/// As many members of each group are asked: those whom the order of what they say puts first.
const WITNESSES: usize = 8;

/// Groups up to this size are completed with the pairs that no block brought together.
const COMPLETED: usize = 24;

/// For each record the lowest number of those that are the same person; its own where it is alone.
pub fn clusters(table: &Table, model: &Model, pairs: &[Pair]) -> Vec<u32> {
    let mut lowest: Vec<u32> = (0..table.len()).collect();
    for group in Groups::of(table, model, pairs).groups {
        let first = group.members.iter().min().copied().unwrap_or(0);
        for member in group.members {
            lowest[member as usize] = first;
        }
    }
    lowest
}

/// How many pairs reach the threshold and are two people all the same, since others of their
/// groups contradict each other.
pub fn left_apart(people: &[u32], pairs: &[Pair]) -> usize {
    let of = |record: u32| people.get(record as usize);
    let is_apart = |pair: &&Pair| of(pair.one) != of(pair.other);
    pairs.iter().filter(is_apart).count()
}

/// Pairs within a group that reach the threshold although no block brought them together, or
/// only through a third record: who is b, and b is c, is c, if nothing contradicts it.
pub(crate) fn missing_pairs(
    table: &Table,
    model: &Model,
    pairs: &[Pair],
    border: Option<u32>,
    threshold: f64,
) -> Vec<Pair> {
    let groups = Groups::of(table, model, pairs);
    let known = |one: u32, other: u32| {
        let wanted = (one.min(other), one.max(other));
        let at = pairs.binary_search_by_key(&wanted, |pair| (pair.one, pair.other));
        at.ok()
            .and_then(|at| pairs.get(at))
            .map(|pair| pair.probability)
    };
    let mut found = vec![];
    let members = groups.groups.iter().map(|group| &group.members);
    for members in members.filter(|members| (3..=COMPLETED).contains(&members.len())) {
        for (one, other) in couples(members, border) {
            if known(one, other).is_none() {
                let mut pair = score(table, model, one, other, 0.0);
                pair.iter_mut()
                    .for_each(|pair| through(table, model, pair, members, &known));
                found.extend(pair.filter(|pair| pair.probability >= threshold));
            }
        }
    }
    found
}

fn couples(members: &[u32], border: Option<u32>) -> impl Iterator<Item = (u32, u32)> {
    let mut members = members.to_vec();
    members.sort_unstable();
    let all: Vec<(u32, u32)> = members
        .iter()
        .enumerate()
        .flat_map(|(at, one)| members[at + 1..].iter().map(|other| (*one, *other)))
        .collect();
    all.into_iter()
        .filter(move |(one, other)| border.is_none_or(|border| *one < border && *other >= border))
}

/// Raises a pair to what its surest way through a third record gives.
fn through(
    table: &Table,
    model: &Model,
    pair: &mut Pair,
    members: &[u32],
    known: &impl Fn(u32, u32) -> Option<f64>,
) {
    let ways = members
        .iter()
        .filter_map(|third| Some(known(pair.one, *third)? * known(*third, pair.other)?));
    let best = ways.fold(0.0, f64::max);
    let is_open = || doubted(table, model, pair.one, pair.other).is_none();
    if best > pair.probability && is_open() {
        pair.probability = best;
    }
}

/// Groups of two or more records, and such as others have left.
struct Groups<'t> {
    table: &'t Table,
    model: &'t Model,
    /// Where the group of each record stands; [`ALONE`] of most
    places: Vec<u32>,
    groups: Vec<Group>,
    /// What the records of each pair say, in rising order
    told: Vec<(u64, u64)>,
}

const ALONE: u32 = u32::MAX;

#[derive(Default)]
struct Group {
    members: Vec<u32>,
    /// What some of them say, and their numbers
    witnesses: Vec<(u64, u32)>,
}

impl<'t> Groups<'t> {
    /// Pairs that are equally sure are taken in the order of what their records say.
    fn of(table: &'t Table, model: &'t Model, pairs: &[Pair]) -> Self {
        let mut groups = Self {
            table,
            model,
            places: vec![ALONE; table.len() as usize],
            groups: vec![],
            told: vec![],
        };
        let said = |pair: &Pair| said(table, pair.one, pair.other);
        groups.told = pairs.iter().map(said).collect();
        groups.told.sort_unstable();
        let mut order: Vec<_> = pairs.iter().map(|pair| (said(pair), pair)).collect();
        order.sort_by(|(said, one), (other_said, other)| {
            let by_chance = other.probability.total_cmp(&one.probability);
            let by_weight = other.weight.total_cmp(&one.weight);
            by_chance.then(by_weight).then(said.cmp(other_said))
        });
        for (_, pair) in order {
            groups.join(pair);
        }
        groups
    }

    fn join(&mut self, pair: &Pair) {
        let (a, b) = (self.place(pair.one), self.place(pair.other));
        let size = |place: usize| self.groups[place].members.len();
        let is_told = size(a) + size(b) == 2 && pair.probability > Guard::CONTRADICTION;
        if a == b || !is_told && self.contradict(a, b) {
            return;
        }
        let (large, small) = if size(a) < size(b) { (b, a) } else { (a, b) };
        let moved = std::mem::take(&mut self.groups[small]);
        for member in &moved.members {
            self.places[*member as usize] = large as u32;
        }
        let group = &mut self.groups[large];
        group.members.extend(moved.members);
        group.witnesses.extend(moved.witnesses);
        group.witnesses.sort_unstable();
        group.witnesses.truncate(WITNESSES);
    }

    /// Where the group of a record stands; of one that is alone a new one.
    fn place(&mut self, record: u32) -> usize {
        let place = &mut self.places[record as usize];
        if *place == ALONE {
            *place = self.groups.len() as u32;
            self.groups.push(Group {
                members: vec![record],
                witnesses: vec![(self.table.content(record), record)],
            });
        }
        *place as usize
    }

    fn contradict(&self, one: usize, other: usize) -> bool {
        let others = &self.groups[other].witnesses;
        let mut pairs = self.groups[one]
            .witnesses
            .iter()
            .flat_map(|(_, a)| others.iter().map(move |(_, b)| (*a, *b)));
        pairs.any(|(a, b)| {
            doubted(self.table, self.model, a, b)
                .is_some_and(|guard| guard.is_contradiction() || !self.is_told(a, b))
        })
    }

    /// Whether two records that are one only after a question reach the threshold all the same.
    fn is_told(&self, one: u32, other: u32) -> bool {
        let wanted = said(self.table, one, other);
        self.told.binary_search(&wanted).is_ok()
    }
}

/// What two records say, in an order of its own.
fn said(table: &Table, one: u32, other: u32) -> (u64, u64) {
    let (one, other) = (table.content(one), table.content(other));
    (one.min(other), one.max(other))
}
