//! What is done with pairs, without a database.

use serde_json::json;
use uuid::Uuid;

use crate::review::{apart::Said, crowd::Found, verdict::Verdict};

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn found(pairs: &[(u128, u128, f64)]) -> Vec<Found> {
    let pairs = pairs.iter().map(|(one, other, probability)| Found {
        one: id(*one),
        other: id(*other),
        probability: *probability,
        evidence: json!([]),
    });
    pairs.collect()
}

/// Who is joined, and which pairs wait.
fn verdict(
    pairs: &[(u128, u128, f64)],
    from: Option<f64>,
    apart: &[(u128, u128)],
    against: &[(u128, u128)],
) -> (Vec<Vec<u128>>, Vec<(u128, u128)>) {
    let said = Said {
        apart: apart.iter().map(|(a, b)| (id(*a), id(*b))).collect(),
        ..Said::default()
    };
    verdict_on(pairs, from, &said, against)
}

fn verdict_on(
    pairs: &[(u128, u128, f64)],
    from: Option<f64>,
    said: &Said,
    against: &[(u128, u128)],
) -> (Vec<Vec<u128>>, Vec<(u128, u128)>) {
    let contradict = |one: Uuid, other: Uuid| {
        let pair = (one.as_u128(), other.as_u128());
        against.contains(&pair) || against.contains(&(pair.1, pair.0))
    };
    let verdict = Verdict::of(found(pairs), from, said, contradict);
    let join = verdict.join.iter().map(|person| {
        let members = person.members();
        members.iter().map(Uuid::as_u128).collect()
    });
    let review = verdict.review.iter();
    let review = review.map(|pair| (pair.one.as_u128(), pair.other.as_u128()));
    (join.collect(), review.collect())
}

#[test]
fn the_certain_are_joined_and_the_doubtful_wait() {
    let pairs = [(1, 2, 0.95), (3, 4, 0.94), (5, 6, 0.999)];
    assert_eq!(
        verdict(&pairs, Some(0.95), &[], &[]),
        (vec![vec![5, 6], vec![1, 2]], vec![(3, 4)])
    );
    assert_eq!(
        verdict(&pairs, None, &[], &[]),
        (vec![], vec![(1, 2), (3, 4), (5, 6)])
    );
}

#[test]
fn who_hangs_together_is_one_and_the_first_is_kept() {
    let pairs = [(2, 9, 0.99), (3, 9, 0.97), (1, 3, 0.96), (1, 4, 0.8)];
    let (join, review) = verdict(&pairs, Some(0.95), &[], &[]);
    assert_eq!(join, [[1, 2, 3, 9]]);
    assert_eq!(review, [(1, 4)]);
}

#[test]
fn an_inner_contradiction_keeps_all_of_them_apart() {
    let pairs = [(1, 2, 0.99), (2, 3, 0.99), (4, 5, 0.99)];
    for (apart, against) in [(&[][..], &[(1, 3)][..]), (&[(1, 3)][..], &[][..])] {
        let (join, review) = verdict(&pairs, Some(0.95), apart, against);
        assert_eq!(join, [[4, 5]]);
        assert_eq!(review, [(1, 2), (2, 3)]);
    }
}

#[test]
fn who_was_rejected_neither_waits_nor_is_joined() {
    let pairs = [(1, 2, 0.99), (3, 4, 0.8)];
    let (join, review) = verdict(&pairs, Some(0.95), &[(1, 2), (3, 4)], &[]);
    assert!(join.is_empty() && review.is_empty());
}

#[test]
fn who_was_answered_about_waits_however_certain() {
    let pairs = [(1, 2, 0.99), (2, 3, 0.99), (4, 5, 0.99)];
    let said = Said {
        by_hand: [(id(1), id(3))].into(),
        ..Said::default()
    };
    let (join, review) = verdict_on(&pairs, Some(0.95), &said, &[]);
    assert_eq!(join, [[4, 5]]);
    assert_eq!(review, [(1, 2), (2, 3)]);
}

#[test]
fn a_crowd_is_looked_at_by_a_person() {
    let chain: Vec<(u128, u128, f64)> = (1..30).map(|n| (n, n + 1, 0.99)).collect();
    let (join, review) = verdict(&chain, Some(0.95), &[], &[]);
    assert_eq!((join.len(), review.len()), (0, 29));
}
