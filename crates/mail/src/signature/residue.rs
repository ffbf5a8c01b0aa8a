//! What a block is made of: contacts, numbers, and the text that is left when they are taken.
//! Invariant: a line of a register, a slogan or a closing leaves nothing.

use std::sync::LazyLock;

use regex::Regex;

use super::contact::{self, Contact};
use super::phone::{self, Candidate};
use super::{PhoneKind, closing, label, line, place, title};

/// Beginnings of lines that advertise or inform, lower case.
const NOISE: &str = include_str!("noise.txt");
/// Words of lines that name courts, registers, taxes and banks, lower case.
const REGISTERS: &str = include_str!("registers.txt");

/// Text that is left of a segment when its contacts are taken.
#[derive(Debug, Clone)]
pub(super) struct Residue {
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) is_place: bool,
    /// As in [`line::Segment`].
    pub(super) follows_slash: bool,
}

#[derive(Default)]
pub(super) struct Findings {
    pub(super) contacts: Vec<Contact>,
    pub(super) numbers: Vec<Candidate>,
    pub(super) residues: Vec<Residue>,
}

pub(super) fn collect(block: &str) -> Findings {
    let mut findings = Findings::default();
    let mut pending: Option<label::Label> = None;
    for segment in line::segments(block) {
        if let Some(label) = label::label(&segment.text) {
            pending = Some(label);
            continue;
        }
        if closing::rest(&segment.text) == Some("") {
            continue;
        }
        if is_noise(&segment.text) {
            findings.contacts.extend(contact::bookings(&segment.text));
            continue;
        }
        let mut text = before_register(&segment.text).to_owned();
        findings.contacts.extend(contact::take(&mut text));
        findings
            .numbers
            .extend(chat_numbers(&mut findings.contacts));
        let is_address =
            place::strength(&text) == 2 && !text.contains('+') && !phone::is_marked(&text);
        if !is_address || block_has_phone_label(&text) {
            findings.numbers.extend(phone::take(&mut text, pending));
        }
        let is_place = pending == Some(label::Label::Place);
        pending = None;
        push_residues(&mut findings.residues, &segment, &text, is_place);
    }
    findings
}

fn block_has_phone_label(text: &str) -> bool {
    text.split([' ', ',', ':']).any(|word| {
        word.chars().count() > 2
            && matches!(label::label(word), Some(label::Label::Phone(_)))
            && !matches!(label::label(word), Some(label::Label::Place))
    })
}

/// `wa.me/14155550100` is a mobile number.
fn chat_numbers(contacts: &mut Vec<Contact>) -> Vec<Candidate> {
    let numbers = contacts
        .iter()
        .filter_map(|contact| match contact {
            Contact::Chat(digits) => Some(Candidate {
                raw: format!("+{digits}"),
                kind: Some(PhoneKind::Mobile),
            }),
            _ => None,
        })
        .collect();
    contacts.retain(|contact| !matches!(contact, Contact::Chat(_)));
    numbers
}

fn push_residues(residues: &mut Vec<Residue>, segment: &line::Segment, text: &str, is_place: bool) {
    for piece in text.split('\n') {
        let (piece, labelled) = without_place_label(piece);
        let piece = piece.trim_matches(|letter: char| {
            letter.is_whitespace()
                || ",;:|/<>[]-–—_•·✉☎📍📞📱🌐🏢➤→►«»~=+".contains(letter) && !matches!(letter, '»')
        });
        let piece = balanced(piece);
        let letters = piece
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count();
        let has_letters = letters >= 2 || piece.contains('〒');
        if has_letters && (label::label(piece).is_none() || labelled) {
            residues.push(Residue {
                line: segment.line,
                text: piece.to_owned(),
                is_place: is_place || labelled,
                follows_slash: segment.follows_slash,
            });
        }
    }
}

/// Cuts a bracket that contacts have left open.
fn balanced(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_suffix('(').unwrap_or(text);
    text.strip_prefix(')').unwrap_or(text).trim()
}

fn without_place_label(text: &str) -> (&str, bool) {
    let text = text.trim();
    if let Some((head, rest)) = text.split_once(':') {
        let is_label = label::label(head) == Some(label::Label::Place);
        let may_be = ["a", "office", "sede", "büro", "oficina"]
            .contains(&head.trim().to_lowercase().as_str());
        if is_label || may_be && place::strength(rest.trim()) > 0 {
            return (rest.trim(), true);
        }
    }
    match text.strip_prefix(['📍', '🏢', '🏠', '📌', '📮']) {
        Some(rest) => (rest.trim(), true),
        None => (text, false),
    }
}

/// `Tel: 04 76 12 34 56 Fax: 04 76 12 34 57`: many words, few letters.
fn is_mostly_figures(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|letter| is(*letter)).count();
    count(|letter| letter.is_ascii_digit()) * 2 > count(char::is_alphabetic)
}

/// `Jane & the team of Acme` greets for others too.
const TEAMS: [&str; 16] = [
    "& team",
    "and team",
    "und team",
    "& the team",
    "and the team",
    "& het team",
    "en het team",
    "und das team",
    "& das team",
    "et l'équipe",
    "et toute l'équipe",
    "y el equipo",
    "e il team",
    "e a equipe",
    "i zespół",
    "и команда",
];

/// Slogans, advertisements and hints that are nobody's name or title.
fn is_noise(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let lower = text.to_lowercase();
    let begins = NOISE.lines().any(|start| lower.starts_with(start));
    let is_quotation = text.starts_with(['"', '“', '„', '«']) && words > 3;
    begins && words <= 16
        || words > 16 && !text.contains('@') && !is_mostly_figures(text)
        || TEAMS.iter().any(|team| lower.contains(team))
        || text.ends_with('!')
        || is_quotation
}

/// One pattern of all marks: a short word must stand alone, a longer one may be a beginning.
static REGISTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let is_short = |mark: &&str| mark.chars().count() <= 5 && mark.ends_with(char::is_alphanumeric);
    let (short, long): (Vec<&str>, Vec<&str>) = REGISTERS
        .lines()
        .filter(|mark| !mark.is_empty())
        .partition(is_short);
    let any = |marks: &[&str]| {
        let escaped: Vec<String> = marks.iter().map(|mark| regex::escape(mark)).collect();
        escaped.join("|")
    };
    contact::pattern(&format!(
        r"(?:^|[^\p{{L}}\p{{N}}])((?:{})|(?:{})(?:$|[^\p{{L}}\p{{N}}]))",
        any(&long),
        any(&short)
    ))
});

/// What stands before the words of a register: a title may, or nothing.
fn before_register(text: &str) -> &str {
    let lower = text.to_lowercase();
    let start = REGISTER
        .as_ref()
        .and_then(|pattern| pattern.captures(&lower))
        .and_then(|captures| captures.get(1));
    match start.map(|mark| mark.start()) {
        None => text,
        Some(at) => text
            .get(..at)
            .filter(|before| title::is_title(before))
            .unwrap_or(""),
    }
}
