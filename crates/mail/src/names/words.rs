//! Words that tell people from companies, offices and programs.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::affiliation::is_east_asian_company;
use crate::signature::is_company_compound;

static TITLES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("titles.txt").lines().collect());

static CREDENTIALS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("credentials.txt").lines().collect());

static COMPANY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("company_words.txt").lines().collect());

static ROLE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("role_words.txt").lines().collect());

pub(crate) fn is_title(word: &str) -> bool {
    let is_joined = ["dr.-", "prof.-", "dipl.-", "dr.med", "univ.-"]
        .iter()
        .any(|start| word.to_lowercase().starts_with(start));
    let is_dotted = || TITLES.contains(word.trim_matches(['.', ',']).to_lowercase().as_str());
    is_joined || TITLES.contains(fold(word).as_str()) || is_dotted()
}

/// Titles that are also names (`Sr Kim`, `Don Smith`) when nothing else stands before the family name.
pub(super) fn may_be_given(word: &str) -> bool {
    !word.ends_with('.')
        && matches!(
            fold(word).as_str(),
            "sr" | "don"
                | "me"
                | "m"
                | "mag"
                | "ing"
                | "arch"
                | "pan"
                | "ir"
                | "col"
                | "med"
                | "eng"
                | "adv"
                | "fr"
                | "hon"
                | "rag"
                | "sig"
        )
}

/// Letters behind a name. Written in mixed case (`Ed Pe`) they are a name.
pub(crate) fn is_credential(word: &str) -> bool {
    let bare = word
        .trim_end_matches(['.', ',', ')'])
        .trim_start_matches('(');
    let is_known = CREDENTIALS.contains(fold(bare).as_str())
        || CREDENTIALS.contains(bare.to_lowercase().as_str());
    let is_name_like = {
        let mut letters = bare.chars();
        bare.chars().count() <= 3
            && letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(char::is_lowercase)
            && !matches!(bare, "Jr" | "Sr" | "Esq" | "Phd" | "Mba")
    };
    (is_known || is_abbreviation(bare) || is_dotted_degree(word)) && !is_name_like
}

/// `B.Agr.Sc.`, `M.Eng.Sc.`: a bachelor, master or doctor of something abbreviated.
fn is_dotted_degree(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').filter(|part| !part.is_empty()).collect();
    let is_short = |part: &&str| part.len() <= 5 && part.starts_with(char::is_uppercase);
    let is_subject =
        |part: &&str| part.len() >= 2 && part[1..].bytes().all(|byte| byte.is_ascii_lowercase());
    parts.len() >= 2
        && matches!(parts[0], "B" | "M" | "D")
        && word.is_ascii()
        && parts.iter().all(is_short)
        && parts[1..].iter().all(is_subject)
}

/// Capitals that nobody could pronounce (`MRCGP`).
fn is_abbreviation(word: &str) -> bool {
    let letters = word.len();
    let vowels = word.bytes().filter(|byte| b"AEIOUY".contains(byte)).count();
    (3..=7).contains(&letters)
        && word.bytes().all(|byte| byte.is_ascii_uppercase())
        && vowels * 5 <= letters
}

pub(crate) fn is_company_word(word: &str) -> bool {
    let word = fold(word);
    COMPANY.contains(word.as_str())
}

pub(crate) fn is_role_word(word: &str) -> bool {
    let word = fold(word);
    ROLE.contains(word.as_str())
}

/// Whether a cleaned name could be a person's: two to five words of letters, none of which
/// belongs to companies or offices.
pub(super) fn is_personal(name: &str) -> bool {
    let words: Vec<&str> = name
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let is_foreign =
        |letter: char| letter.is_ascii_digit() || "/\\@#&+=*!?:;<>|%$€_".contains(letter);
    if words.is_empty() || words.len() > 6 || name.chars().count() > 60 || name.contains(is_foreign)
    {
        return false;
    }
    let has_letters = words
        .iter()
        .all(|word| word.chars().any(char::is_alphabetic));
    let is_office = words.iter().any(|word| is_role_word(word));
    let is_company = words
        .iter()
        .any(|word| is_east_asian_company(word) || is_company_compound(&word.to_lowercase()))
        || words.len() > 1 && begins_as_company(words[0])
        || words
            .iter()
            .skip(1)
            .any(|word| is_company_word(word) && !may_be_family(word));
    let is_phrase = words.iter().any(|word| {
        matches!(
            *word,
            "of" | "for" | "our" | "at" | "to" | "the" | "your" | "with"
        )
    });
    let has_dot_inside = words.iter().any(|word| is_domain_like(word));
    has_letters && !is_office && !is_company && !is_phrase && !has_dot_inside
}

/// `Clínica Sonrisa`, `Hotel Adler`.
fn begins_as_company(word: &str) -> bool {
    word.chars().count() > 4
        && (is_company_word(word) || crate::signature::is_company_noun(word))
        && !super::given::is_given_name(word)
}

/// `acme.com`, but not `J.R.` or `St.John`.
fn is_domain_like(word: &str) -> bool {
    match word.trim_end_matches('.').rsplit_once('.') {
        Some((before, last)) => {
            before.chars().count() > 2 && last.len() >= 2 && last.chars().all(char::is_lowercase)
        }
        None => false,
    }
}

/// Company words that are family names when written as one (`Sa`, `Lab` are; `SA`, `LLC` are not).
fn may_be_family(word: &str) -> bool {
    let mut letters = word.chars();
    let is_mixed = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(char::is_lowercase);
    is_mixed
        && matches!(
            fold(word).as_str(),
            "sa" | "as"
                | "ab"
                | "ag"
                | "sp"
                | "bank"
                | "co"
                | "ev"
                | "sl"
                | "spa"
                | "lp"
                | "kg"
                | "capital"
        )
}

fn fold(word: &str) -> String {
    let word = word
        .trim_matches(|letter: char| ".,;:()".contains(letter))
        .to_lowercase();
    if word.matches('.').count() > 0 {
        word.replace('.', "")
    } else {
        word
    }
}
