//! Whether two names of companies, or of places, are of one.

use super::phrases::plain;

const FORMS: &[&str] = &[
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "se",
    "ug",
    "mbh",
    "inc",
    "ltd",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "company",
    "co",
    "limited",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "sl",
    "bv",
    "nv",
    "ab",
    "as",
    "aps",
    "oy",
    "oyj",
    "sp",
    "z",
    "oo",
    "the",
    "group",
    "holding",
    "gruppe",
    "und",
    "and",
];

/// Words of a name without its legal form.
fn core(name: &str) -> Vec<String> {
    let lower = plain(name).replace('.', "");
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty() && !FORMS.contains(word))
        .map(ToOwned::to_owned)
        .collect()
}

/// They share no word, and neither is the short form of the other.
pub fn is_other_company(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    let initials = |words: &[String]| {
        words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect::<String>()
    };
    let joined = |words: &[String]| words.concat();
    let shares = one.iter().any(|word| other.contains(word));
    let holds = |long: &[String], short: &[String]| {
        joined(long).contains(&joined(short)) || initials(long) == joined(short)
    };
    let is_empty = one.is_empty() || other.is_empty();
    !is_empty && !shares && !holds(&one, &other) && !holds(&other, &one)
}

/// Streets, numbers and countries change with the spelling: no word is shared.
pub fn is_other_place(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = plain(text);
        let words = lower.split(|letter: char| !letter.is_alphabetic());
        words
            .filter(|word| word.chars().count() > 3)
            .map(ToOwned::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let shares = one.iter().any(|word| {
        other
            .iter()
            .any(|also| word.starts_with(also.as_str()) || also.starts_with(word.as_str()))
    });
    !one.is_empty() && !other.is_empty() && !shares
}
