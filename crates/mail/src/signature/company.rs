//! Whom people work for.

mod spelling;

use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) use spelling::matches_domain;
pub(crate) use spelling::{romanised, unaccented};

/// Legal forms, which only companies write behind (or before) their name.
static FORMS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("company_forms.txt").lines().collect());

/// Words that companies, universities and offices call themselves by.
static NOUNS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("company_nouns.txt").lines().collect());

/// Legal forms that stand against the name without a space.
pub(crate) const EAST_ASIAN_FORMS: [&str; 9] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "公司",
    "(株)",
    "㈱",
    "주식회사",
    "(주)",
    "㈜",
];

/// Ends of German and Dutch compounds (`Gemeinschaftspraxis`).
const COMPOUNDS: [&str; 32] = [
    "hotel",
    "bibliothek",
    "museum",
    "archiv",
    "praxis",
    "kanzlei",
    "apotheke",
    "bäckerei",
    "werkstatt",
    "agentur",
    "verlag",
    "verein",
    "verband",
    "schule",
    "klinik",
    "stiftung",
    "gesellschaft",
    "versicherung",
    "verwaltung",
    "werke",
    "büro",
    "zentrum",
    "praktijk",
    "kantoor",
    "bedrijf",
    "betrieb",
    "metzgerei",
    "schreinerei",
    "tischlerei",
    "druckerei",
    "ministerium",
    "behörde",
];

/// Those in letters that are written without spaces.
static HAN_NOUNS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let is_han = |noun: &&str| {
        noun.chars()
            .all(|letter| letter > '\u{2e80}' || "()".contains(letter))
    };
    NOUNS.iter().copied().filter(is_han).collect()
});

fn fold(word: &str) -> String {
    word.trim_matches(|letter: char| ",;:()\"«»“”„'".contains(letter))
        .trim_end_matches('.')
        .to_lowercase()
}

pub(super) fn has_legal_form(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_form = |word: &str| {
        let bare = word.trim_matches(|letter: char| ",;:()".contains(letter));
        let is_small = bare
            .chars()
            .all(|letter| letter.is_lowercase() || !letter.is_alphabetic());
        let is_ambiguous = bare.chars().filter(|letter| letter.is_alphabetic()).count() <= 2
            && !bare
                .chars()
                .all(|letter| letter.is_uppercase() || letter == '.' || letter == '/');
        let is_dotted = bare.contains('.') && bare.len() > 3;
        FORMS.contains(fold(word).as_str())
            && (!is_ambiguous
                || is_dotted
                || matches!(bare, "Co." | "e.V." | "e.K." | "Oy" | "ab" | "Sp" | "Cie"))
            && (!is_small
                || is_dotted
                || !bare.is_ascii()
                || matches!(bare, "gmbh" | "ltd" | "inc" | "llc" | "doo" | "plc" | "srl"))
    };
    let is_east_asian = EAST_ASIAN_FORMS.iter().any(|form| text.contains(form));
    let names_form = |(at, word): (usize, &&str)| is_form(word) && !is_county(&words, at);
    is_east_asian
        || words.len() > 1 && words.iter().enumerate().any(names_form) && words.len() <= 12
}

/// `Castlebar, Co. Mayo`: a county, where no other form follows.
fn is_county(words: &[&str], at: usize) -> bool {
    let follows_comma = at > 0 && words[at - 1].ends_with(',');
    let next = words.get(at + 1);
    words[at] == "Co."
        && follows_comma
        && next.is_some_and(|next| !FORMS.contains(fold(next).as_str()))
}

/// `(주)한아름 영업1팀`: the department stands behind the name.
pub(super) fn without_department(text: &str) -> &str {
    let is_form = EAST_ASIAN_FORMS.iter().any(|form| text.starts_with(form));
    let is_long = text
        .split(' ')
        .next()
        .is_some_and(|first| first.chars().count() > 5);
    match text.split_once(' ').filter(|_| is_form && is_long) {
        Some((name, _)) => name,
        None => without_department_behind(text),
    }
}

/// `丸井建設株式会社 工事部 工事一課`.
pub(super) fn without_department_behind(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((name, last))
            if last.chars().all(|letter| letter > '\u{2e80}')
                && super::department::is_department(last) =>
        {
            without_department_behind(name)
        }
        _ => text,
    }
}

/// A line that ends in a legal form's full stop is no sentence.
pub(super) fn ends_with_form(text: &str) -> bool {
    text.ends_with('.') && ends_in_form(text)
}

/// `Meccanica 2000 S.p.A.`
pub(super) fn ends_in_form(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    has_legal_form(&format!("x {last}"))
}

/// `gemeinschaftspraxis`, in small letters: the word ends in what it names.
pub(crate) fn is_compound(lower: &str) -> bool {
    COMPOUNDS
        .iter()
        .any(|end| lower.len() > end.len() + 2 && lower.ends_with(end))
}

pub(crate) fn has_noun(text: &str) -> bool {
    let lower = text.to_lowercase();
    let by_word = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| NOUNS.contains(word));
    let is_east_asian = lower.chars().any(|letter| letter > '\u{2e80}');
    let words = || lower.split(|letter: char| !letter.is_alphanumeric());
    by_word
        || begins_as_institution(text)
        || super::department::is_public_service(&lower)
        || words().any(is_compound)
        || is_east_asian && HAN_NOUNS.iter().any(|noun| lower.contains(noun))
}

/// `City of Elmhurst`, `Port of Cascadia`.
pub(super) fn begins_as_institution(text: &str) -> bool {
    const STARTS: [&str; 10] = [
        "city of ",
        "town of ",
        "county of ",
        "state of ",
        "village of ",
        "borough of ",
        "port of ",
        "bank of ",
        "diocese of ",
        "archdiocese of ",
    ];
    let lower = text.to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
}

/// `上海信跃律师事务所`: in Han letters what a name ends in says what it names.
fn ends_in_noun(text: &str) -> bool {
    text.chars()
        .all(|letter| letter > '\u{2e80}' || letter == ' ')
        && HAN_NOUNS.iter().any(|noun| text.ends_with(noun))
}

/// How surely a segment names a company: 3 by legal form, 2 by the domain, 1 by a noun.
pub(super) fn strength(text: &str, domains: &[String]) -> u8 {
    let length = text.chars().count();
    if length > 90 || is_sentence(text) {
        return 0;
    }
    match () {
        () if has_legal_form(text) => 3,
        () if matches_domain(text, domains)
            || ends_in_noun(text)
            || begins_as_institution(text) =>
        {
            2
        }
        () if has_noun(text) => 1,
        () => 0,
    }
}

fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > 5 && text.ends_with(['.', '!', '?']) && !text.ends_with("o.o.") && !has_legal_form(text)
}
