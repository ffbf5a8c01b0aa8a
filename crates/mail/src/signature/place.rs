//! Streets, postal codes and cities.

use std::sync::LazyLock;

use regex::Regex;

use super::contact::pattern;
use super::region;

static STREET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:\b\d[\w-]*,?\s+(?:boul\.?|bd\.?|av\.)\s+\p{L}|\b\d[\w-]*[,.]?\s+(?:[\p{L}.'’-]+\s+){0,5}(?:street|st|avenue|ave|av|road|rd|lane|ln|boulevard|blvd|drive|dr|way|court|ct|square|sq|place|pl|terrace|parkway|pkwy|highway|hwy|broadway|plaza|row|walk|wharf|quay|close|crescent|alley|mews|gardens|grove|hill|park|rue|quai|allée|allées|chemin|impasse|cours|esplanade|bis|passage|route|faubourg|boulevard|bd)\b",
        r"|\b(?:rue|avenue|av\.?|boulevard|bd\.?|place|quai|chemin|allée|impasse|route|calle|c/|avda\.?|avenida|paseo|pº|plaza|plaça|passeig|carrer|carretera|ronda|rua|r\.|praça|travessa|alameda|largo|via|viale|v\.le|piazza|p\.zza|corso|largo|vicolo|strada|ul\.?|ulica|al\.|aleja|aleje|plac|pl\.|os\.|ул\.?|улица|пр\.?|пр-т|проспект|наб\.?|пер\.|переулок|шоссе|ш\.|бульвар|б-р|площадь|просп\.|вул\.)\s*[\p{L}\d«.][^|]{0,60}?\d",
        r"|\p{L}{2,}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|gracht|kade|dijk|singel|gatan|vägen|gade|vej|gata|veien|katu|tie)\s*\d",
        r"|\b\p{Lu}[\p{L}.-]+(?:[ -]\p{L}[\p{L}.-]*){0,3}[ -](?:straße|strasse|str\.|weg|platz|allee|ring|ufer|damm|straat|laan|plein|gracht|kade|weg|gate|gata|vei|vej|väg|gade|utca|út|sokak|caddesi|cad\.|sok\.|bulvarı|ulice|náměstí|street|avenue|road)\s*(?:no:?\s*)?\d",
        r"|\b(?:am|an der|im|in der|auf der|unter den|zum|zur|alte|neue|große|kleine) \p{L}[\p{L} .-]{2,30} \d{1,4}\s?[a-z]?\b",
        r"|\b(?:suite|ste\.?|floor|fl\.|unit|building|bldg\.?|room|apt\.?|p\.?\s?o\.? box|postfach|bp|office)\s*#?\d",
        r"|\d(?:st|nd|rd|th) floor\b|\b\d{1,3}F\b.*\d|\d+[-−ー]\d+[-−ー]\d+.*(?:ビル|階)|[都道府県市区町村丁目番地].*\d|\p{Hangul}(?:로|길|동|구)\s?\d|\d+号|路\d+|\d+路|大街|大厦|大道",
        r")"
    ))
});
static POSTAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:^|[\s,])(?:[A-Z]{1,2}-)?\d{4,6}\s+\p{Lu}[\p{L}.'’/-]+",
        r"|\b\d{4}\s?[A-Z]{2}\s+\p{Lu}\p{L}+|\b\d{2}-\d{3}\s+\p{Lu}\p{L}+|\b\d{4}-\d{3}\s+\p{Lu}\p{L}+|\b\d{3}\s\d{2}\s+\p{Lu}\p{L}+",
        r"|,\s*\p{Lu}[\p{L} ]+\s\d{4}$|,\s*\d{3}\s+\p{Lu}\p{Ll}+$|\p{Lu}\p{L}+,?\s\d{3}-\d{4}\b|\d.*\p{L}-(?:ku|cho|shi|machi|gu|dong|ro|gil)\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b|\b\d{5}-\d{3}\b|〒\s?\d{3}-?\d{4}|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT)\s+\d{4}\b|\p{L}+,\s+\d{6}\b|\b\d{6},?\s+(?:г\.\s*)?\p{Lu}|\b(?:CEP|CP|C\.P\.)\s*:?\s*\d{5}|\b(?:\p{Lu}\p{Ll}+|SINGAPORE|MUMBAI|DELHI|CHENNAI)\s\d{6}\b)"
    ))
});
static STATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}[\p{L}'’ -]+,?\s(?:NSW|VIC|QLD|TAS)\b|^\p{Lu}[\p{L}.'’ -]+,\s*(?:AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|ON|QC|BC|AB|MB|NSW|VIC|QLD|SP|RJ|MG|RS|PR|California|Texas|New York|Massachusetts|Washington|Florida|Illinois|Colorado|Oregon|Ontario|British Columbia|Quebec)\b\.?",
    )
});

