//! The work on many records, shared out to several hands so that nobody is made twice.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    candidate::{Candidate, Mark},
    owners::owners,
};
use crate::{context::Scope, error::Result};

/// How many records are worth a second connection.
const WORTH_SHARING: usize = 500;

/// What one hand resolves.
#[derive(Default)]
pub struct Share(Vec<Candidate>);

impl Share {
    pub(super) fn into_candidates(self) -> Vec<Candidate> {
        self.0
    }
}

/// By what those are known who are being resolved: they may be here by the time their share
/// is begun.
#[derive(Default)]
pub struct Coming(HashSet<Mark>);

/// Shares the work on these records out to so many hands, while those before them are
/// resolved. Who may be the same person is in one share; few records are not shared out.
pub async fn shares(
    scope: &mut Scope,
    candidates: Vec<Candidate>,
    hands: usize,
    before: &Coming,
) -> Result<(Vec<Share>, Coming)> {
    let coming = Coming(candidates.iter().flat_map(own_marks).collect());
    if candidates.len() < WORTH_SHARING {
        return Ok((vec![Share(candidates)], coming));
    }
    let owners = owners(scope, &candidates).await?;
    let is_known = |mark: &Mark| owners.contains_key(mark) || before.0.contains(mark);
    Ok((shared_out(candidates, is_known, hands), coming))
}

/// Records that have a mark in common, with each other or with who is here, are all in the
/// first share, and so are those who are known by name, with all who are called so.
fn shared_out(
    candidates: Vec<Candidate>,
    is_known: impl Fn(&Mark) -> bool,
    hands: usize,
) -> Vec<Share> {
    let mut marked: HashMap<Mark, usize> = HashMap::new();
    for mark in candidates.iter().flat_map(own_marks) {
        *marked.entry(mark).or_default() += 1;
    }
    let by_name = candidates.iter().filter(|one| one.is_known_by_name());
    let names: BTreeSet<String> = by_name.map(|one| one.name.clone()).collect();
    let share = candidates.len().div_ceil(hands).max(1);
    let (mut first, mut free): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|candidate| {
        if names.contains(&candidate.name) {
            return true;
        }
        let marks = own_marks(candidate);
        let mut marks = marks.iter();
        marks.any(|mark| marked[mark] > 1 || is_known(mark))
    });
    let rest = free.split_off(free.len().min(share.saturating_sub(first.len())));
    first.append(&mut free);
    let mut shares = vec![Share(first)];
    for (at, candidate) in rest.into_iter().enumerate() {
        if at % share == 0 {
            shares.push(Share::default());
        }
        if let Some(last) = shares.last_mut() {
            last.0.push(candidate);
        }
    }
    shares
}

fn own_marks(candidate: &Candidate) -> BTreeSet<Mark> {
    candidate.marks().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::{ids, testing::now};

    fn candidate(email: &str, phone: &str) -> Candidate {
        Candidate {
            record: ids::new(now()),
            fields: json!({ "emails": [{ "value": email }], "phones": [{ "value": phone }] }),
            name: String::new(),
            origin: "csv".to_owned(),
            is_listed: true,
            evidence: json!({}),
            said_at: now(),
        }
    }

    fn is_ninth(mark: &Mark) -> bool {
        mark.value == "9@kith.example"
    }

    #[test]
    fn who_has_a_mark_in_common_is_in_one_share() {
        let candidates: Vec<_> = (0..20)
            .map(|n| candidate(&format!("{n}@kith.example"), &format!("+4930{}", n % 17)))
            .collect();
        let records: Vec<Uuid> = candidates.iter().map(|one| one.record).collect();
        let shares = shared_out(candidates, is_ninth, 2);
        let sizes: Vec<usize> = shares.iter().map(|share| share.0.len()).collect();
        assert_eq!(sizes, [10, 10]);
        for n in [0, 1, 2, 9, 17, 18, 19] {
            assert!(
                shares[0].0.iter().any(|one| one.record == records[n]),
                "{n}"
            );
        }
    }

    #[test]
    fn where_all_have_a_mark_in_common_there_is_one_share() {
        let candidates: Vec<_> = (0..3).map(|_| candidate("a@kith.example", "")).collect();
        assert_eq!(shared_out(candidates, is_ninth, 2).len(), 1);
    }
}
