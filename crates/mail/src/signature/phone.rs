//! Telephone numbers in a segment, with their kind and, where the country is known, as E.164.
//! Formats and numbering plans: libphonenumber's metadata through the crate `phonenumber`.

mod country;
mod plan;
mod vanity;

use std::sync::LazyLock;

use regex::Regex;

pub(super) use country::{region_of, resolve};

use super::PhoneKind;
use super::contact::pattern;
use super::label::{self, Label};

/// What stands between a number and its extension.
const EXTENSION_MARK: &str = r",?\s?(?i:x|#|ext\.?|extension|durchwahl|dw|nebenstelle|poste|доб\.?|вн\.?|внутр\.?|wew\.?|int\.?|interno|anexo|ramal|toestel|内線|内线|转|分機|分机)\s?:?\s?";

static RUN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:\+|\(\+?|00)?\d(?:[\d\s()./\-–—]|\(0\)){{4,28}}\d(?:{EXTENSION_MARK}\d{{1,6}})?"
    ))
});
static EXTENSION: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(&format!(r"{EXTENSION_MARK}\d{{1,6}}$")));

/// A number as written, before its country is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) raw: String,
    pub(super) kind: Option<PhoneKind>,
}

pub(super) fn has_number(text: &str) -> bool {
    let mut text = text.to_owned();
    !take(&mut text, None).is_empty()
}

static MARKED: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?:^|[\s|,;·])[TMFPCDGOH][.:]?\s*\(?\+?\d[\d\s().\-/]{6,}"));

/// `OIB 12345678901`, `ORIAS 07001234`: undivided figures behind unknown capitals.
fn is_register_entry(text: &str, start: usize, raw: &str) -> bool {
    let head = text[..start].trim_end_matches([' ', ':', '.', '#']);
    let word = head.rsplit([' ', '\n', '-', '|']).next().unwrap_or("");
    let is_abbreviation =
        (2..=8).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_numero = matches!(
        word.to_lowercase().as_str(),
        "n°" | "nº" | "№" | "no" | "nr"
    );
    let is_belgian = word == "BE" && {
        let groups: Vec<usize> = raw.split('.').map(str::len).collect();
        groups == [4, 3, 3]
    };
    is_belgian || raw.bytes().all(|byte| byte.is_ascii_digit()) && (is_abbreviation || is_numero)
}

/// `T 030 12345-678`: a letter announces a number that could be a postal code.
pub(super) fn is_marked(text: &str) -> bool {
    MARKED
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text))
}

/// Takes the numbers out of `text`; `pending` is a label that stood alone before this segment.
pub(super) fn take(text: &mut String, pending: Option<Label>) -> Vec<Candidate> {
    let Some(pattern) = &*RUN else {
        return Vec::new();
    };
    let mut found: Vec<Candidate> = vanity::take(text);
    let mut from = 0;
    while let Some(run) = pattern.find_at(text, from) {
        let (start, end) = one_number(text, run.start(), run.end());
        let label = label::before(text, start);
        let at_start = text[..start].trim().is_empty();
        let what = label
            .map(|(_, label)| label)
            .or(pending.filter(|_| at_start && found.is_empty()));
        let raw = text[start..end].trim().to_owned();
        if touches_letter(text, start, end) {
            let digits = text[start..]
                .find(|letter: char| !letter.is_ascii_digit())
                .unwrap_or(end - start);
            from = start + digits.max(1);
            continue;
        }
        if !is_number(&raw, what) || what.is_none() && is_register_entry(text, start, &raw) {
            from = end;
            continue;
        }
        let is_any = label.is_some_and(|(at, _)| label::is_any_phone(&text[at..start]));
        let (kind, end) = match kind_of(what).filter(|_| !is_any) {
            Some(kind) => (Some(kind), end),
            None => trailing_kind(text, end)
                .map_or((shared_kind(text, start, &found), end), |(kind, end)| {
                    (Some(kind), end)
                }),
        };
        found.push(Candidate { raw, kind });
        let start = label.map_or(start, |(start, _)| start);
        text.replace_range(start..end, "\n");
        from = start + 1;
    }
    found
}

fn kind_of(label: Option<Label>) -> Option<PhoneKind> {
    match label {
        Some(Label::Phone(kind)) => Some(kind),
        _ => None,
    }
}

