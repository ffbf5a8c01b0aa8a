//! Which segment is the person's name, and whether the block is the sender's.

use crate::address::Address;
use crate::names::{self, PersonName};

/// How a segment reads as a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) name: PersonName,
    pub(super) score: i32,
    /// What follows the name in the segment: `Jane Doe, CTO` leaves `CTO`.
    pub(super) rest: Option<String>,
}

/// Reads a segment as a name, or as a name and something behind it.
pub(super) fn read(text: &str, place: usize, sender: Option<&Address>) -> Option<Reading> {
    let text = without_possessive(without_proxy(text));
    let text = ["드림", "올림", "배상", "拝", "敬上"]
        .iter()
        .find_map(|mark| text.strip_suffix(mark))
        .map_or(text, str::trim_end);
    let own = sender.and_then(|sender| own_name_inside(text, sender));
    let split = own.or_else(|| {
        split_points(text)
            .into_iter()
            .find_map(|(end, start)| split_at(text, end, start, sender))
    });
    let (name, written, rest) = split
        .or_else(|| east_asian_title_first(text))
        .or_else(|| Some((candidate(text)?, text, None)))?;
    let score = score(&name, written, place, sender);
    Some(Reading { name, score, rest })
}

/// `営業二課 課長 鈴木一郎（すずき）`: the sender's name stands behind department or title.
fn own_name_inside<'a>(text: &'a str, sender: &Address) -> Option<Split<'a>> {
    let name = sender
        .name
        .as_deref()
        .and_then(names::parse)
        .filter(|name| name.family.is_some() || !name.full.is_ascii())?;
    let at = text.find(name.full.as_str()).filter(|at| *at > 0)?;
    let (before, written) = text.split_at(at);
    let is_end = written[name.full.len()..].trim_start().is_empty()
        || written[name.full.len()..]
            .trim_start()
            .starts_with(['(', '（']);
    let before = before.trim();
    let is_bare_title = before.split_whitespace().all(names::is_title);
    let rest =
        Some(before.to_owned()).filter(|before| super::title::is_title(before) && !is_bare_title);
    is_end.then_some((name, written, rest))
}

/// `弁護士 高橋 誠`.
fn east_asian_title_first(text: &str) -> Option<Split<'_>> {
    let (title, written) = text.split_once(' ')?;
    let is_short = title.chars().count() <= 8 && title.chars().all(|letter| letter > '\u{2e80}');
    let is_name = written
        .chars()
        .all(|letter| letter > '\u{2e80}' || letter == ' ')
        && (2..=7).contains(&written.chars().count());
    if !is_short || !is_name || !super::title::is_title(title) || super::title::is_title(written) {
        return None;
    }
    Some((candidate(written)?, written, Some(title.to_owned())))
}

type Split<'a> = (PersonName, &'a str, Option<String>);

fn split_at<'a>(
    text: &'a str,
    end: usize,
    start: usize,
    sender: Option<&Address>,
) -> Option<Split<'a>> {
    let name = candidate(&text[..end])?;
    let rest = text[start..]
        .trim_matches(|letter: char| letter.is_whitespace() || ",-–—:/)".contains(letter));
    let is_whole = name.family.is_some() || name.full.chars().all(|letter| letter > '\u{2e80}');
    let is_bracket = text[..start].ends_with(['(', '（']);
    if !is_whole || rest.is_empty() {
        return None;
    }
    let is_romanised = !name.full.is_ascii() && rest.is_ascii() && !super::title::is_title(rest);
    let is_degree = is_romanised
        && name
            .full
            .chars()
            .all(|letter| letter > '\u{2e80}' || letter == ' ')
        || text[..start].ends_with(", ") && is_capitals_alone(rest, sender);
    let rest = Some(rest.to_owned()).filter(|rest| {
        !is_suffix(rest) && !is_degree && (!is_bracket || super::title::is_title(rest))
    });
    Some((name, &text[..end], rest))
}

