//! Which companies of a list are compared: those that share a page, a name or a domain without
//! spaces, a name but for one letter, or a name but for one word.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::keys::Marks;
use super::known::Known;

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
        let marks = Marks::of(company);
        enter(&mut blocks, place, marks.shared);
        enter(&mut whole, place, marks.whole);
        enter(&mut longer, place, marks.left);
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

fn enter(blocks: &mut Blocks, place: usize, keys: Vec<u64>) {
    for key in keys {
        blocks.entry(key).or_default().push(place);
    }
}