/// `Petrolina/PE`: a city and the letters of a state that are hardly anything else.
static BRAZILIAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}\p{Ll}[\p{L}' ]{1,28}\s?[/-]\s?(?:AC|AL|AM|BA|CE|DF|GO|MG|MS|MT|PB|PE|PI|RJ|RN|RO|RR|RS|SC|SP)$",
    )
});

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text))
}

/// How surely a segment is (part of) an address: 0 not at all, 1 a bare city, 2 a form that only
/// addresses have.
pub(super) fn strength(text: &str) -> u8 {
    if text.chars().count() > 120 {
        return 0;
    }
    let has_digit = text.chars().any(|letter| letter.is_ascii_digit());
    if has_digit && (matches(&STREET, text) || matches(&POSTAL, text)) {
        return 2;
    }
    if matches(&BRAZILIAN, text) && !super::title::is_title(text) {
        return 2;
    }
    let text = &text.replace(" - ", ", ").replace(" – ", ", ");
    let parts: Vec<&str> = text
        .split([',', '/', '&', '·'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let is_list = parts.len() > 1;
    let is_named = |part: &&str| {
        let is_short = part.split_whitespace().count() <= 3 && !has_long_number(part);
        is_region(part, is_list) || region::city_in(part).is_some() && is_short
    };
    if !parts.is_empty() && parts.iter().all(is_named) {
        return if parts.len() > 1 { 2 } else { 1 };
    }
    let first = parts.first().copied().unwrap_or("");
    let is_position = !has_digit
        && (super::title::is_title(first)
            || first.len() < 4 && !first.contains(char::is_lowercase));
    let ends_in_country = parts.len() > 1
        && !is_position
        && parts.len() <= 4
        && parts
            .last()
            .is_some_and(|last| region::country(last).is_some());
    let begins_with_city = parts.len() > 1
        && parts.len() <= 3
        && parts
            .first()
            .is_some_and(|first| region::city(first).is_some());
    let is_short = parts
        .iter()
        .all(|part| part.split_whitespace().count() <= 4);
    const WAYS: [&str; 14] = [
        "road",
        "street",
        "avenue",
        "lane",
        "drive",
        "square",
        "boulevard",
        "salai",
        "marg",
        "nagar",
        "crescent",
        "close",
        "highway",
        "parade",
    ];
    let begins_with_way = parts.len() > 1
        && first
            .rsplit(' ')
            .next()
            .is_some_and(|last| WAYS.contains(&last.to_lowercase().as_str()))
        && first.contains(' ');
    let is_suffixed =
        (begins_with_way || ends_in_country || begins_with_city || matches(&STATE, text))
            && is_short
            && text.len() < 60;
    if is_suffixed { 2 } else { 0 }
}

/// A city, a country or, behind a city, a state's two letters.
fn is_region(part: &str, may_be_state: bool) -> bool {
    let is_state =
        may_be_state && part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    is_state
        || region::city(part).is_some()
        || region::country(part).is_some()
        || is_marked_town(part)
}

/// `г. Нижний Тагил`.
fn is_marked_town(part: &str) -> bool {
    let name = ["г.", "гор.", "пос.", "м."]
        .iter()
        .find_map(|mark| part.strip_prefix(mark))
        .map(str::trim_start);
    name.is_some_and(|name| {
        name.starts_with(|first: char| first.is_uppercase() && !first.is_ascii())
            && name
                .chars()
                .all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-'))
            && name.split(' ').count() <= 3
    })
}

fn has_long_number(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.len() > 2 && word.chars().any(|letter| letter.is_ascii_digit()))
}

/// The region whose postal form a location has.
pub(super) fn region_by_form(location: &str) -> Option<&'static str> {
    static FORMS: LazyLock<Vec<(Option<Regex>, &str)>> = LazyLock::new(|| {
        [
            (r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", "GB"),
            (r"\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\b", "US"),
            (r"\b\d{4}\s?[A-Z]{2}\s+\p{Lu}\p{L}+", "NL"),
            (r"\b\d{2}-\d{3}\s+\p{Lu}\p{L}+", "PL"),
            (r"\b\d{5}-\d{3}\b", "BR"),
            (r"\b\d{4}-\d{3}\b", "PT"),
            (r"〒", "JP"),
            (r"(?i)(?:straße|strasse|str\.)\s*\d+.*\b\d{5}\b", "DE"),
            (r"(?i)\b(?:rue|boulevard|avenue|quai|place|allée|chemin|impasse|route|cours|bd)\b.*\b\d{5}\b", "FR"),
            (r"(?i)\b(?:via|viale|piazza|corso)\b.*\b\d{5}\b", "IT"),
            (r"(?i)\b(?:calle|avda|avenida|paseo|c/).*\b\d{5}\b", "ES"),
        ]
        .into_iter()
        .map(|(form, region)| (pattern(form), region))
        .collect()
    });
    FORMS
        .iter()
        .find(|(form, _)| form.as_ref().is_some_and(|form| form.is_match(location)))
        .map(|(_, region)| *region)
}
