//! Places: postal addresses.

use crate::text::fold;

/// Words of an address, with the usual abbreviations written out.
pub(crate) fn address(text: &str) -> Option<String> {
    let folded = fold(text);
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    if words().all(|word| street_word(word) == word) {
        return (!folded.is_empty()).then_some(folded);
    }
    let mut written = String::with_capacity(folded.len() + 8);
    for word in words() {
        if !written.is_empty() {
            written.push(' ');
        }
        written.push_str(street_word(word));
    }
    Some(written)
}

fn street_word(word: &str) -> &str {
    match word {
        "st" => "street",
        "rd" => "road",
        "ave" | "av" => "avenue",
        "blvd" => "boulevard",
        "dr" => "drive",
        "ln" => "lane",
        "ct" | "crt" => "court",
        "pl" => "place",
        "sq" => "square",
        "hwy" => "highway",
        "cres" | "cr" => "crescent",
        "tce" | "ter" => "terrace",
        "pde" => "parade",
        "apt" => "apartment",
        "n" => "north",
        "s" => "south",
        "e" => "east",
        "w" => "west",
        long if long.ends_with("strasse") => long.get(..long.len() - 4).unwrap_or(long),
        other => other,
    }
}

/// The word of an address that is most likely its street's name: the longest.
pub(crate) fn street(address: &str) -> Option<&str> {
    let words = address.split(' ').filter(|word| !is_way(word));
    words.max_by_key(|word| (word.len(), *word))
}

/// Words that say what kind of way it is, and so nothing of which.
fn is_way(word: &str) -> bool {
    matches!(
        word,
        "street"
            | "road"
            | "avenue"
            | "boulevard"
            | "drive"
            | "lane"
            | "court"
            | "place"
            | "square"
            | "highway"
            | "crescent"
            | "terrace"
            | "parade"
            | "apartment"
    )
}
