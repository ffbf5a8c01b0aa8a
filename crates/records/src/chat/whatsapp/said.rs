//! Who said it, and whether it is text, media or a notice of the program.

use super::head::MARKS;
use crate::outcome::Reason;

/// What stands for media that were left out, in the usual languages, folded.
const OMITTED: [&str; 14] = [
    "omitted",
    "weggelassen",
    "ausgeschlossen",
    "absente",
    "omis",
    "omitido",
    "omitida",
    "omesso",
    "omessa",
    "weggelaten",
    "ocultada",
    "ocultado",
    "oculta",
    "pominieto",
];

/// Notices in the place of a text, folded.
const NOTICES: [&str; 12] = [
    "messages and calls are end-to-end encrypted",
    "nachrichten und anrufe sind ende-zu-ende",
    "this message was deleted",
    "you deleted this message",
    "diese nachricht wurde geloscht",
    "du hast diese nachricht geloscht",
    "ce message a ete supprime",
    "se elimino este mensaje",
    "questo messaggio e stato eliminato",
    "dit bericht is verwijderd",
    "esta mensagem foi apagada",
    "ta wiadomosc zostala usunieta",
];

/// The writer and what follows; none in a line of the program.
pub(super) fn sender(rest: &str) -> Option<(String, &str)> {
    let line_end = rest.find('\n').unwrap_or(rest.len());
    let colon = rest[..line_end]
        .find(": ")
        .or_else(|| rest[..line_end].trim_end().strip_suffix(':').map(str::len))?;
    let marks = |letter: char| MARKS.contains(&letter) || letter == '~' || letter.is_whitespace();
    let name = rest[..colon].trim_matches(marks);
    let name: String = name
        .chars()
        .map(|letter| if letter == '\u{a0}' { ' ' } else { letter })
        .collect();
    let is_name =
        !name.is_empty() && name.chars().count() <= 60 && !name.contains(['"', '“', '”', '«']);
    is_name.then(|| {
        (
            name,
            rest[colon + 1..]
                .strip_prefix(' ')
                .unwrap_or(&rest[colon + 1..]),
        )
    })
}

/// The text without marks, and what was sent with it.
pub(super) fn read(text: &str) -> Result<(String, Vec<String>), Reason> {
    let is_marked = text.starts_with(MARKS);
    let plain: String = text
        .chars()
        .filter(|letter| !MARKS.contains(letter))
        .collect();
    let plain = plain.replace("\r\n", "\n");
    let plain = plain.trim();
    let mut media = Vec::new();
    let mut kept = Vec::new();
    for line in plain.lines() {
        match attached(line, is_marked) {
            Some(name) => media.push(name),
            None => kept.push(line),
        }
    }
    let kept = kept.join("\n").trim().to_owned();
    let folded = crate::mapping::fold(&kept);
    let is_notice = NOTICES.iter().any(|notice| folded.starts_with(notice));
    if is_notice || (is_marked && media.is_empty()) {
        return Err(Reason::Service {
            what: kept.chars().take(200).collect(),
        });
    }
    if kept.is_empty() && media.is_empty() {
        return Err(Reason::Empty);
    }
    Ok((kept, media))
}

/// `<Media omitted>`, `image omitted`, `<attached: 1.jpg>`, `IMG-1.jpg (file attached)`.
fn attached(line: &str, is_marked: bool) -> Option<String> {
    let line = line.trim();
    let is_omitted = |text: &str| {
        let folded = crate::mapping::fold(text);
        folded
            .split_whitespace()
            .any(|word| OMITTED.contains(&word))
            && folded.split_whitespace().count() <= 6
    };
    if let Some(inside) = line
        .strip_prefix('<')
        .and_then(|line| line.strip_suffix('>'))
    {
        return match inside.split_once(": ") {
            Some((_, name)) if name.contains('.') => Some(name.to_owned()),
            _ => is_omitted(inside).then(|| "media".to_owned()),
        };
    }
    if let Some((name, note)) = line
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once(" ("))
    {
        let is_file = name
            .rsplit_once('.')
            .is_some_and(|(_, end)| (2..=5).contains(&end.len()));
        if is_file && !name.contains(' ') && note.split(' ').count() <= 4 {
            return Some(name.to_owned());
        }
    }
    (is_marked && is_omitted(line)).then(|| line.to_owned())
}
