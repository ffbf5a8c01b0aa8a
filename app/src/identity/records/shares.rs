//! The work on many records, shared out to several hands so that nobody is made twice.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::{Candidate, Mark, Owner, candidates, owners};
use crate::{context::Scope, error::Result};

/// How many records are worth a second connection.
const WORTH_SHARING: usize = 500;

/// Shares the work on these records of an import out to so many hands. Who may be the same
/// person is in one share; few records are not shared out.
pub async fn shares(scope: &mut Scope, unlinked: &[Uuid], hands: usize) -> Result<Vec<Vec<Uuid>>> {
    if unlinked.len() < WORTH_SHARING {
        return Ok(vec![unlinked.to_vec()]);
    }
    let candidates = candidates(scope, unlinked).await?;
    let owners = owners(scope, &candidates).await?;
    Ok(shared_out(&candidates, &owners, hands))
}

/// Records that have a mark in common, with each other or with who is here, are all in the
/// first share, and so are those who are known by name, with all who are called so.
fn shared_out(
    candidates: &[Candidate],
    owners: &HashMap<Mark, Vec<Owner>>,
    hands: usize,
) -> Vec<Vec<Uuid>> {
    let mut marked: HashMap<Mark, usize> = HashMap::new();
    for mark in candidates.iter().flat_map(own_marks) {
        *marked.entry(mark).or_default() += 1;
    }
    let by_name = candidates.iter().filter(|one| one.is_known_by_name());
    let names: BTreeSet<&str> = by_name.map(|one| one.name.as_str()).collect();
    let (bound, free): (Vec<_>, Vec<_>) = candidates.iter().partition(|candidate| {
        if names.contains(candidate.name.as_str()) {
            return true;
        }
        let marks = own_marks(candidate);
        let mut marks = marks.iter();
        marks.any(|mark| marked[mark] > 1 || owners.contains_key(mark))
    });
    let share = candidates.len().div_ceil(hands).max(1);
    let (first, rest) = free.split_at(free.len().min(share.saturating_sub(bound.len())));
    let first: Vec<Uuid> = bound.iter().chain(first).map(|one| one.record).collect();
    let ids_of = |some: &[&Candidate]| some.iter().map(|one| one.record).collect();
    std::iter::once(first)
        .chain(rest.chunks(share).map(ids_of))
        .collect()
}

fn own_marks(candidate: &Candidate) -> BTreeSet<Mark> {
    candidate.marks().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{ids, testing::now};

    fn candidate(email: &str, phone: &str) -> Candidate {
        Candidate {
            record: ids::new(now()),
            fields: json!({ "emails": [{ "value": email }], "phones": [{ "value": phone }] }),
            name: String::new(),
            origin: "csv".to_owned(),
            is_listed: true,
        }
    }

    fn owners() -> HashMap<Mark, Vec<Owner>> {
        let mark = Mark {
            kind: "email",
            value: "9@kith.example".to_owned(),
        };
        HashMap::from([(mark, Vec::new())])
    }

    #[test]
    fn who_has_a_mark_in_common_is_in_one_share() {
        let candidates: Vec<_> = (0..20)
            .map(|n| candidate(&format!("{n}@kith.example"), &format!("+4930{}", n % 17)))
            .collect();
        let shares = shared_out(&candidates, &owners(), 2);
        let sizes: Vec<usize> = shares.iter().map(Vec::len).collect();
        assert_eq!(sizes, [10, 10]);
        for n in [0, 1, 2, 9, 17, 18, 19] {
            assert!(shares[0].contains(&candidates[n].record), "{n}");
        }
    }

    #[test]
    fn where_all_have_a_mark_in_common_there_is_one_share() {
        let candidates: Vec<_> = (0..3).map(|_| candidate("a@kith.example", "")).collect();
        assert_eq!(shared_out(&candidates, &owners(), 2).len(), 1);
    }
}
