//! From what was seen to a short list: the likeliest owner, and which other addresses
//! could be theirs as well. A correspondent is in messages that the owner is in too; a
//! second address of the owner stands where the first one does not.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use mail::domains::is_role_address;

use super::{Seen, Survey};
use crate::imports::types::ProposedAddress;

const PROPOSED: usize = 6;
/// What a program writes to one address says more than a message among people.
const AUTOMATED_WEIGHT: i32 = 3;

impl Survey {
    /// The likeliest first; the member's own are always among them where they occur.
    pub fn proposals(&self, own: &[String]) -> Vec<ProposedAddress> {
        let is_told = self.seen.values().any(|seen| evidence(&seen.found) > 0);
        let mut chosen = if is_told {
            self.told()
        } else {
            self.likely(own)
        };
        self.add_uncovered(&mut chosen);
        chosen.truncate(PROPOSED);
        let mine = self.seen.values().filter(|seen| {
            own.contains(&seen.found.address)
                && !chosen
                    .iter()
                    .any(|other| other.found.address == seen.found.address)
        });
        let mine: Vec<&Seen> = mine.collect();
        chosen.extend(mine);
        chosen.into_iter().map(|seen| seen.found.clone()).collect()
    }

    /// Those of whom a folder or a delivery speaks.
    fn told(&self) -> Vec<&Seen> {
        let mut found: Vec<&Seen> = self.seen.values().collect();
        found.sort_by_key(|seen| Reverse((evidence(&seen.found), seen.found.present)));
        let best = found.first().map_or(0, |best| evidence(&best.found));
        found.retain(|seen| {
            let evidence = evidence(&seen.found);
            evidence > 0 && evidence * 10 >= best
        });
        found
    }

    /// Where nothing says it outright: who takes part in most, and who comes close, unless
    /// the member does.
    fn likely(&self, own: &[String]) -> Vec<&Seen> {
        let eligible = self.seen.values().filter(|seen| self.may_own(seen));
        let mut found: Vec<&Seen> = eligible.collect();
        found.sort_by_key(|seen| Reverse((likelihood(&seen.found), seen.received)));
        let Some(best) = found.first().map(|best| &best.found) else {
            return found;
        };
        let (most, is_sure) = (likelihood(best), best.automated > 0);
        let is_mine =
            |seen: &&Seen| own.contains(&seen.found.address) && likelihood(&seen.found) * 2 >= most;
        if found.iter().any(is_mine) {
            found.retain(is_mine);
            return found;
        }
        found.retain(|seen| {
            let comes_close = likelihood(&seen.found) * 5 >= most * 4;
            comes_close && (!is_sure || seen.found.automated > 0)
        });
        found
    }

    /// Not who only writes; an office only where the mailbox is about it.
    fn may_own(&self, seen: &Seen) -> bool {
        if is_role_address(&seen.found.address) {
            return whole(seen.found.present) * 2 >= self.circles.len()
                && seen.found.present > 0
                && seen.wrote + seen.received > 1;
        }
        seen.found.automated > 0 || seen.received > 0 || self.wrote_all(seen)
    }

    /// What was sent to several people, without a folder that says so.
    fn wrote_all(&self, seen: &Seen) -> bool {
        let all = self.circles.len();
        let most_others = self.seen.values();
        let most_others = most_others
            .filter(|other| other.found.address != seen.found.address)
            .map(|other| whole(other.found.present))
            .max();
        whole(seen.wrote) * 10 >= all * 9 && most_others.is_some_and(|most| most * 2 <= all)
    }

    /// Adds who stands in for the owner in at least half of the messages that name none
    /// of those chosen, where these are a tenth of all.
    fn add_uncovered<'a>(&'a self, chosen: &mut Vec<&'a Seen>) {
        if chosen.is_empty() {
            return;
        }
        loop {
            let names: BTreeSet<&str> = chosen
                .iter()
                .map(|seen| seen.found.address.as_str())
                .collect();
            let uncovered = self
                .circles
                .iter()
                .filter(|circle| !circle.iter().any(|email| names.contains(email.as_str())));
            let (mut total, mut counts) = (0, BTreeMap::<&str, usize>::new());
            for circle in uncovered {
                total += 1;
                for email in circle {
                    *counts.entry(email).or_default() += 1;
                }
            }
            let next = self
                .seen
                .values()
                .filter(|seen| !is_role_address(&seen.found.address) && seen.received > 0)
                .filter_map(|seen| Some((counts.get(seen.found.address.as_str())?, seen)))
                .max_by_key(|(count, seen)| (**count, seen.received));
            match next {
                Some((count, seen))
                    if *count >= 2 && count * 2 >= total && count * 10 >= self.circles.len() =>
                {
                    chosen.push(seen);
                }
                _ => return,
            }
        }
    }
}

/// Whether one of these addresses owns the mailbox so clearly that nobody needs to be
/// asked: it has at least half of what the likeliest has.
pub fn is_clear(proposals: &[ProposedAddress], own: &[String]) -> bool {
    let Some(best) = proposals.first() else {
        return true;
    };
    let weigh = if evidence(best) > 0 {
        evidence
    } else {
        likelihood
    };
    proposals
        .iter()
        .filter(|found| own.contains(&found.address))
        .any(|found| weigh(found) * 2 >= weigh(best))
}

/// Whether the first stands out so clearly that it is ticked before anybody looks: a folder, a
/// delivery or a program names it, and none of the others half as often.
pub fn is_certain(proposals: &[ProposedAddress]) -> bool {
    let Some((best, others)) = proposals.split_first() else {
        return false;
    };
    let is_told = evidence(best) > 0;
    let weigh = if is_told { evidence } else { likelihood };
    let is_named = is_told || best.automated > 0;
    is_named && others.iter().all(|other| weigh(other) * 2 < weigh(best))
}

fn evidence(found: &ProposedAddress) -> i32 {
    found.sent + found.delivered
}

fn likelihood(found: &ProposedAddress) -> i32 {
    found.present + AUTOMATED_WEIGHT * found.automated
}

fn whole(number: i32) -> usize {
    usize::try_from(number).unwrap_or_default()
}
