//! Which companies are compared: those that share a page, a name or a domain without spaces,
//! a name but for one letter, or a name but for one word.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::known::Known;
use crate::lexicon::hash_of;

/// Two to be compared, and how many companies have the name of the one with a word more.
pub(super) struct Couple {
    pub one: usize,
    pub other: usize,
    pub family: usize,
}

/// Those who share a key are compared all with all up to this number, beyond it with those
/// that follow in the list.
const LARGEST: usize = 30;
pub(super) const FOLLOWING: usize = 8;

type Blocks = HashMap<u64, Vec<usize>, FxBuildHasher>;

pub(super) fn couples(known: &[Known]) -> Vec<Couple> {
    let mut blocks = Blocks::default();
    let mut whole = Blocks::default();
    let mut longer = Blocks::default();
    for (place, company) in known.iter().enumerate() {
        let mut keys = vec![];
        shared_keys(company, &mut keys);
        enter(&mut blocks, place, keys);
        let names = company.names.iter();
        enter(
            &mut whole,
            place,
            names.clone().map(|name| hash_of(&name.words)).collect(),
        );
        enter(
            &mut longer,
            place,
            names.flat_map(|name| one_left_out(&name.words)).collect(),
        );
    }
    let mut found: HashMap<(usize, usize), usize, FxBuildHasher> = HashMap::default();
    for block in blocks.values() {
        for (at, one) in block.iter().enumerate() {
            let reach = if block.len() > LARGEST {
                FOLLOWING
            } else {
                LARGEST
            };
            for other in block[at + 1..].iter().take(reach) {
                found.entry((*one, *other)).or_default();
            }
        }
    }
    for (key, short) in &whole {
        let Some(family) = longer.get(key) else {
            continue;
        };
        for one in short.iter().take(LARGEST) {
            for other in family.iter().take(LARGEST).filter(|other| *other != one) {
                let couple = (*one.min(other), *one.max(other));
                let known = found.entry(couple).or_default();
                *known = family.len().max(*known);
            }
        }
    }
    let mut couples: Vec<Couple> = found
        .into_iter()
        .map(|((one, other), family)| Couple { one, other, family })
        .collect();
    couples.sort_unstable_by_key(|couple| (couple.one, couple.other));
    couples
}

fn enter(blocks: &mut Blocks, place: usize, mut keys: Vec<u64>) {
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        blocks.entry(key).or_default().push(place);
    }
}

fn shared_keys(company: &Known, keys: &mut Vec<u64>) {
    keys.extend(company.pages.iter().map(|page| hash_of(&("page", page))));
    keys.extend(company.domains.iter().map(|domain| hash_of(&domain.label)));
    for name in &company.names {
        keys.push(hash_of(&name.joined));
        keys.push(hash_of(&name.spelled));
        // Two names that differ by one letter have one in common when a letter is left out
        // of the one, the other, or both.
        for at in 0..name.joined.len() {
            let (before, after) = (&name.joined[..at], &name.joined[at + 1..]);
            keys.push(hash_of(&[before, after].concat()));
        }
    }
}

fn one_left_out(words: &[String]) -> Vec<u64> {
    if words.len() < 2 {
        return vec![];
    }
    let without = |left_out: usize| {
        let words = words.iter().enumerate().filter(|(at, _)| *at != left_out);
        hash_of(&words.map(|(_, word)| word.clone()).collect::<Vec<String>>())
    };
    (0..words.len()).map(without).collect()
}
