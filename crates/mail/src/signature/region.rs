//! Countries and cities by name.

use std::collections::HashMap;
use std::sync::LazyLock;

static COUNTRIES: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| index(include_str!("countries.txt")));
static CITIES: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| index(include_str!("cities.txt")));

/// Each line holds a region's code and names, with hyphens for spaces.
fn index(text: &'static str) -> HashMap<String, &'static str> {
    let mut found = HashMap::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(region) = words.next() else {
            continue;
        };
        for word in words {
            found.insert(key(word), region);
        }
    }
    found
}

fn key(name: &str) -> String {
    name.to_lowercase()
        .replace('\u{307}', "")
        .replace('-', " ")
        .trim_matches(|letter: char| letter.is_whitespace() || letter == ',')
        .to_owned()
}

pub(super) fn country(name: &str) -> Option<&'static str> {
    COUNTRIES.get(&key(name)).copied()
}

pub(super) fn city(name: &str) -> Option<&'static str> {
    CITIES.get(&key(name)).copied()
}

/// The region of the last country or city that a location names.
pub(super) fn of_location(location: &str) -> Option<&'static str> {
    let parts: Vec<&str> = location
        .split([',', '\n', '(', ')', '/'])
        .map(str::trim)
        .collect();
    let found = parts
        .iter()
        .rev()
        .find_map(|part| country(part))
        .or_else(|| parts.iter().rev().find_map(|part| city_in(part)));
    found.or_else(|| super::place::region_by_form(location))
}

/// `10115 Berlin`, `Berlin 10115` and `SW1A 1AA London` name Berlin and London.
pub(super) fn city_in(text: &str) -> Option<&'static str> {
    let letters = |word: &&str| !word.chars().any(|letter| letter.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().filter(letters).collect();
    let joined = words.join(" ");
    let has_figures = words.len() < text.split_whitespace().count();
    let is_followed = || words.get(1).is_some_and(|word| country(word).is_some());
    city(&joined)
        .or_else(|| city(words.first()?).filter(|_| has_figures || is_followed()))
        .or_else(|| country(words.last()?))
}

/// The region of a domain's ending, where it is a country's or a place's and not sold to
/// everybody.
pub(super) fn of_domain(domain: &str) -> Option<String> {
    const SOLD: [&str; 18] = [
        "io", "co", "ai", "me", "tv", "ly", "eu", "fm", "cc", "ws", "gg", "im", "so", "to", "vc",
        "la", "sh", "gl",
    ];
    let ending = domain.rsplit('.').next()?.to_lowercase();
    let place = match ending.as_str() {
        "uk" | "london" | "scot" | "wales" => "GB",
        "su" | "рф" | "moscow" => "RU",
        "cat" | "eus" | "gal" => "ES",
        "bzh" | "paris" | "alsace" | "corsica" => "FR",
        "berlin" | "hamburg" | "koeln" | "cologne" | "bayern" | "nrw" | "saarland" | "ruhr" => "DE",
        "wien" | "tirol" => "AT",
        "swiss" | "zuerich" => "CH",
        "amsterdam" | "frl" => "NL",
        "vlaanderen" | "brussels" => "BE",
        "tokyo" | "osaka" => "JP",
        "quebec" => "CA",
        "nyc" | "gov" | "edu" | "mil" => "US",
        ending if ending.len() == 2 && !SOLD.contains(&ending) => {
            return Some(ending.to_uppercase());
        }
        _ => return None,
    };
    Some(place.to_owned())
}

/// The region most writers of a script or of these words live in.
pub(super) fn of_text(text: &str) -> Option<&'static str> {
    let has = |from: char, to: char| text.chars().any(|letter| (from..=to).contains(&letter));
    let lower = text.to_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match () {
        () if has('\u{3040}', '\u{30ff}') || holds(&["株式会社", "電話", "部長", "〒"]) => {
            Some("JP")
        }
        () if has('\u{ac00}', '\u{d7a3}') => Some("KR"),
        () if has('\u{4e00}', '\u{9fff}') => Some("CN"),
        () if holds(&["і", "ї", "є"]) => Some("UA"),
        () if has('а', 'я') => Some("RU"),
        () if holds(&["gmbh", "geschäftsführer", "straße", "grüße", "ust-id"]) => Some("DE"),
        () if holds(&[
            "cordialement",
            "sarl",
            "tél",
            "portable :",
            "directeur",
            "directrice",
        ]) =>
        {
            Some("FR")
        }
        () if holds(&["sp. z o.o", "pozdrawiam", "kierownik", "dyrektor", "ul. "]) => Some("PL"),
        () if holds(&[
            "ltda",
            "cumprimentos",
            "atenciosamente",
            "são paulo",
            "abraço",
        ]) =>
        {
            Some("BR")
        }
        () if holds(&["s.r.l", "s.p.a", "cordiali saluti", "cellulare", "cell."]) => Some("IT"),
        () if holds(&["teléfono", "móvil", "atentamente", "saludos", "tfno"]) => Some("ES"),
        () if holds(&["vriendelijke groet", "b.v.", " bv", "mobiel"]) => Some("NL"),
        () => None,
    }
}

/// The region that most writers of a language live in.
pub(super) fn of_language(code: &str) -> Option<&'static str> {
    const REGIONS: [(&str, &str); 22] = [
        ("de", "DE"),
        ("fr", "FR"),
        ("es", "ES"),
        ("pt", "PT"),
        ("it", "IT"),
        ("nl", "NL"),
        ("pl", "PL"),
        ("ru", "RU"),
        ("uk", "UA"),
        ("ja", "JP"),
        ("zh", "CN"),
        ("ko", "KR"),
        ("sv", "SE"),
        ("da", "DK"),
        ("no", "NO"),
        ("fi", "FI"),
        ("cs", "CZ"),
        ("hu", "HU"),
        ("ro", "RO"),
        ("tr", "TR"),
        ("el", "GR"),
        ("bg", "BG"),
    ];
    REGIONS
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, region)| *region)
}
