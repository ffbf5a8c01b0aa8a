//! Which word is the given name and which the family's.

use super::PersonName;
use super::given::{east_asian_family_end, is_given_name};

const PARTICLES: &[&str] = &[
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "ter", "ten", "zu", "zum", "zur", "vom", "af", "av", "bin", "ibn", "al", "el", "st",
    "st.", "mac", "mc", "o'", "y", "e", "'t", "op", "dal", "dalla", "degli", "dei",
];

/// Puts a cleaned name into spoken order and splits it.
pub(super) fn arrange(name: &str) -> Option<PersonName> {
    if let Some((family, given)) = name.split_once(',') {
        let (family, given) = (family.trim(), given.trim().trim_end_matches(','));
        let is_small =
            given.starts_with(char::is_lowercase) && family.starts_with(char::is_uppercase);
        if !family.is_empty() && !given.is_empty() && !given.contains(',') && !is_small {
            return Some(named(&cased(given), &cased(family)));
        }
    }
    let name = name.replace(',', " ");
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => None,
        [only] => single(only),
        _ => Some(several(&words)),
    }
}

fn named(given: &str, family: &str) -> PersonName {
    let given_first = given.split_whitespace().next().unwrap_or(given);
    PersonName {
        full: format!("{given} {family}"),
        given: Some(given_first.to_owned()),
        family: Some(family.to_owned()),
    }
}

fn single(word: &str) -> Option<PersonName> {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters < 2 {
        return None;
    }
    let is_east_asian = word.chars().all(is_east_asian);
    if is_east_asian {
        return (2..=5).contains(&letters).then(|| unspaced(word));
    }
    let has_inner_capital =
        word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    if has_inner_capital
        && !is_given_name(word)
        && !word.contains(['-', '\'', '’'])
        && !word.starts_with("Mc")
    {
        return None;
    }
    let word = cased(word);
    Some(PersonName {
        full: word.clone(),
        given: Some(word),
        family: None,
    })
}

/// `홍길동` and `王小明` begin with a common family name; others are left whole.
fn unspaced(word: &str) -> PersonName {
    let split = east_asian_family_end(word);
    PersonName {
        full: word.to_owned(),
        given: split.map(|at| word[at..].to_owned()),
        family: split.map(|at| word[..at].to_owned()),
    }
}

fn several(words: &[&str]) -> PersonName {
    let full = words.join(" ");
    if full
        .chars()
        .all(|letter| letter == ' ' || is_east_asian(letter))
    {
        return PersonName {
            given: words.last().map(|word| (*word).to_owned()),
            family: Some(words[0].to_owned()),
            full,
        };
    }
    if has_patronymic_last(words) {
        return PersonName {
            full: cased(&full),
            given: Some(cased(words[1])),
            family: Some(cased(words[0])),
        };
    }
    if is_family_first(words) {
        let given = &words[1..];
        return PersonName {
            family: Some(cased(words[0])),
            given: given.last().map(|word| cased(word)),
            full: if given.len() == 1 && !is_vietnamese(words[0]) {
                cased(&format!("{} {}", given[0], words[0]))
            } else {
                cased(&full)
            },
        };
    }
    let is_particle = |at: usize| {
        let word = words[at];
        word.len() == 2
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && PARTICLES.contains(&word.to_lowercase().as_str())
            && words.get(at + 1).is_some_and(|next| is_shouted(next))
    };
    let capitals = (0..words.len())
        .take_while(|at| is_shouted(words[*at]) || is_particle(*at))
        .count();
    if capitals > 0
        && capitals < words.len()
        && !words[capitals..].iter().any(|word| is_shouted(word))
    {
        return named(
            &cased(&words[capitals..].join(" ")),
            &cased(&words[..capitals].join(" ").replacen("DE ", "De ", 1)),
        );
    }
    let family_at = family_start(words);
    named(
        &cased(&words[..family_at].join(" ")),
        &cased(&words[family_at..].join(" ")),
    )
}

/// Particles belong to the family name they precede.
fn family_start(words: &[&str]) -> usize {
    let first_particle = words.iter().enumerate().skip(1).position(|(at, word)| {
        at + 1 < words.len() && PARTICLES.contains(&word.to_lowercase().as_str())
    });
    first_particle.map_or(words.len() - 1, |at| at + 1)
}

/// `Иванов Иван`, `Nguyễn Văn An`: told by names that are common enough to be listed.
fn is_family_first(words: &[&str]) -> bool {
    let is_cyrillic = words[0]
        .chars()
        .all(|letter| ('\u{400}'..'\u{530}').contains(&letter));
    let is_turned =
        is_cyrillic && words.len() == 2 && !is_given_name(words[0]) && is_given_name(words[1]);
    is_turned || words.len() >= 3 && is_vietnamese(words[0])
}

fn is_vietnamese(word: &str) -> bool {
    const FAMILIES: [&str; 14] = [
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ",
        "ngô", "dương",
    ];
    FAMILIES.contains(&word.to_lowercase().as_str())
}

/// `Иванов Иван Иванович`.
fn has_patronymic_last(words: &[&str]) -> bool {
    let is_patronymic = |word: &str| {
        ["ович", "евич", "овна", "евна", "ична"]
            .iter()
            .any(|end| word.to_lowercase().ends_with(end))
    };
    words.len() == 3 && is_patronymic(words[2])
}

fn is_shouted(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 2
        && !word.chars().any(char::is_lowercase)
        && word.chars().any(char::is_uppercase)
}

fn is_east_asian(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{ac00}'..='\u{d7a3}' | '々' | '\u{3000}')
}

/// `JANE DOE` and `jane doe` become `Jane Doe`; mixed case is the owner's and stays.
pub(super) fn cased(name: &str) -> String {
    name.split(' ')
        .map(cased_word)
        .collect::<Vec<_>>()
        .join(" ")
}

fn cased_word(word: &str) -> String {
    let is_particle = PARTICLES.contains(&word.to_lowercase().as_str());
    let is_lower = !word.chars().any(char::is_uppercase);
    let needs_case = is_shouted(word) || is_lower && !is_particle;
    if !needs_case {
        return word.to_owned();
    }
    let mut cased = String::with_capacity(word.len());
    let mut starts = true;
    for letter in word.chars() {
        if starts {
            cased.extend(letter.to_uppercase());
        } else {
            cased.extend(letter.to_lowercase());
        }
        starts = matches!(letter, '-' | '\'' | '’' | '.');
    }
    cased
}
