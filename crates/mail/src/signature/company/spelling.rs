//! Whether a name spells a domain.

use super::FORMS;

/// The name spells the label of a domain: `Acme Labs GmbH` and `acmelabs.de`, initials included;
/// `Müller` is `mueller` and `muller`.
pub(in crate::signature) fn matches_domain(text: &str, domains: &[String]) -> bool {
    let has_two = |text: &str| text.to_lowercase().contains(['ä', 'ö', 'ü', 'ø']);
    spells(text, domains, romanised)
        || (has_two(text) || domains.iter().any(|domain| has_two(domain)))
            && spells(text, domains, unaccented)
}

fn spells(text: &str, domains: &[String], spelled: fn(&str) -> String) -> bool {
    if text.split_whitespace().count() > 9 {
        return false;
    }
    let words: Vec<String> = text
        .split(|letter: char| {
            letter.is_whitespace() || matches!(letter, '-' | '&' | '+' | '.' | '/')
        })
        .map(|word| {
            word.chars()
                .filter(|letter| letter.is_alphanumeric())
                .collect::<String>()
                .to_lowercase()
        })
        .filter(|word| !word.is_empty() && !FORMS.contains(word.as_str()))
        .map(|word| spelled(&word))
        .collect();
    let whole = words.concat();
    let joined = |conjunction: &str| {
        text.contains('&') && {
            let words = text.replace('&', &format!(" {conjunction} "));
            let words: String = words
                .to_lowercase()
                .split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| !FORMS.contains(word))
                .collect();
            let joined = spelled(&words);
            domains
                .iter()
                .any(|domain| domain.split('.').next().unwrap_or("").replace('-', "") == joined)
        }
    };
    if ["and", "und", "et", "y", "e", "i", "en", "n"]
        .iter()
        .any(|word| joined(word))
    {
        return true;
    }
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    domains.iter().any(|domain| {
        let label = domain.split('.').next().unwrap_or("");
        let label = spelled(&label.replace('-', ""));
        let is_prefix =
            whole.len() >= 3 && whole.len() * 2 > label.len() && label.starts_with(&whole)
                || label.len() >= 3 && whole.starts_with(&label);
        let is_word = words.iter().any(|word| {
            word.len() >= 4
                && (*word == label
                    || label.starts_with(word.as_str()) && word.len() * 2 > label.len())
        });
        let is_run = (0..words.len()).any(|start| words[start..].concat() == label);
        label.len() >= 2
            && (whole == label
                || is_prefix
                || is_run
                || words.len() >= 2 && initials == label
                || is_word)
    })
}

/// As those write it who leave the marks of letters away: `Müller` as `muller`.
pub(crate) fn unaccented(text: &str) -> String {
    let bare = text.chars().map(|letter| match letter {
        'ä' => 'a',
        'ö' | 'ø' => 'o',
        'ü' => 'u',
        other => other,
    });
    romanised(&bare.collect::<String>())
}

pub(crate) fn romanised(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' | 'ø' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' | 'ė' | 'ē' => plain.push('e'),
            'á' | 'à' | 'â' | 'ã' | 'å' | 'ą' | 'ă' | 'ā' => plain.push('a'),
            'í' | 'î' | 'ï' | 'ì' | 'ı' | 'ī' => plain.push('i'),
            'ó' | 'ô' | 'õ' | 'ò' | 'ő' => plain.push('o'),
            'ú' | 'ù' | 'û' | 'ů' | 'ű' | 'ū' => plain.push('u'),
            'ç' | 'ć' | 'č' => plain.push('c'),
            'ñ' | 'ń' | 'ň' | 'ņ' => plain.push('n'),
            'ł' | 'ľ' | 'ĺ' | 'ļ' => plain.push('l'),
            'ś' | 'š' | 'ş' | 'ș' => plain.push('s'),
            'ż' | 'ź' | 'ž' => plain.push('z'),
            'ř' => plain.push('r'),
            'ť' | 'ţ' | 'ț' => plain.push('t'),
            'ď' | 'đ' => plain.push('d'),
            'ğ' => plain.push('g'),
            'ý' => plain.push('y'),
            other => spell_cyrillic(other, &mut plain),
        }
    }
    plain
}

/// As domains spell it; other letters stay.
fn spell_cyrillic(letter: char, plain: &mut String) {
    const LETTERS: &str = "аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsch ыy эe юyu яya іi їi єe ґg";
    if matches!(letter, 'ъ' | 'ь') {
        return;
    }
    let spelled = LETTERS
        .split(' ')
        .find_map(|pair| pair.strip_prefix(letter));
    match spelled {
        Some(spelled) => plain.push_str(spelled),
        None => plain.push(letter),
    }
}
