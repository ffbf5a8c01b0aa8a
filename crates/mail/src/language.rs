//! The language a text is written in.

use std::collections::HashMap;
use std::sync::LazyLock;

use whatlang::{Detector, Lang, Script};

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    Detector::with_allowlist(CODES.iter().map(|(language, _)| *language).collect())
});

/// Bytes that are looked at: enough to be sure, few enough to be quick.
const SAMPLE: usize = 600;
const WORD_LISTS: &str = include_str!("language/words.txt");

/// The commonest words of languages with Latin and Cyrillic letters, for texts too short for
/// statistics of letters.
static WORDS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (language, line) in WORD_LISTS.lines().enumerate() {
        for word in line.split_whitespace().skip(1) {
            index.entry(word).or_default().push(language);
        }
    }
    index
});

/// The ISO 639-1 code of the language of `text`, where it is long and clear enough to tell.
pub(crate) fn detect(text: &str) -> Option<String> {
    let sample = sample(text);
    let told = by_script(&sample).or_else(|| by_words(&sample));
    if let Some(code) = told.or_else(|| by_letters(&sample)) {
        return Some(code.to_owned());
    }
    if sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        < 16
    {
        return None;
    }
    let info = DETECTOR.detect(&sample)?;
    let is_clear = info.is_reliable() || info.script() != Script::Latin || info.confidence() > 0.3;
    let has_ukrainian = sample.contains(['і', 'ї', 'є', 'ґ']);
    let language = if info.lang() == Lang::Ukr && !has_ukrainian {
        Lang::Rus
    } else {
        info.lang()
    };
    let (_, code) = CODES
        .iter()
        .find(|(known, _)| *known == language)
        .filter(|_| is_clear)?;
    Some((*code).to_owned())
}

/// The language most of whose common words occur, if it leads clearly.
fn by_words(sample: &str) -> Option<&'static str> {
    let mut counts = [0usize; 32];
    let lower = sample.to_lowercase();
    for word in
        lower.split(|letter: char| !(letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-')))
    {
        for language in WORDS.get(word).into_iter().flatten() {
            counts[*language] += 1;
        }
    }
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let second = counts
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != best)
        .map(|(_, count)| *count)
        .max()?;
    let leads = *count >= 2 && *count * 2 >= second * 3 && *count > second;
    WORD_LISTS
        .lines()
        .nth(best)
        .filter(|_| leads)?
        .split(' ')
        .next()
}

/// Letters and marks that only one language writes.
fn by_letters(sample: &str) -> Option<&'static str> {
    let count = |letters: &str| sample.matches(|letter| letters.contains(letter)).count();
    match () {
        () if count("łąęśćźżń") >= 3 && count("łśźż") >= 1 => Some("pl"),
        () if count("¿¡") >= 1 => Some("es"),
        () => None,
    }
}

/// The prose of the text: no addresses, links or numbers, which belong to no language.
fn sample(text: &str) -> String {
    let mut sample = String::with_capacity(SAMPLE + 64);
    for word in text.split_whitespace() {
        if sample.len() > SAMPLE {
            break;
        }
        if !word.contains(['@', '/', '<', '_', '=']) && !word.starts_with('>') {
            sample.push_str(word);
            sample.push(' ');
        }
    }
    sample
}

/// Scripts that tell their language where they make up a good part of the text.
fn by_script(sample: &str) -> Option<&'static str> {
    let count = |from: char, to: char| {
        sample
            .chars()
            .filter(|letter| (from..=to).contains(letter))
            .count()
    };
    let (kana, hangul, han) = (
        count('\u{3040}', '\u{30ff}'),
        count('\u{ac00}', '\u{d7a3}'),
        count('\u{4e00}', '\u{9fff}'),
    );
    let others = sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        - kana
        - hangul
        - han;
    match () {
        () if (kana + hangul + han) * 4 <= others => None,
        () if hangul > kana => Some("ko"),
        () if kana > 0 => Some("ja"),
        () => Some("zh"),
    }
}

/// The languages that are told apart; rarer ones would only be mistaken for them.
const CODES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Rus, "ru"),
    (Lang::Jpn, "ja"),
    (Lang::Cmn, "zh"),
    (Lang::Kor, "ko"),
    (Lang::Ukr, "uk"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Nob, "no"),
    (Lang::Fin, "fi"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Tur, "tr"),
    (Lang::Ell, "el"),
    (Lang::Heb, "he"),
    (Lang::Ara, "ar"),
    (Lang::Hin, "hi"),
    (Lang::Bul, "bg"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Slv, "sl"),
    (Lang::Cat, "ca"),
    (Lang::Vie, "vi"),
    (Lang::Tha, "th"),
    (Lang::Ind, "id"),
    (Lang::Est, "et"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Pes, "fa"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_languages_are_told_apart() {
        for (text, expected) in [
            (
                "Szanowny Panie, potwierdzam dostawę na poniedziałek, godz. 7:00. Z poważaniem",
                "pl",
            ),
            ("¿Qué lleváis vosotros?", "es"),
            (
                "Thank you for the call yesterday, I will send the contract tomorrow.",
                "en",
            ),
            (
                "Vielen Dank für das Gespräch gestern, ich schicke den Vertrag morgen.",
                "de",
            ),
            (
                "Merci pour votre appel, je vous envoie le contrat demain matin.",
                "fr",
            ),
            ("Спасибо за звонок, завтра отправлю договор.", "ru"),
            ("お世話になっております。契約書をお送りします。", "ja"),
            ("谢谢您的来电，我明天把合同发给您。", "zh"),
            ("Hi Alex, passt, danke dir!", "de"),
            ("Hoi Alex, maandag beginnen we.", "nl"),
            ("Gracias, nos vemos el jueves.", "es"),
        ] {
            assert_eq!(detect(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn too_little_text_has_no_language() {
        assert_eq!(detect("ok"), None);
        assert_eq!(detect("https://acme.com/en/page"), None);
    }
}
