//! How much a name has in common with the sender's.

use crate::address::Address;
use crate::names::{self, PersonName};

/// How much a name has in common with the sender's: 10 all, 6 one part, 5 the local part.
pub(in crate::signature) fn likeness(name: &PersonName, sender: &Address) -> i32 {
    let of_block = tokens(&name.full);
    let display = sender
        .name
        .as_deref()
        .and_then(names::parse)
        .map(|name| tokens(&name.full))
        .unwrap_or_default();
    let shared = of_block
        .iter()
        .filter(|token| display.contains(token))
        .count();
    if shared > 0 {
        return if shared == of_block.len() || shared == display.len() || shared >= 2 {
            10
        } else {
            6
        };
    }
    let local = sender.email.split('@').next().unwrap_or("");
    let local: String = local
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect::<String>()
        .to_lowercase();
    let by_local = of_block.iter().any(|token| {
        token.chars().count() >= 3 && local.contains(token.as_str()) || *token == local
    });
    if by_local { 5 } else { 0 }
}

pub(super) fn tokens(name: &str) -> Vec<String> {
    const PARTICLES: [&str; 12] = [
        "de", "der", "den", "van", "von", "da", "di", "do", "la", "le", "el", "al",
    ];
    let words = name
        .split(|letter: char| !letter.is_alphabetic())
        .map(|word| unaccented(&word.to_lowercase()));
    words
        .filter(|word| word.chars().count() > 1 && !PARTICLES.contains(&word.as_str()))
        .collect()
}

fn unaccented(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'ę' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ç' | 'ć' | 'č' => 'c',
            'ñ' | 'ń' => 'n',
            'ł' => 'l',
            'ś' | 'š' => 's',
            'ż' | 'ź' | 'ž' => 'z',
            other => other,
        })
        .collect()
}

/// Whether a name in the block is somebody else's: both are full names in one script and share
/// nothing, and the sender's address does not speak for it either.
pub(in crate::signature) fn is_somebody_else(name: &PersonName, sender: &Address) -> bool {
    let Some(own) = names::person_name(sender.name.as_deref(), &sender.email) else {
        return false;
    };
    let is_latin = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphabetic())
            .all(|letter| letter < '\u{250}')
    };
    let is_cyrillic = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphabetic())
            .all(|letter| ('\u{400}'..'\u{530}').contains(&letter))
    };
    let same_script = is_latin(&own.full) && is_latin(&name.full)
        || is_cyrillic(&own.full) && is_cyrillic(&name.full);
    let is_full = own.family.is_some() && name.family.is_some();
    let knows_both = name.given.as_deref().is_some_and(names::is_given_name);
    same_script && is_full && knows_both && likeness(name, sender) == 0
}
