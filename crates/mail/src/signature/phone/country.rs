//! Gives numbers their country.

use std::str::FromStr;

use phonenumber::{Mode, Type, country};

use super::{Candidate, plan, without_extension};
use crate::signature::{Phone, PhoneKind};

/// Gives a candidate its country: the first of `regions` (ISO 3166) in which it is valid, else
/// the first whose numbers have its form.
pub(in crate::signature) fn resolve(candidate: &Candidate, regions: &[String]) -> Phone {
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

/// The figures behind the country's code; in Italy they begin with the zero.
fn written_national(number: &phonenumber::PhoneNumber) -> String {
    let whole = number.format().mode(Mode::E164).to_string();
    let code = format!("+{}", number.country().code());
    whole.strip_prefix(&code).unwrap_or(&whole).to_owned()
}

fn kind_by_plan(number: &phonenumber::PhoneNumber) -> Option<PhoneKind> {
    if number.country().code() == 39 && written_national(number).starts_with('0') {
        return None;
    }
    let is_mobile = match number.number_type(&phonenumber::metadata::DATABASE) {
        Type::Mobile => true,
        Type::Unknown | Type::FixedLineOrMobile => {
            plan::is_mobile(number.country().code(), &written_national(number))
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
pub(in crate::signature) fn region_of(raw: &str) -> Option<String> {
    let number = parse(raw, &[]).filter(|_| raw.contains('+') || raw.starts_with("00"))?;
    number.country().id().map(|id| id.as_ref().to_owned())
}
