//! The language a text is written in.

use std::sync::LazyLock;

use whatlang::{Detector, Lang, Script};

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    Detector::with_allowlist(CODES.iter().map(|(language, _)| *language).collect())
});

/// Bytes that are looked at: enough to be sure, few enough to be quick.
const SAMPLE: usize = 600;

/// The ISO 639-1 code of the language of `text`, where it is long and clear enough to tell.
pub(crate) fn detect(text: &str) -> Option<String> {
    let sample = sample(text);
    if sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count()
        < 12
    {
        return short_script(&sample).map(str::to_owned);
    }
    let info = DETECTOR.detect(&sample)?;
    let is_clear = info.is_reliable() || info.script() != Script::Latin || info.confidence() > 0.3;
    let language = if info.lang() == Lang::Ukr && !sample.contains(['і', 'ї', 'є', 'ґ']) {
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

/// Scripts that tell their language in a few letters.
fn short_script(sample: &str) -> Option<&'static str> {
    let has = |from: char, to: char| sample.chars().any(|letter| (from..=to).contains(&letter));
    match () {
        () if has('\u{3040}', '\u{30ff}') => Some("ja"),
        () if has('\u{ac00}', '\u{d7a3}') => Some("ko"),
        () if has('\u{4e00}', '\u{9fff}') => Some("zh"),
        () => None,
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