/// `Jane Doe, AICP`: letters that are neither a position nor the sender's company.
fn is_capitals_alone(rest: &str, sender: Option<&Address>) -> bool {
    let domains: Vec<String> = sender
        .and_then(|sender| crate::domains::company_domain(&sender.email))
        .into_iter()
        .collect();
    (2..=6).contains(&rest.len())
        && rest.bytes().all(|byte| byte.is_ascii_uppercase())
        && !super::title::is_title(rest)
        && super::company::strength(rest, &domains) == 0
}

/// Degrees, pronouns and the like behind a name.
fn is_suffix(text: &str) -> bool {
    let text = match text.split_once(" (") {
        Some((degree, _)) if text.ends_with([')', '(']) || !text.contains(')') => degree,
        _ => text,
    };
    let words = || text.split([' ', ',', '/']).filter(|word| !word.is_empty());
    const PRONOUNS: [&str; 13] = [
        "he", "him", "his", "she", "her", "hers", "they", "them", "er", "ihm", "sie", "ihr", "ms.",
    ];
    let is_pronoun = |word: &str| PRONOUNS.contains(&word.to_lowercase().trim_matches(['(', ')']));
    let is_degree = |word: &str| names::is_credential(word) || is_pronoun(word);
    let is_capitals = |word: &str| word.len() <= 6 && !word.chars().any(char::is_lowercase);
    words().next().is_some_and(is_degree)
        && words().all(|word| is_degree(word) || is_capitals(word))
}

/// `deine Oma Gerda`, `your friend Bob`.
fn without_possessive(text: &str) -> &str {
    const WORDS: [&str; 22] = [
        "dein", "deine", "euer", "eure", "ihr", "ihre", "your", "ton", "ta", "votre", "tu", "tuo",
        "tua", "je", "jouw", "twój", "twoja", "твой", "твоя", "ваш", "ваша", "teu",
    ];
    match text.split_once(' ') {
        Some((first, rest)) if WORDS.contains(&first.to_lowercase().as_str()) => rest,
        _ => text,
    }
}

/// `i. A. Petra Vogel`: signed by proxy.
fn without_proxy(text: &str) -> &str {
    const MARKS: [&str; 8] = [
        "i. A. ", "i.A. ", "i. V. ", "i.V. ", "ppa. ", "p.p. ", "pp ", "gez. ",
    ];
    MARKS
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
        .unwrap_or(text)
}

fn split_points(text: &str) -> Vec<(usize, usize)> {
    let marks = [
        ", ", " - ", " – ", " — ", " / ", ": ", " (", "，", "、", ",", " at ",
    ];
    let mut found: Vec<(usize, usize)> = marks
        .iter()
        .filter_map(|mark| text.find(mark).map(|at| (at, at + mark.len())))
        .collect();
    found.sort_unstable();
    found.extend(east_asian_split(text));
    found.extend(romanised_split(text));
    found
}

/// `陳怡婷 Yi-Ting Chen`: one name in two scripts; the first is kept.
fn romanised_split(text: &str) -> Option<(usize, usize)> {
    let at = text.find(|letter: char| letter.is_ascii_uppercase())?;
    let head = text[..at].trim_end();
    let is_head = (2..=6).contains(&head.chars().filter(|letter| *letter != ' ').count())
        && head
            .chars()
            .all(|letter| letter > '\u{2e80}' || letter == ' ')
        && head.len() < at;
    let is_tail = text[at..]
        .chars()
        .all(|letter| letter.is_ascii_alphabetic() || " .,-'".contains(letter));
    (is_head && is_tail).then_some((head.len(), at))
}

/// `営業部 山田 太郎` is left to the lines; `山田太郎 部長` splits at its space.
fn east_asian_split(text: &str) -> Option<(usize, usize)> {
    let is_han = text
        .chars()
        .next()
        .is_some_and(|letter| letter > '\u{2e80}');
    let at = text
        .find(' ')
        .filter(|at| is_han && (2..=5).contains(&text[..*at].chars().count()))?;
    super::title::is_title(&text[at..]).then_some((at, at + 1))
}

