//! The first line of a message, where it greets this person.

use super::{Names, OwnText, after_beginning, lines, most_frequent};
use crate::suggestions::{
    phrases::{Manner, Phrases},
    types::Tone,
};

const LONGEST: usize = 40;
/// A name that is not known as theirs may be what the member calls them, if they did
/// so more than once in messages to them alone.
const NICKNAME_FROM: usize = 2;
/// So many letters of a name at least stand for it.
const SHORTEST: usize = 3;

struct Greeting<'a> {
    line: &'a str,
    /// Words that are neither greeting nor part of the person's name.
    strange: Vec<String>,
    alone: bool,
}

pub(super) fn learned(texts: &[&OwnText], phrases: &Phrases, names: Names<'_>) -> Option<String> {
    let greetings: Vec<Greeting<'_>> = texts
        .iter()
        .filter_map(|text| greeting_of(text, phrases, names))
        .collect();
    let is_theirs =
        |greeting: &&Greeting<'_>| greeting.strange.is_empty() || is_nickname(greeting, &greetings);
    most_frequent(
        greetings
            .iter()
            .filter(is_theirs)
            .map(|greeting| greeting.line),
    )
    .map(ToOwned::to_owned)
}

fn is_nickname(greeting: &Greeting<'_>, all: &[Greeting<'_>]) -> bool {
    let same = all
        .iter()
        .filter(|other| other.alone && other.strange == greeting.strange);
    greeting.strange.len() == 1 && same.count() >= NICKNAME_FROM
}

fn greeting_of<'a>(text: &'a OwnText, phrases: &Phrases, names: Names<'_>) -> Option<Greeting<'a>> {
    let line = lines(&text.body).next()?;
    if line.chars().count() > LONGEST {
        return None;
    }
    let rest = spoken_to(line, phrases)?;
    let mut strange = words_said(rest, phrases);
    strange.retain(|word| !is_part_of_name(word, phrases, names, text.alone));
    let is_crowd = strange.iter().any(|word| CROWDS.contains(&word.as_str()));
    (!is_crowd).then_some(Greeting {
        line,
        strange,
        alone: text.alone,
    })
}

/// What a greeting says beside the greeting itself; none if it is no greeting.
pub(super) fn spoken_to<'a>(line: &'a str, phrases: &Phrases) -> Option<&'a str> {
    let habits = &phrases.habits;
    let begun = after_beginning(line, habits.formal_greetings, phrases)
        .or_else(|| after_beginning(line, habits.casual_greetings, phrases));
    let bare = line.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    begun.or_else(|| {
        let ends = habits.greeting_ends.iter();
        ends.filter_map(|end| bare.strip_suffix(end)).next()
    })
}

/// Words for many, in whatever language: what is said to them is said to nobody alone.
const CROWDS: &[&str] = &[
    "all",
    "everyone",
    "everybody",
    "team",
    "folks",
    "guys",
    "both",
    "colleagues",
    "friends",
    "alle",
    "zusammen",
    "beide",
    "beiden",
    "kollegen",
    "kolleginnen",
    "damen",
    "herren",
    "leute",
    "tous",
    "toutes",
    "équipe",
    "collègues",
    "todos",
    "todas",
    "equipo",
    "equipe",
    "colegas",
    "tutti",
    "tutte",
    "colleghi",
    "allemaal",
    "allen",
    "collega",
    "collegas",
    "wszyscy",
    "wszystkim",
    "państwo",
    "zespole",
    "все",
    "всем",
    "всех",
    "коллеги",
    "друзья",
    "皆様",
    "皆さん",
    "各位",
    "大家",
    "诸位",
];

/// Without titles, in lower case.
fn words_said(rest: &str, phrases: &Phrases) -> Vec<String> {
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !phrases.habits.titles.contains(&word.as_str()))
        .collect()
}

/// A name may be inflected or shortened in a message to them alone; among several it
/// may be another's that is alike.
fn is_part_of_name(word: &str, phrases: &Phrases, names: Names<'_>, alone: bool) -> bool {
    let name = format!("{} {}", names.full, names.given.unwrap_or_default()).to_lowercase();
    if phrases.habits.unspaced && !word.is_ascii() {
        let without_title = |word: &str| {
            let titles = phrases.habits.titles.iter();
            titles.fold(word.to_owned(), |word, title| word.replace(title, ""))
        };
        let bare = without_title(word);
        let compact: String = name.split_whitespace().collect();
        return bare.is_empty() || compact.contains(&bare);
    }
    name.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|part| !part.is_empty())
        .any(|part| part == word || (alone && is_alike(part, word, phrases)))
}

/// One goes on where the other ends; where names are inflected, the endings may differ.
fn is_alike(part: &str, word: &str, phrases: &Phrases) -> bool {
    let shared = part.chars().zip(word.chars());
    let shared = shared.take_while(|(a, b)| a == b).count();
    let rests = [part, word].map(|name| name.chars().count() - shared);
    let inflects = matches!(phrases.code, "pl" | "ru");
    shared >= SHORTEST && (rests.contains(&0) || (inflects && rests.iter().all(|rest| *rest <= 2)))
}

/// By the phrases, where none was learned.
pub(super) fn made(manner: &Manner, tone: Tone, names: Names<'_>) -> String {
    let full = Some(names.full).filter(|name| !name.contains('@') && !name.trim().is_empty());
    let name = match tone {
        Tone::Casual => names.given.or(full),
        Tone::Formal => full.or(names.given),
    };
    match name {
        Some(name) => manner.greeting.replace("{name}", name.trim()),
        None => manner.greeting_nameless.to_owned(),
    }
}
