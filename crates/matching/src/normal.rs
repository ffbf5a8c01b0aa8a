//! One value of each kind made comparable, and what is noted of it.

use crate::lexicon::Facts;
use crate::prior;
use crate::record::ExtraKind;
use crate::sound::loose;
use crate::text::{LONGEST, fold};

/// Marks of an e-mail address.
pub(crate) const ROLE: u32 = 1;
pub(crate) const FREE: u32 = 2;

/// `local@domain` in lower case, without what providers ignore: what follows a plus, and the
/// dots of a Gmail address. None where it is no address.
pub(crate) fn email(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("mailto:");
    let bare = text.rsplit_once('<').map_or(text, |(_, rest)| rest);
    let bare = bare.split('>').next().unwrap_or(bare).trim();
    let (local, domain) = bare.rsplit_once('@')?;
    let is_sound = |part: &str| {
        !part.is_empty() && part.len() <= LONGEST && !part.contains(char::is_whitespace)
    };
    if !is_sound(local) || !is_sound(domain) {
        return None;
    }
    let domain = domain.to_lowercase().trim_end_matches('.').to_owned();
    let mut local = local.to_lowercase();
    if let Some(plus) = local.find('+').filter(|plus| *plus > 0) {
        local.truncate(plus);
    }
    let is_gmail = matches!(domain.as_str(), "gmail.com" | "googlemail.com");
    if is_gmail {
        local.retain(|letter| letter != '.');
    }
    let domain = if is_gmail { "gmail.com" } else { &domain };
    Some(format!("{local}@{domain}"))
}

/// Marks are [`ROLE`] and [`FREE`].
pub(crate) fn email_facts(email: &str) -> Facts {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    let role = if mail::domains::is_role_address(email) {
        ROLE
    } else {
        0
    };
    let free = if mail::domains::is_free_mail(domain) {
        FREE
    } else {
        0
    };
    Facts {
        mark: role | free,
        prior: 1e-7,
        ..Facts::default()
    }
}

/// The digits, without the zeros that say "abroad" or "another town", and without an extension.
pub(crate) fn phone(text: &str) -> Option<String> {
    let lower: String = text
        .chars()
        .take(LONGEST)
        .collect::<String>()
        .to_lowercase();
    let main = lower
        .split("ext")
        .next()
        .and_then(|main| main.split(['x', ';', '#']).next())?;
    let main = main.replace("(0)", "");
    let digits: String = main.chars().filter_map(ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let digits = &digits[..digits.len().min(20)];
    (digits.len() >= 5).then(|| digits.to_owned())
}

fn ascii_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '\u{660}'..='\u{669}' => char::from_digit(letter as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(letter as u32 - 0x6f0, 10),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(letter as u32 - 0xff10, 10),
        _ => None,
    }
}

/// `network:name`, from that, from an address of a profile page, or from a bare name.
pub(crate) fn handle(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let bare = text.split("://").last().unwrap_or(&text);
    let bare = bare.split(['?', '#']).next().unwrap_or(bare);
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    let network = |host: &str| -> String {
        let labels: Vec<&str> = host.split('.').collect();
        let at = labels.len().saturating_sub(2);
        labels.get(at).copied().unwrap_or(host).to_owned()
    };
    let (network, name) = match bare.split_once('/') {
        Some((host, path)) if host.contains('.') => {
            (network(host), path.rsplit('/').next().unwrap_or(path))
        }
        _ => match bare.split_once(':') {
            Some((network, name)) => (network.trim().to_owned(), name),
            None => (String::new(), bare),
        },
    };
    let name: String = name
        .trim()
        .trim_start_matches('@')
        .chars()
        .take(LONGEST)
        .collect();
    (!name.is_empty()).then(|| format!("{network}:{name}"))
}

/// Words of a company's name without its legal form and without "the".
pub(crate) fn company(text: &str) -> Option<String> {
    let folded = fold(text);
    let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut end = all.len();
    while end > 1 && is_legal_form(all[end - 1]) {
        end -= 1;
    }
    let start = usize::from(end > 1 && all[0] == "the");
    let core = all.get(start..end).unwrap_or(&all).join(" ");
    (!core.is_empty()).then_some(core)
}

fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "incorporated"
            | "ltd"
            | "limited"
            | "llc"
            | "llp"
            | "lp"
            | "plc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "gmbh"
            | "mbh"
            | "ag"
            | "kg"
            | "kgaa"
            | "ohg"
            | "ug"
            | "gbr"
            | "ev"
            | "eg"
            | "se"
            | "sa"
            | "sas"
            | "sarl"
            | "srl"
            | "spa"
            | "sl"
            | "slu"
            | "bv"
            | "nv"
            | "ab"
            | "as"
            | "asa"
            | "aps"
            | "oy"
            | "oyj"
            | "kft"
            | "zrt"
            | "pty"
            | "pte"
            | "pvt"
            | "kk"
            | "ooo"
            | "oao"
            | "zao"
            | "doo"
            | "sro"
            | "spzoo"
            | "zoo"
            | "sp"
            | "z"
            | "o"
    )
}

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

/// Words, folded.
pub(crate) fn words(text: &str) -> Option<String> {
    let folded = fold(text);
    (!folded.is_empty()).then_some(folded)
}

