//! Telephone numbers as E.164, by libphonenumber's numbering plans.

use std::str::FromStr;

use phonenumber::{Mode, country};

use crate::record::Phone;

/// Longer texts are no number.
const LONGEST: usize = 40;

/// Keeps what is written and adds E.164 if it is valid internationally or in one of `regions`
/// (ISO 3166, two letters), the first of them that fits.
pub(crate) fn phone(raw: &str, label: Option<String>, regions: &[String]) -> Phone {
    Phone {
        raw: raw.trim().to_owned(),
        e164: e164(raw, regions),
        label,
    }
}

/// The number as E.164, if it is valid internationally or in one of `regions` (ISO 3166, two
/// letters), the first of them that fits.
pub fn e164(raw: &str, regions: &[String]) -> Option<String> {
    let number = raw.trim().trim_start_matches("tel:");
    let number = number.split([';', ',']).next()?.trim();
    if number.len() > LONGEST || number.chars().filter(char::is_ascii_digit).count() < 4 {
        return None;
    }
    let number = number.replace("(0)", "");
    let digits = number.strip_prefix("00").map(|rest| format!("+{rest}"));
    let number = digits.unwrap_or(number);
    let parse = |region| {
        phonenumber::parse(region, &number)
            .ok()
            .filter(|number| phonenumber::is_valid(number) || is_kept_free(number))
    };
    let found = if number.starts_with(['+', '＋']) {
        parse(None)
    } else {
        regions
            .iter()
            .find_map(|region| parse(Some(country::Id::from_str(region).ok()?)))
    };
    found.map(|found| found.format().mode(Mode::E164).to_string())
}

/// Whether it says itself which country it belongs to.
pub(crate) fn is_international(raw: &str) -> bool {
    let number = raw.trim().trim_start_matches("tel:").trim_start();
    number.starts_with(['+', '＋']) || number.starts_with("00")
}

/// British mobile numbers that belong to nobody, which examples and films use: no plan knows them
/// (Ofcom, "Telephone numbers for use in TV and radio drama programmes").
fn is_kept_free(number: &phonenumber::PhoneNumber) -> bool {
    number.code().value() == 44
        && (7_700_900_000..7_700_901_000).contains(&number.national().value())
}

/// Whether a cell looks like a telephone number.
pub(crate) fn has_shape(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_allowed = |letter: char| {
        letter.is_ascii_digit()
            || matches!(
                letter,
                ' ' | '+' | '-' | '(' | ')' | '/' | '.' | '\u{a0}' | 'x'
            )
    };
    let least = if text.starts_with(['+', '(']) { 6 } else { 8 };
    let is_marked = text.starts_with(['+', '(', '0']) || text.contains(['-', ' ', '/']);
    (least..=17).contains(&digits)
        && text.len() <= LONGEST
        && is_marked
        && text.chars().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_e164_where_they_are_valid() {
        let german = ["DE".to_owned()];
        let number = |raw: &str| phone(raw, None, &german).e164;
        assert_eq!(number("+49 (0)30 901820").as_deref(), Some("+4930901820"));
        assert_eq!(number("0049 30 901820").as_deref(), Some("+4930901820"));
        assert_eq!(number("030 / 90 18 20").as_deref(), Some("+4930901820"));
        assert_eq!(
            number("tel:+44-20-7946-0123;ext=9").as_deref(),
            Some("+442079460123")
        );
        assert_eq!(number("ask the desk"), None);
        assert_eq!(e164("030 901820", &[]), None);
    }

    #[test]
    fn dates_and_ids_have_no_shape_of_a_number() {
        assert!(has_shape("+1 (415) 555-0123") && has_shape("030/901820"));
        assert!(!has_shape("12345678") && !has_shape("a 030 901820"));
    }
}
