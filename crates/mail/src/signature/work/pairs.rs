//! A title and an employer in one segment: `CTO at Acme`, `CTO, Acme Inc.`.

use super::{Work, company_text, title_text};
use crate::signature::{company, place, title};

/// Between a title and an employer.
const OPEN: [&str; 10] = [
    " at ",
    " @ ",
    " @",
    "@ ",
    " bei der ",
    " bei ",
    " chez ",
    " presso ",
    " bij ",
    " en ",
];

const PLAIN: [&str; 8] = [", ", " - ", " – ", " — ", " | ", "、", "，", " / "];

/// Also parts of titles and of names of companies.
const WEAK: [&str; 10] = [
    " w ", " в ", " of ", " for ", " de ", " da ", " do ", " di ", " von ", " der ",
];

pub(super) fn work_marks(text: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for mark in OPEN.into_iter().chain(PLAIN).chain(WEAK) {
        found.extend(text.match_indices(mark).map(|(at, _)| (at, mark)));
    }
    found
}

pub(super) fn pair(left: &str, right: &str, mark: &str, domains: &[String]) -> Option<Work> {
    if mark == " at " && right.to_lowercase().starts_with("law") {
        return None;
    }
    let is_open = OPEN.contains(&mark) && mark != " en ";
    let right_strength = company::strength(right, domains);
    let left_strength = company::strength(left, domains);
    let has_title = title::strength(left) > 0;
    let least = match mark {
        _ if WEAK.contains(&mark) || mark == " en " => 2,
        _ if right.contains(' ') => 1,
        _ => 2,
    };
    let is_employer =
        right_strength >= least && (title::strength(right) == 0 || right_strength >= 2);
    let is_marked = is_open && !right.is_empty() && (has_title || mark.contains('@'));
    if (has_title && is_employer || is_marked) && left_strength < 3 && !left.is_empty() {
        let is_aside = mark == ", " && right_strength == 1;
        let strength = if is_aside { 1 } else { right_strength.max(2) };
        return Some((
            Some(title_text(left)),
            Some((company_text(right, domains), strength)),
        ));
    }
    let is_named = mark != ", "
        || company::begins_as_institution(right)
        || company::matches_domain(right, domains) && !right.contains(' ');
    let is_unknown_title = PLAIN.contains(&mark)
        && is_named
        && place::strength(left) == 0
        && right_strength >= 2
        && left_strength == 0
        && left.split(' ').count() <= 4;
    if is_unknown_title {
        return Some((
            Some(title_text(left)),
            Some((company_text(right, domains), right_strength)),
        ));
    }
    let is_turned = PLAIN.contains(&mark)
        && left_strength >= 2
        && title::strength(right) > 0
        && right_strength < 2;
    is_turned.then(|| {
        (
            Some(title_text(right)),
            Some((company_text(left, domains), left_strength)),
        )
    })
}
