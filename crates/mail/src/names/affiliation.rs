//! The company that a display name carries beside the name: `Jane Doe | Acme`.

use super::given::is_given_name;
use super::words;
use crate::header::fold_spaces;
use crate::signature::{EAST_ASIAN_FORMS, title};

/// Marks that divide a name from what the person belongs to.
const MARKS: [&str; 32] = [
    " via ",
    " on behalf of ",
    " im auftrag von ",
    " im auftrag der ",
    " im namen von ",
    " au nom de ",
    " en nombre de ",
    " em nome de ",
    " per conto di ",
    " namens ",
    " w imieniu ",
    " | ",
    " - ",
    " – ",
    " — ",
    " @ ",
    " @",
    " at ",
    " from ",
    " of ",
    " bei ",
    " von der ",
    " chez ",
    " über ",
    " • ",
    " · ",
    " / ",
    " // ",
    " :: ",
    ": ",
    "; ",
    "｜",
];

/// The name and what it is said to belong to.
pub(super) fn split(text: &str) -> (&str, Option<&str>) {
    let mut name = text;
    let mut rest = None;
    for mark in MARKS {
        let is_word = mark.contains(|letter: char| letter.is_ascii_alphabetic()) && mark != " via ";
        let may_end = |at: &usize| {
            *at > 0 && (!is_word || name[..*at].contains(' ') || is_given_name(&name[..*at]))
        };
        if let Some(at) = find_lower(name, mark).filter(may_end) {
            let behind = name[at + mark.len()..].trim();
            if is_double_family(mark, behind) {
                continue;
            }
            name = &name[..at];
            if is_company_first(name, behind) {
                return (behind, Some(name));
            }
            rest = (mark != " via ").then_some(behind);
        }
    }
    if let Some((before, behind)) = name.split_once('|') {
        return (before.trim_end(), Some(behind.trim()));
    }
    if let Some((before, behind)) = directory_path(name) {
        return (before, Some(behind));
    }
    (name, rest)
}

/// `de Boer - Visser, Ingrid`.
fn is_double_family(mark: &str, behind: &str) -> bool {
    let given = behind.split_once(", ").map(|(_, given)| given);
    mark == " - " && given.is_some_and(is_given_name)
}

/// `Acme GmbH - Jane Doe`.
fn is_company_first(before: &str, behind: &str) -> bool {
    let is_company = |text: &str| text.split(' ').any(words::is_company_word);
    is_company(before)
        && !is_company(behind)
        && behind.contains(' ')
        && behind.split(' ').next().is_some_and(is_given_name)
}

/// `Jane Doe/Berlin/Acme`, as Notes writes names.
fn directory_path(text: &str) -> Option<(&str, &str)> {
    let (name, path) = text.split_once('/')?;
    let last = path.rsplit('/').next()?;
    let is_name = name.contains(' ') && name.split(' ').all(|word| word.len() > 1);
    (is_name && path.contains('/') && !last.is_empty()).then_some((name, last))
}

fn find_lower(text: &str, mark: &str) -> Option<usize> {
    text.as_bytes()
        .windows(mark.len())
        .position(|window| window.eq_ignore_ascii_case(mark.as_bytes()))
        .filter(|at| text.is_char_boundary(*at) && text.is_char_boundary(at + mark.len()))
}

/// The company in a display name: behind a mark, in brackets, or behind a comma with its legal
/// form. `is_company` says what reads as one.
pub(crate) fn company(display: &str, is_company: impl Fn(&str) -> bool) -> Option<String> {
    let text = display.trim_matches(|letter: char| "\"'“”„ ".contains(letter));
    let bracket = text
        .find(['(', '[', '（'])
        .and_then(|at| text[at..].find([')', ']', '）']).map(|end| (at, at + end)))
        .and_then(|(at, end)| text.get(at..end))
        .map(|inside| inside.trim_start_matches(['(', '[', '（']));
    let behind = split(text).1.map(|rest| rest.trim_matches(['(', ')']));
    let comma = text.split_once(", ").map(|(_, rest)| rest);
    let before = east_asian_company(text);
    [bracket, behind, comma, before]
        .into_iter()
        .flatten()
        .flat_map(|part| std::iter::once(part).chain(after_preposition(part)))
        .map(str::trim)
        .find(|part| {
            is_company(part)
                && !title::is_title(part)
                && !part.split(' ').any(words::is_role_word)
                && !words::is_credential(part)
        })
        .map(fold_spaces)
}

/// `CEO at Acme` names Acme.
fn after_preposition(text: &str) -> Option<&str> {
    [" at ", " @ ", " bei ", " chez ", ", "]
        .iter()
        .find_map(|mark| text.split_once(mark))
        .map(|(_, rest)| rest)
}

/// `株式会社アクメ 山田太郎` begins with the company.
fn east_asian_company(text: &str) -> Option<&str> {
    let (first, _) = text.split_once([' ', '\u{3000}'])?;
    is_east_asian_company(first).then_some(first)
}

pub(super) fn is_east_asian_company(text: &str) -> bool {
    text.contains("法人") || EAST_ASIAN_FORMS.iter().any(|form| text.contains(form))
}