/// `企画部 田中 美咲`: an East Asian department before the name.
fn without_department(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest))
            if first.ends_with(['部', '課', '室', '係', '科', '팀'])
                && first.chars().count() > 1
                && !is_family(first, rest)
                && !rest.trim().is_empty() =>
        {
            without_department(rest.trim())
        }
        _ => text,
    }
}

/// `阿部 弘`: a family name that ends like a department.
fn is_family(first: &str, rest: &str) -> bool {
    let joined = format!("{first}{}", rest.replace(' ', ""));
    names::east_asian_family_end(&joined) == Some(first.len())
}

fn candidate(text: &str) -> Option<PersonName> {
    let text = text.trim();
    let is_plain =
        !text.chars().any(|letter| letter.is_ascii_digit()) && text.chars().count() <= 50;
    if !is_plain || text.ends_with(['!', '?', ':']) || text.contains("://") {
        return None;
    }
    let text = without_department(text);
    let name = names::parse(text)?;
    let bare: String = text
        .split([' ', ','])
        .filter(|word| !names::is_title(word) && !names::is_credential(word))
        .collect();
    let kept = name
        .full
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    let given = bare.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_most = kept * 10 >= given * 5;
    is_most.then_some(name)
}

fn score(name: &PersonName, text: &str, place: usize, sender: Option<&Address>) -> i32 {
    let words: Vec<&str> = name.full.split_whitespace().collect();
    let is_capital = |word: &&str| {
        word.chars().next().is_some_and(|letter| {
            letter.is_uppercase() || !letter.is_ascii() && !letter.is_lowercase()
        }) || word.len() <= 3
    };
    let knows_given = name.given.as_deref().is_some_and(names::is_given_name)
        || name.family.as_deref().is_some_and(names::is_given_name);
    let mut score = 0;
    score += sender.map_or(0, |sender| likeness(name, sender));
    score += i32::from(knows_given) * 3;
    let joined = name.full.replace(' ', "");
    let is_east_asian = joined.chars().all(|letter| letter > '\u{2e80}')
        && names::east_asian_family_end(&joined).is_some();
    score += i32::from(is_east_asian) * 4;
    score += match words.len() {
        2 => 2,
        3 => 1,
        1 => -1,
        _ => -2,
    };
    score += [2, 1, 0][place.min(2)];
    score -= i32::from(!words.iter().all(is_capital)) * 4;
    let is_written_so = text
        .split_whitespace()
        .find(|word| !names::is_title(word))
        .is_some_and(|first| {
            first
                .chars()
                .next()
                .is_some_and(|letter| !letter.is_lowercase())
        });
    score -= i32::from(!is_written_so) * 4;
    score -= i32::from(super::title::is_title(&name.full)) * if knows_given { 3 } else { 6 };
    score -= i32::from(super::company::has_legal_form(text)) * 8;
    score -= i32::from(super::company::has_noun(&name.full)) * 4;
    score -= i32::from(is_company_of(name, sender)) * 6;
    score -= i32::from(super::place::strength(text) > 0) * if knows_given { 2 } else { 6 };
    score
}

/// The words spell the sender's domain and are not the sender's own name.
fn is_company_of(name: &PersonName, sender: Option<&Address>) -> bool {
    let Some(domain) = sender.and_then(|sender| crate::domains::company_domain(&sender.email))
    else {
        return false;
    };
    let own = sender
        .and_then(|sender| names::parse(sender.name.as_deref()?))
        .map(|own| tokens(&own.full))
        .unwrap_or_default();
    let is_own = tokens(&name.full)
        .first()
        .is_some_and(|first| own.contains(first));
    let is_given = name.given.as_deref().is_some_and(names::is_given_name);
    !is_own && !is_given && super::company::matches_domain(&name.full, &[domain])
}

/// How much a name has in common with the sender's: 10 all, 6 one part, 5 the local part.
pub(super) fn likeness(name: &PersonName, sender: &Address) -> i32 {
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

fn tokens(name: &str) -> Vec<String> {
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
pub(super) fn is_somebody_else(name: &PersonName, sender: &Address) -> bool {
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