/// `Fax: 1, 2`: the second number is of the first's kind.
fn shared_kind(text: &str, start: usize, found: &[Candidate]) -> Option<PhoneKind> {
    let before = text[..start].trim_end_matches([' ', ',', '/', '(', '&']);
    let last = found.last().filter(|_| before.ends_with('\n'))?.kind;
    last.filter(|kind| *kind != PhoneKind::Work)
}

/// `+49 170 1 (mobil)`.
fn trailing_kind(text: &str, end: usize) -> Option<(PhoneKind, usize)> {
    let rest = &text[end..];
    if let Some(found) = trailing_word(rest) {
        return Some((found.0, end + found.1));
    }
    let inside = rest.trim_start().strip_prefix(['(', '['])?;
    let close = inside.find([')', ']'])?;
    let Label::Phone(kind) = label::label(&inside[..close])? else {
        return None;
    };
    let length = rest.len() - inside.len() + close + 1;
    Some((kind, end + length))
}

/// `503-555-0177 mobile`; a label that is followed by a number of its own belongs to that.
fn trailing_word(rest: &str) -> Option<(PhoneKind, usize)> {
    let word = rest.strip_prefix(' ').unwrap_or(rest);
    let length = word
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(word.len());
    let behind = word[length..].trim_start_matches(' ');
    let is_free = behind.is_empty() || behind.starts_with(['\n', '|', ',', '/']);
    let Label::Phone(kind) = label::label(&word[..length])? else {
        return None;
    };
    (word.chars().take(3).all(char::is_alphabetic) && length >= 3 && is_free)
        .then_some((kind, rest.len() - word.len() + length))
}

/// Cuts a run at the second number in it.
fn one_number(text: &str, start: usize, end: usize) -> (usize, usize) {
    let run = &text[start..end];
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let cuts = [" +", "/+", " (+", " / ", "  ", " – ", " — ", " - "];
    let cut = cuts
        .iter()
        .filter_map(|cut| {
            run.match_indices(cut)
                .map(|(at, _)| at)
                .find(|at| digits(&run[..*at]) >= 7 && digits(&run[*at..]) >= 6)
        })
        .min();
    let end = cut.map_or(end, |cut| start + cut);
    let trimmed = text[start..end].trim_end_matches([' ', '.', '-', '/', '(', '–', '—', '\n']);
    (start, start + trimmed.len())
}

fn touches_letter(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back().is_some_and(|letter| {
        letter.is_ascii_alphanumeric() || matches!(letter, '_' | '#' | '=' | '€' | '$')
    });
    let after = text[end..]
        .chars()
        .next()
        .is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '%' || letter == '€');
    before || after
}

fn is_number(raw: &str, label: Option<Label>) -> bool {
    let base = without_extension(raw);
    let digits = base.chars().filter(char::is_ascii_digit).count();
    let is_international =
        base.starts_with('+') || base.starts_with("(+") || base.starts_with("00");
    let is_labelled = matches!(label, Some(Label::Phone(_)));
    let is_barred = matches!(label, Some(Label::Number));
    let least = if is_labelled || is_international {
        6
    } else {
        8
    };
    digits >= least
        && digits <= 15
        && !is_barred
        && !is_date(&base)
        && (is_labelled || is_international || has_phone_shape(&base, digits))
}

/// Without a label or `+`, a number must be grouped as telephone numbers are.
fn has_phone_shape(raw: &str, digits: usize) -> bool {
    let groups: Vec<&str> = raw
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let begins_right = raw.starts_with(['0', '(']) || groups.len() >= 3 || digits >= 10;
    begins_right && digits >= 8 && (groups.len() >= 2 || raw.starts_with('0') || digits == 11)
}

fn is_date(raw: &str) -> bool {
    let groups: Vec<&str> = raw.split(['.', '/', '-']).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.trim().len()).collect();
    lengths == [2, 2, 4] && raw.len() <= 10 || lengths == [4, 2, 2] && raw.len() <= 10
}

fn without_extension(raw: &str) -> String {
    let groups: Vec<&str> = raw.split('-').collect();
    if let [area, number, extension] = groups.as_slice() {
        let is_area = area.starts_with('0') && (3..=4).contains(&area.len());
        if is_area && (7..=8).contains(&number.len()) && extension.len() <= 5 {
            return format!("{area}-{number}");
        }
    }
    let Some(pattern) = &*EXTENSION else {
        return raw.to_owned();
    };
    pattern.replace(raw, "").into_owned()
}
