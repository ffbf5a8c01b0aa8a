//! Telephone numbers in a segment, with their kind and, where the country is known, as E.164.
//! Formats and numbering plans: libphonenumber's metadata through the crate `phonenumber`.

mod plan;
mod vanity;

use std::str::FromStr;
use std::sync::LazyLock;

use phonenumber::{Mode, Type, country};
use regex::Regex;

use super::contact::pattern;
use super::label::{self, Label};
use super::{Phone, PhoneKind};

static RUN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?:\+|\(\+?|00)?\d(?:[\d\s()./\-–—]|\(0\)){4,28}\d(?:\s?(?i:x|ext\.?|extension|durchwahl|dw|poste|доб\.?|wew\.?|int\.?|内線|内线|转)\s?:?\s?\d{1,6})?",
    )
});
static EXTENSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?i)\s?(?:x|ext\.?|extension|durchwahl|dw|poste|доб\.?|wew\.?|int\.?|内線|内线|转)\s?:?\s?\d{1,6}$",
    )
});

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
    raw.bytes().all(|byte| byte.is_ascii_digit()) && (is_abbreviation || is_numero)
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

/// Gives a candidate its country: the first of `regions` (ISO 3166) in which it is valid, else
/// the first whose numbers have its form.
pub(super) fn resolve(candidate: &Candidate, regions: &[String]) -> Phone {
    let number = parse(&candidate.raw, regions);
    let e164 = number
        .as_ref()
        .map(|number| international(number, &candidate.raw));
    let kind = candidate
        .kind
        .or_else(|| number.as_ref().and_then(kind_by_plan))
        .unwrap_or(PhoneKind::Work);
    Phone {
        e164,
        raw: candidate.raw.clone(),
        kind,
    }
}

/// The E.164 form. The library takes Russia's trunk prefix 8 for one even where it begins an area
/// code; only a trunk `0` may vanish from what was written.
fn international(number: &phonenumber::PhoneNumber, raw: &str) -> String {
    let formatted = number.format().mode(Mode::E164).to_string();
    let written: String = without_extension(raw)
        .replace("(0)", "")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let national = Some(written.as_str())
        .filter(|national| national.len() == 10)
        .or(written.strip_prefix('8'))
        .or(written.strip_prefix('7'))
        .filter(|national| national.len() == 10);
    match national.filter(|_| number.country().code() == 7) {
        Some(national) => format!("+7{national}"),
        None => formatted,
    }
}

fn parse(raw: &str, regions: &[String]) -> Option<phonenumber::PhoneNumber> {
    let base = without_extension(raw);
    let digits: String = base
        .replace("(0)", "")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    if base.starts_with('+') || base.starts_with("(+") {
        return from_code(&digits);
    }
    let is_japanese = regions.first().is_some_and(|region| region == "JP");
    if let Some(rest) = digits.strip_prefix("00").filter(|_| !is_japanese) {
        return from_code(rest);
    }
    let american = ["US".to_owned()];
    let regions = if regions.is_empty() && is_american(&base) {
        &american
    } else {
        regions
    };
    let is_northern = |region: &&String| matches!(region.as_str(), "US" | "CA");
    if let Some(region) = regions
        .iter()
        .find(is_northern)
        .filter(|_| is_american(&base))
        && let Some(number) = national(&digits, region).filter(phonenumber::is_valid)
    {
        return Some(number);
    }
    let valid = regions
        .iter()
        .find_map(|region| national(&digits, region).filter(phonenumber::is_valid));
    valid
        .or_else(|| {
            regions
                .iter()
                .find_map(|region| with_country_code(&digits, region))
        })
        .or_else(|| national(&digits, plan::region_by_shape(&base)?))
        .or_else(|| {
            let is_telling =
                base.starts_with(['0', '(']) || is_american(&base) || digits.len() >= 9;
            national(&digits, regions.first()?)
                .filter(|_| is_telling && (8..=12).contains(&digits.len()))
        })
}

fn from_code(digits: &str) -> Option<phonenumber::PhoneNumber> {
    phonenumber::parse(None, format!("+{digits}"))
        .ok()
        .filter(|_| (7..=15).contains(&digits.len()))
}

fn national(digits: &str, region: &str) -> Option<phonenumber::PhoneNumber> {
    if let Some(rest) = digits
        .strip_prefix('8')
        .filter(|rest| matches!(region, "RU" | "KZ") && rest.len() == 10)
    {
        return from_code(&format!("7{rest}"));
    }
    phonenumber::parse(Some(country::Id::from_str(region).ok()?), digits).ok()
}

/// `49 30 1234567`: the code of the country stands there without its plus.
fn with_country_code(digits: &str, region: &str) -> Option<phonenumber::PhoneNumber> {
    let number = from_code(digits)?;
    let is_there = number
        .country()
        .id()
        .is_some_and(|id| id.as_ref() == region);
    (is_there && digits.len() >= 10).then_some(number)
}

fn kind_by_plan(number: &phonenumber::PhoneNumber) -> Option<PhoneKind> {
    let is_mobile = match number.number_type(&phonenumber::metadata::DATABASE) {
        Type::Mobile => true,
        Type::Unknown | Type::FixedLineOrMobile => {
            plan::is_mobile(number.country().code(), &number.national().to_string())
        }
        _ => false,
    };
    is_mobile.then_some(PhoneKind::Mobile)
}

/// `(415) 555-0100`, `415-555-0100`, `415.555.0100`.
fn is_american(raw: &str) -> bool {
    let groups: Vec<usize> = raw
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .map(str::len)
        .collect();
    let first = raw.chars().find(char::is_ascii_digit);
    (groups == [3, 3, 4] || groups == [1, 3, 3, 4]) && first != Some('0')
}

/// The country calling code's region of a number that begins with `+`.
pub(super) fn region_of(raw: &str) -> Option<String> {
    let number = parse(raw, &[]).filter(|_| raw.contains('+') || raw.starts_with("00"))?;
    number.country().id().map(|id| id.as_ref().to_owned())
}
