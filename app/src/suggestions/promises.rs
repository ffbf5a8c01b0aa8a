//! What somebody said they would do, and what they asked: the sentence that says so, read
//! by phrases in eleven languages. A question or a condition is no promise.

use std::sync::LazyLock;

use language::{Label, check::sentences};

/// Beside those that come along with the labels.
const MORE: [&str; 22] = [
    "get back to you",
    "circle back",
    "follow up with you",
    "come back to you",
    "send it over",
    "send you",
    "melde mich",
    "komme auf dich zu",
    "komme auf sie zu",
    "schicke dir",
    "schicke ihnen",
    "schick dir",
    "kümmere mich",
    "je t'envoie",
    "je vous recontacte",
    "te escribo",
    "le escribo",
    "volto a contactar",
    "ti scrivo",
    "ik kom bij je terug",
    "odezwę się",
    "напишу",
];
/// Whoever says so promises nothing, or says that it is done.
const NOT: [&str; 20] = [
    "if ",
    "would ",
    "could ",
    "can you",
    "please",
    "falls ",
    "wenn ",
    "könntest",
    "könnten",
    "bitte",
    "si ",
    "se ",
    "als je",
    "jeśli",
    "если",
    "もし",
    "如果",
    "did not",
    "didn't",
    "nicht",
];
/// A longer one is no sentence.
const LONGEST: usize = 240;
const SHOWN: usize = 120;

static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let labels = Label::known().iter();
    let known = labels
        .filter(|label| label.name == "promise")
        .flat_map(|label| label.phrases.iter().map(|phrase| plain(phrase)));
    let mut phrases: Vec<String> = known.chain(MORE.map(ToOwned::to_owned)).collect();
    phrases.sort_unstable();
    phrases.dedup();
    phrases
});

/// The sentence in which the writer says what they will do.
pub fn promise(own_text: &str) -> Option<String> {
    let promises = |sentence: &&str| {
        let said = plain(sentence);
        let is_other = is_question(sentence) || NOT.iter().any(|word| has(&said, word));
        is_short(sentence) && !is_other && PHRASES.iter().any(|phrase| has(&said, phrase))
    };
    let all = sentences(own_text);
    all.into_iter().find(promises).map(shown)
}

/// The last sentence that asks something.
pub fn question(own_text: &str) -> Option<String> {
    let all = sentences(own_text);
    let asks = |sentence: &&&str| {
        let is_address = sentence.contains("://") || sentence.contains("www.");
        is_question(sentence) && !is_address && is_short(sentence)
    };
    all.iter().rev().find(asks).map(|sentence| shown(sentence))
}

fn is_short(sentence: &str) -> bool {
    sentence.chars().count() <= LONGEST
}

fn is_question(sentence: &str) -> bool {
    sentence.contains(['?', '？', '؟'])
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// As whole words, where the script has spaces between them.
fn has(said: &str, phrase: &str) -> bool {
    let phrase = phrase.trim_end();
    let joins = |letter: Option<char>| {
        letter.is_some_and(|letter| {
            letter.is_alphanumeric()
                && !matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
        })
    };
    said.match_indices(phrase).any(|(at, _)| {
        let before = said[..at].chars().next_back();
        let after = said[at + phrase.len()..].chars().next();
        !joins(before) && !joins(after)
    })
}

fn shown(sentence: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    let cut: String = line.chars().take(SHOWN - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_promised() {
        for (text, expected) in [
            (
                "Thanks a lot!\n\nI'll get back to you next week.\n\nBest\nBo",
                Some("I'll get back to you next week."),
            ),
            (
                "I’ll send you the slides tomorrow.",
                Some("I’ll send you the slides tomorrow."),
            ),
            (
                "Danke dir. Ich melde mich Ende des Monats.",
                Some("Ich melde mich Ende des Monats."),
            ),
            (
                "Je reviens vers vous lundi.",
                Some("Je reviens vers vous lundi."),
            ),
            ("Te aviso mañana.", Some("Te aviso mañana.")),
            ("Ti faccio sapere.", Some("Ti faccio sapere.")),
            (
                "Ik kom erop terug na de vakantie.",
                Some("Ik kom erop terug na de vakantie."),
            ),
            ("Dam znać jutro.", Some("Dam znać jutro.")),
            ("Я пришлю завтра.", Some("Я пришлю завтра.")),
            (
                "Я пришлю презентацию завтра утром, как только коллеги из соседнего отдела вернутся из отпуска и ещё раз проверят все расчёты и таблицы.",
                Some(
                    "Я пришлю презентацию завтра утром, как только коллеги из соседнего отдела вернутся из отпуска и ещё раз проверят все ра…",
                ),
            ),
            ("明日ご連絡します。", Some("明日ご連絡します。")),
            ("Shall I send you the slides?", None),
            ("Could you send you know what.", None),
            ("I'll let you know if anything changes.", None),
            ("Bitte melde dich. Ich melde mich nicht.", None),
            ("The promised land is far.", None),
            ("See you then. Thanks!", None),
            ("", None),
        ] {
            assert_eq!(promise(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_was_asked() {
        for (text, expected) in [
            (
                "Shall we meet? Or is Friday better?\n\nAda",
                Some("Or is Friday better?"),
            ),
            ("Kommst du?", Some("Kommst du?")),
            ("来ますか？", Some("来ますか？")),
            ("See https://lind.example/?a=1", None),
            ("See you.", None),
        ] {
            assert_eq!(question(text).as_deref(), expected, "{text}");
        }
    }
}
