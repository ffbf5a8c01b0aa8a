//! Labels before values: `Tel.:`, `E-Mail`, `Web:`, `Mobil`.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::PhoneKind;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Phone(PhoneKind),
    /// An address, a site or a profile.
    Contact,
    Place,
    /// A number that is no phone: register, tax, bank.
    Number,
}

static MOBILE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("labels_mobile.txt").lines().collect());
static WORK: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("labels_work.txt").lines().collect());
static FAX: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("labels_fax.txt").lines().collect());
static HOME: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("labels_home.txt").lines().collect());
static CONTACT: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("labels_contact.txt").lines().collect());
static PLACE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("labels_place.txt").lines().collect());
static NUMBER: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("labels_number.txt").lines().collect());

/// `手机/微信` is read by its first word that is known.
pub(super) fn label(text: &str) -> Option<Label> {
    let lower = text.to_lowercase();
    let is_compound = lower.len() <= 30
        && lower.contains(['/', '&'])
        && !lower
            .trim_end_matches(['.', ':'])
            .contains(|letter: char| letter == '.' || letter.is_ascii_digit());
    let parts = || lower.split(['/', '&']);
    let compound = || {
        let all: Vec<Label> = parts().map(known).collect::<Option<_>>()?;
        let mobile = Label::Phone(PhoneKind::Mobile);
        let first = all.first().copied().filter(|_| is_compound)?;
        Some(if all.contains(&mobile) { mobile } else { first })
    };
    known(&lower).or_else(compound)
}

fn known(word: &str) -> Option<Label> {
    let is_edge = |letter: char| letter.is_whitespace() || ".:()[]-–=#*•".contains(letter);
    let word = word.trim_matches(is_edge);
    let lists: [(&HashSet<&str>, Label); 7] = [
        (&NUMBER, Label::Number),
        (&MOBILE, Label::Phone(PhoneKind::Mobile)),
        (&FAX, Label::Phone(PhoneKind::Fax)),
        (&HOME, Label::Phone(PhoneKind::Home)),
        (&WORK, Label::Phone(PhoneKind::Work)),
        (&CONTACT, Label::Contact),
        (&PLACE, Label::Place),
    ];
    lists
        .iter()
        .find(|(list, _)| list.contains(word))
        .map(|(_, label)| *label)
}

/// `Tel.` and `Phone` say nothing of the kind: a mobile number may follow.
pub(super) fn is_any_phone(label: &str) -> bool {
    const WORDS: [&str; 31] = [
        "tel",
        "p",
        "telephone",
        "phone",
        "ph",
        "call",
        "telefon",
        "tél",
        "téléphone",
        "teléfono",
        "telefono",
        "telefone",
        "telefoon",
        "tlf",
        "telf",
        "tfno",
        "fon",
        "fone",
        "rufnummer",
        "тел",
        "телефон",
        "電話",
        "电话",
        "电 话",
        "전화",
        "📞",
        "☎",
        "puh",
        "telefón",
        "contact",
        "phone number",
    ];
    let lower = label.to_lowercase();
    let is_edge = |letter: char| letter.is_whitespace() || ".:()[]-–=#*•\u{fe0f}".contains(letter);
    WORDS.contains(&lower.trim_matches(is_edge))
}

/// Where the label that stands before `end` begins; `end` where there is none.
pub(super) fn label_start(text: &str, end: usize) -> usize {
    before(text, end).map_or_else(|| bracket_start(text, end), |(start, _)| start)
}

fn bracket_start(text: &str, end: usize) -> usize {
    let head = text[..end].trim_end_matches(['<', '(', '[', ' ', '"']);
    head.len()
}

/// The label of one to three words directly before `end`, and where it begins.
pub(super) fn before(text: &str, end: usize) -> Option<(usize, Label)> {
    let head = text[..end].trim_end_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '<' | '(' | '[' | '"')
    });
    let bare = head.trim_end_matches([':', '.', ' ', '-', '–', '=', ')', ']', '/']);
    let line_start = bare.rfind('\n').map_or(0, |at| at + 1);
    let words: Vec<usize> = starts(&bare[line_start..])
        .into_iter()
        .map(|at| line_start + at)
        .collect();
    let is_country = |at: &usize| {
        bare.len() - at == 2 && bare[*at..].bytes().all(|byte| byte.is_ascii_uppercase())
    };
    if let [.., number, country] = words.as_slice()
        && is_country(country)
        && label(bare[*number..*country].trim()) == Some(Label::Number)
    {
        return Some((*number, Label::Number));
    }
    for count in (1..=3.min(words.len())).rev() {
        let start = words[words.len() - count];
        let text = bare[start..].trim_start_matches(['(', '[']);
        let is_letter = text.chars().count() == 1 && text.is_ascii();
        let is_marked = head.len() > bare.len() || start == line_start;
        if let Some(label) = label(text).filter(|_| !is_letter || is_marked) {
            return Some((start, label));
        }
    }
    None
}

/// Where the words of `text` begin; a slash, comma or bracket also ends a word.
fn starts(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut is_open = false;
    for (at, letter) in text.char_indices() {
        let ends = letter.is_whitespace() || matches!(letter, ',' | '(' | ')' | '|');
        if !ends && !is_open {
            found.push(at);
        }
        is_open = !ends;
    }
    found
}
