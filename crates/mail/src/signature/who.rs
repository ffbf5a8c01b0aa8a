//! Which segment is the person's name, and whether the block is the sender's.

mod likeness;
mod splitting;

use likeness::tokens;
pub(super) use likeness::{is_somebody_else, likeness};
use splitting::{east_asian_title_first, own_name_inside, split_at, split_points};

use crate::address::Address;
use crate::names::{self, PersonName};

/// How a segment reads as a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) name: PersonName,
    pub(super) score: i32,
    /// What follows the name in the segment: `Jane Doe, CTO` leaves `CTO`.
    pub(super) rest: Option<String>,
}

/// Reads a segment as a name, or as a name and something behind it.
pub(super) fn read(text: &str, place: usize, sender: Option<&Address>) -> Option<Reading> {
    let text = without_possessive(without_proxy(text));
    let text = ["드림", "올림", "배상", "拝", "敬上"]
        .iter()
        .find_map(|mark| text.strip_suffix(mark))
        .map_or(text, str::trim_end);
    let own = sender.and_then(|sender| own_name_inside(text, sender));
    let split = own.or_else(|| {
        split_points(text)
            .into_iter()
            .find_map(|(end, start)| split_at(text, end, start, sender))
    });
    let (name, written, rest) = split
        .or_else(|| east_asian_title_first(text))
        .or_else(|| Some((candidate(text)?, text, None)))?;
    let score = score(&name, written, place, sender);
    Some(Reading { name, score, rest })
}

/// `deine Oma Gerda`, `your friend Bob`.
fn without_possessive(text: &str) -> &str {
    const WORDS: [&str; 22] = [
        "dein", "deine", "euer", "eure", "ihr", "ihre", "your", "ton", "ta", "votre", "tu", "tuo",
        "tua", "je", "jouw", "twój", "twoja", "твой", "твоя", "ваш", "ваша", "teu",
    ];
    match text.split_once(' ') {
        Some((first, rest)) if WORDS.contains(&first.to_lowercase().as_str()) => rest,
        _ => text,
    }
}

/// `i. A. Petra Vogel`: signed by proxy.
fn without_proxy(text: &str) -> &str {
    const MARKS: [&str; 8] = [
        "i. A. ", "i.A. ", "i. V. ", "i.V. ", "ppa. ", "p.p. ", "pp ", "gez. ",
    ];
    MARKS
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
        .unwrap_or(text)
}

/// `企画部 田中 美咲`: an East Asian department before the name.
fn without_department(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest))
            if first.ends_with(['部', '課', '室', '係', '科', '팀'])
                && first.chars().count() > 1
                && !is_family(first, rest)
                && !rest.trim().is_empty() =>
        {
            without_department(rest.trim())
        }
        _ => text,
    }
}

/// `阿部 弘`: a family name that ends like a department.
fn is_family(first: &str, rest: &str) -> bool {
    let joined = format!("{first}{}", rest.replace(' ', ""));
    names::east_asian_family_end(&joined) == Some(first.len())
}

fn candidate(text: &str) -> Option<PersonName> {
    let text = text.trim();
    let is_plain =
        !text.chars().any(|letter| letter.is_ascii_digit()) && text.chars().count() <= 50;
    if !is_plain || text.ends_with(['!', '?', ':']) || text.contains("://") {
        return None;
    }
    let text = without_department(text);
    let name = names::parse(text)?;
    let bare: String = text
        .split([' ', ','])
        .filter(|word| !names::is_title(word) && !names::is_credential(word))
        .collect();
    let kept = name
        .full
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    let given = bare.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_most = kept * 10 >= given * 5;
    is_most.then_some(name)
}

fn score(name: &PersonName, text: &str, place: usize, sender: Option<&Address>) -> i32 {
    let words: Vec<&str> = name.full.split_whitespace().collect();
    let is_capital = |word: &&str| {
        word.chars().next().is_some_and(|letter| {
            letter.is_uppercase() || !letter.is_ascii() && !letter.is_lowercase()
        }) || word.len() <= 3
    };
    let knows_given = name.given.as_deref().is_some_and(names::is_given_name)
        || name.family.as_deref().is_some_and(names::is_given_name);
    let mut score = 0;
    score += sender.map_or(0, |sender| likeness(name, sender));
    score += i32::from(knows_given) * 3;
    let joined = name.full.replace(' ', "");
    let is_east_asian = joined.chars().all(|letter| letter > '\u{2e80}')
        && names::east_asian_family_end(&joined).is_some();
    score += i32::from(is_east_asian) * 4;
    score += match words.len() {
        2 => 2,
        3 => 1,
        1 => -1,
        _ => -2,
    };
    score += [2, 1, 0][place.min(2)];
    score -= i32::from(!words.iter().all(is_capital)) * 4;
    let is_written_so = text
        .split_whitespace()
        .find(|word| !names::is_title(word))
        .is_some_and(|first| {
            first
                .chars()
                .next()
                .is_some_and(|letter| !letter.is_lowercase())
        });
    score -= i32::from(!is_written_so) * 4;
    score -= i32::from(super::title::is_title(&name.full)) * if knows_given { 3 } else { 6 };
    score -= i32::from(super::company::has_legal_form(text)) * 8;
    score -= i32::from(super::company::has_noun(&name.full)) * 4;
    score -= i32::from(is_company_of(name, sender)) * 6;
    score -= i32::from(super::place::strength(text) > 0) * if knows_given { 2 } else { 6 };
    score
}

/// The words spell the sender's domain and are not the sender's own name.
fn is_company_of(name: &PersonName, sender: Option<&Address>) -> bool {
    let Some(domain) = sender.and_then(|sender| crate::domains::company_domain(&sender.email))
    else {
        return false;
    };
    let own = sender
        .and_then(|sender| names::parse(sender.name.as_deref()?))
        .map(|own| tokens(&own.full))
        .unwrap_or_default();
    let is_own = tokens(&name.full)
        .first()
        .is_some_and(|first| own.contains(first));
    let is_given = name.given.as_deref().is_some_and(names::is_given_name);
    !is_own && !is_given && super::company::matches_domain(&name.full, &[domain])
}
