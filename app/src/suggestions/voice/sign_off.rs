//! The line before the name at the end of a message, and the name.

use super::{Names, OwnText, after_beginning, lines, most_frequent};
use crate::suggestions::{phrases::Phrases, types::Tone};

const LONGEST: usize = 30;
/// How far from the end it is looked for: a signature may stand beneath it.
const AMONG_LAST: usize = 10;
/// What a sign-off may go on with, in whatever language.
const COMPLEMENTS: &[&str] = &[
    "wishes",
    "regards",
    "again",
    "yours",
    "truly",
    "sincerely",
    "faithfully",
    "and",
    "so",
    "very",
    "much",
    "in",
    "advance",
    "soon",
    "kind",
    "best",
    "warm",
    "thanks",
    "love",
    "xo",
    "x",
    "und",
    "bis",
    "bald",
    "dann",
    "grüße",
    "viele",
    "liebe",
    "beste",
    "herzliche",
    "herzlichst",
    "schöne",
    "sonnige",
    "dank",
    "danke",
    "dir",
    "euch",
    "ihnen",
    "dein",
    "deine",
    "ihr",
    "ihre",
    "vorab",
    "im",
    "voraus",
    "sehr",
    "schon",
    "mal",
    "nochmals",
    "et",
    "à",
    "toi",
    "vous",
    "bientôt",
    "beaucoup",
    "encore",
    "avance",
    "bonne",
    "journée",
    "soirée",
    "agréer",
    "recevoir",
    "mes",
    "sincères",
    "salutations",
    "distinguées",
    "cordialement",
    "y",
    "un",
    "una",
    "saludo",
    "cordial",
    "cordiales",
    "afectuoso",
    "abrazo",
    "fuerte",
    "grande",
    "atentamente",
    "muchas",
    "mil",
    "e",
    "um",
    "muito",
    "desde",
    "já",
    "abraço",
    "beijos",
    "obrigado",
    "obrigada",
    "mille",
    "tante",
    "tanti",
    "ancora",
    "buona",
    "giornata",
    "serata",
    "saluti",
    "caro",
    "cordiali",
    "en",
    "alvast",
    "veel",
    "lieve",
    "groet",
    "groeten",
    "groetjes",
    "i",
    "serdecznie",
    "ciepło",
    "gorąco",
    "wielkie",
    "bardzo",
    "и",
    "большое",
    "огромное",
    "крепко",
    "ваш",
    "ваша",
    "твой",
    "твоя",
    "いたします",
    "致します",
    "します",
    "申し上げます",
    "お願いします",
    "お願いいたします",
    "お願い致します",
    "お願い申し上げます",
    "です",
    "ね",
    "また",
];
/// "Grüße aus Wien": what follows is a place.
const PLACE_FOLLOWS: &[&str] = &["aus", "vom", "uit", "vanuit"];

pub(super) fn learned(texts: &[&OwnText], phrases: &Phrases, names: Names<'_>) -> Option<String> {
    let found = texts.iter().filter_map(|text| {
        let (line, _) = sign_off_of(&text.body, phrases, names)?;
        without_own_name(line, phrases, names)
    });
    most_frequent(found).map(ToOwned::to_owned)
}

/// As the member signs to this person; else as the tone has it.
pub(super) fn signature(
    texts: &[&OwnText],
    phrases: &Phrases,
    names: Names<'_>,
    tone: Tone,
) -> String {
    let signed = texts.iter().filter_map(|text| {
        let (_, beneath) = sign_off_of(&text.body, phrases, names)?;
        beneath.filter(|line| is_own_name(line, names))
    });
    most_frequent(signed).map_or_else(
        || match tone {
            Tone::Casual => first_name(names.own).to_owned(),
            Tone::Formal => names.own.trim().to_owned(),
        },
        ToOwned::to_owned,
    )
}

/// The line, and the one beneath it.
fn sign_off_of<'a>(
    body: &'a str,
    phrases: &Phrases,
    names: Names<'_>,
) -> Option<(&'a str, Option<&'a str>)> {
    let mut beneath = None;
    for line in lines(body).rev().take(AMONG_LAST) {
        if is_sign_off(line, phrases, names) {
            return Some((line, beneath));
        }
        beneath = Some(line);
    }
    None
}

/// A line of prose may begin like a sign-off, but goes on with words of its own.
fn is_sign_off(line: &str, phrases: &Phrases, names: Names<'_>) -> bool {
    line.chars().count() <= LONGEST
        && !line.contains(['?', '？'])
        && after_sign_off(line, phrases).is_some_and(|rest| {
            let mut words = words_of(rest).take_while(|word| !PLACE_FOLLOWS.contains(word));
            words.all(|word| is_own_name(word, names) || goes_on(word))
        })
}

fn after_sign_off<'a>(line: &'a str, phrases: &Phrases) -> Option<&'a str> {
    let habits = &phrases.habits;
    after_beginning(line, habits.formal_sign_offs, phrases)
        .or_else(|| after_beginning(line, habits.casual_sign_offs, phrases))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
}

fn goes_on(word: &str) -> bool {
    COMPLEMENTS.contains(&word.to_lowercase().as_str())
}

/// "Cheers, Ada" is "Cheers,".
fn without_own_name<'a>(line: &'a str, phrases: &Phrases, names: Names<'_>) -> Option<&'a str> {
    let rest = after_sign_off(line, phrases)?;
    let mut words = rest.split_whitespace();
    match words.find(|word| is_own_name(word, names)) {
        Some(name) => Some(line.get(..line.rfind(name)?)?.trim_end()),
        None => Some(line),
    }
}

/// All its words belong to the member's name; an initial stands for the rest.
fn is_own_name(line: &str, names: Names<'_>) -> bool {
    let own = names.own.to_lowercase();
    let mut words = words_of(line).peekable();
    words.peek().is_some()
        && words.all(|word| {
            let word = word.to_lowercase();
            let mut parts = own.split_whitespace();
            parts.any(|part| part == word || (word.chars().count() == 1 && part.starts_with(&word)))
        })
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
