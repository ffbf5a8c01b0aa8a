//! What happens to the bytes of a seed. Invariant: a changed seed stays within a few times
//! its size.

use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Debug, Clone)]
pub(crate) enum Change {
    Set(Index, u8),
    Cut(Index, Index),
    Copy(Index, Index),
    Insert(Index, Vec<u8>),
}

/// At most so many bytes are cut at once.
const LONGEST_CUT: usize = 40;
/// Longer ones are not copied from.
const LARGE: usize = 20_000;

pub(crate) fn any_change() -> impl Strategy<Value = Change> {
    let place = any::<Index>;
    prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (place(), place()).prop_map(|(from, to)| Change::Cut(from, to)),
        (place(), place()).prop_map(|(from, to)| Change::Copy(from, to)),
        (place(), proptest::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
    ]
}

pub(crate) fn mutated(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        apply(&mut bytes, change);
    }
    bytes
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let length = bytes.len();
    let place = |index: &Index| index.index(length + 1);
    let range = |from: &Index, to: &Index| {
        let (from, to) = (place(from), place(to));
        from.min(to)..from.max(to)
    };
    match change {
        Change::Set(at, byte) => {
            if let Some(old) = bytes.get_mut(place(at)) {
                *old = *byte;
            }
        }
        Change::Cut(from, to) => {
            let cut = range(from, to);
            bytes.drain(cut.start..cut.end.min(cut.start + LONGEST_CUT));
        }
        Change::Copy(from, to) if length < LARGE => bytes.extend_from_within(range(from, to)),
        Change::Copy(..) => {}
        Change::Insert(at, new) => {
            let at = place(at);
            bytes.splice(at..at, new.iter().copied());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest! {
        #[test]
        fn any_change_fits_any_bytes(bytes: Vec<u8>, changes in proptest::collection::vec(any_change(), 0..12)) {
            let limit = (bytes.len() + 100) << changes.len();
            prop_assert!(mutated(bytes, &changes).len() < limit);
        }
    }
}
