//! Two days, as `yyyymmdd` with zeros for what is not said.

use crate::level::Level;
use crate::lexicon::Value;
use crate::text::is_one_edit;

/// Equal; equal as far as both are said; day and month exchanged or a digit wrong; two of three
/// parts equal; different.
pub(super) fn day(one: Value, other: Value) -> Level {
    let (a, b) = (one.text, other.text);
    if a == b {
        return Level::Exact;
    }
    let (Some(x), Some(y)) = (parts(a), parts(b)) else {
        return if is_one_edit(a, b) {
            Level::Typo
        } else {
            Level::Contradicting
        };
    };
    let pairs = || x.iter().zip(&y);
    let equal = pairs().filter(|(p, q)| p == q && !is_blank(p)).count();
    let open = pairs().filter(|(p, q)| is_blank(p) || is_blank(q)).count();
    match (equal, open) {
        (0, 3) => Level::Missing,
        _ if open > 0 && equal + open == 3 => Level::Subset,
        _ if open > 0 => Level::Contradicting,
        (1, _) if x[0] == y[0] && x[1] == y[2] && x[2] == y[1] => Level::Reordered,
        _ if is_one_edit(a, b) => Level::Typo,
        (2, _) => Level::Similar,
        _ => Level::Contradicting,
    }
}

fn parts(day: &str) -> Option<[&str; 3]> {
    if day.len() != 8 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some([&day[..4], &day[4..6], &day[6..]])
}

fn is_blank(part: &str) -> bool {
    part.bytes().all(|byte| byte == b'0')
}
