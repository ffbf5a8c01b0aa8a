//! Places: postal addresses.

use crate::text::fold;

/// Words of an address, with the usual abbreviations written out.
pub(crate) fn address(text: &str) -> Option<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(street_word)
        .collect();
    let joined = words.join(" ");
    (!joined.is_empty()).then_some(joined)
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