/// Letters and digits alone.
pub(crate) fn code(text: &str) -> Option<String> {
    let mut folded = fold(text);
    folded.retain(|letter| letter != ' ');
    (!folded.is_empty()).then_some(folded)
}

/// `yyyymmdd`, with zeros for what is not said. Reads `1985-03-07`, `07.03.1985`, `3/7/1985`
/// (month first where that is possible and the parts are parted by slashes), `7 March 1985`,
/// `--03-07` and eight digits. What is no day stays as it is, to be compared as digits.
pub(crate) fn date(text: &str) -> Option<String> {
    let lower = fold(text);
    let parts: Vec<&str> = lower.split(' ').filter(|part| !part.is_empty()).collect();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| number(part)).collect();
    let month = parts.iter().find_map(|part| month(part));
    let has_slash = text.contains('/');
    let day = match (numbers.as_slice(), month) {
        ([whole], None) if parts[0].len() == 8 => Some(*whole),
        ([a, b], Some(month)) if *a > 31 => Some(join(*a, month, *b)),
        ([a, b], Some(month)) => Some(join(year(*b), month, *a)),
        ([a], Some(month)) if *a <= 31 => Some(join(0, month, *a)),
        ([a, b, c, ..], None) if *a > 31 => Some(join(*a, *b, *c)),
        ([a, b, c, ..], None) if has_slash && *a <= 12 => Some(join(year(*c), *a, *b)),
        ([a, b, c, ..], None) => Some(join(year(*c), *b, *a)),
        ([a, b], None) if text.trim_start().starts_with("--") => Some(join(0, *a, *b)),
        ([a], None) if (1850..2200).contains(a) => Some(join(*a, 0, 0)),
        _ => None,
    };
    day.map(|day| format!("{day:08}")).or_else(|| code(text))
}

/// The digits at the head of a word, as in `7th` and `07t00`.
fn number(word: &str) -> Option<u32> {
    let end = word
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(word.len());
    word.get(..end.min(9))?.parse().ok()
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = word.get(..3)?;
    let found = MONTHS.iter().position(|month| *month == start)?;
    u32::try_from(found + 1).ok()
}

/// Two digits mean the last century, unless that is more than ninety years ago.
fn year(number: u32) -> u32 {
    match number {
        0..=29 => 2000 + number,
        30..=99 => 1900 + number,
        _ => number,
    }
}

fn join(year: u32, month: u32, day: u32) -> u32 {
    year.min(9999) * 10_000 + month.min(99) * 100 + day.min(99)
}

/// An extra field's value by its kind.
pub(crate) fn extra(kind: ExtraKind, text: &str) -> Option<String> {
    match kind {
        ExtraKind::Exact | ExtraKind::Text => words(text),
        ExtraKind::Number => code(text),
        ExtraKind::Date => date(text),
    }
}

/// Words of names are marked 1 where they are known as such.
pub(crate) fn given_facts(word: &str) -> Facts {
    Facts {
        mark: u32::from(prior::is_given(word)),
        prior: prior::given_share(word),
        ..Facts::default()
    }
}

pub(crate) fn family_facts(word: &str) -> Facts {
    Facts {
        mark: u32::from(prior::is_common_family(word)),
        prior: prior::family_share(word).max(prior::family_share(&loose(word))),
        ..Facts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails() {
        assert_eq!(
            email("Jane <J.Doe+x@GMail.com>").as_deref(),
            Some("jdoe@gmail.com")
        );
        assert_eq!(email("a.b@acme.de").as_deref(), Some("a.b@acme.de"));
        for nothing in ["jane", "@", "a@", "@b", "a b@c d", ""] {
            assert_eq!(email(nothing), None);
        }
    }

    #[test]
    fn phones() {
        assert_eq!(
            phone("+49 (0)170 / 123-4567").as_deref(),
            Some("491701234567")
        );
        assert_eq!(phone("0170 1234567 ext. 12").as_deref(), Some("1701234567"));
        assert_eq!(phone("12"), None);
        assert_eq!(phone("😀"), None);
    }

    #[test]
    fn handles() {
        for text in [
            "https://www.linkedin.com/in/JaneDoe/",
            "linkedin:janedoe",
            "linkedin: @janedoe",
        ] {
            assert_eq!(handle(text).as_deref(), Some("linkedin:janedoe"));
        }
        assert_eq!(handle("@jane").as_deref(), Some(":jane"));
    }

    #[test]
    fn companies_without_legal_form() {
        assert_eq!(company("Anthropic, Inc.").as_deref(), Some("anthropic"));
        assert_eq!(
            company("The Müller GmbH & Co. KG").as_deref(),
            Some("muller")
        );
        assert_eq!(company("AG").as_deref(), Some("ag"));
        assert_eq!(company("…"), None);
    }

    #[test]
    fn dates() {
        for text in [
            "1985-03-07",
            "07.03.1985",
            "3/7/1985",
            "7 March 1985",
            "19850307",
            "March 7th, 1985",
        ] {
            assert_eq!(date(text).as_deref(), Some("19850307"), "{text}");
        }
        assert_eq!(date("--03-07").as_deref(), Some("00000307"));
        assert_eq!(date("1985").as_deref(), Some("19850000"));
        assert_eq!(date("soon").as_deref(), Some("soon"));
    }
}
