//! Identifiers of messages and the threads they span.

use sha2::{Digest, Sha256};

use crate::header::Headers;

/// References beyond these are dropped from the middle of the chain.
const REFERENCE_LIMIT: usize = 200;

/// The Message-ID, else a hash that two copies of the message share: it leaves out what
/// transport adds on the way.
pub(super) fn message_id(headers: &Headers<'_>) -> String {
    let given = headers
        .first("Message-ID")
        .and_then(|value| identifiers(&value).into_iter().next());
    given.unwrap_or_else(|| {
        let fields = ["Date", "From", "To", "Cc", "Subject"]
            .map(|name| headers.first(name).unwrap_or_default());
        let body = headers
            .body
            .trim_ascii_end()
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii_end);
        digest(fields.iter().map(|field| field.as_bytes()).chain(body))
    })
}

fn digest<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update(b"\n");
    }
    hash.finalize()
        .iter()
        .fold("sha256:".to_owned(), |text, byte| {
            text + &format!("{byte:02x}")
        })
}

pub(super) fn in_reply_to(headers: &Headers<'_>) -> Option<String> {
    let value = headers.first("In-Reply-To")?;
    let is_prose = !value.contains('<') && value.split_whitespace().nth(1).is_some();
    identifiers(&value).into_iter().next().filter(|_| !is_prose)
}

pub(super) fn references(headers: &Headers<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for value in headers.all("References") {
        for id in identifiers(&value) {
            if found.len() < REFERENCE_LIMIT && found.last() != Some(&id) {
                found.push(id);
            }
        }
    }
    found
}

/// What stands in angle brackets; where nothing does, the words that look like identifiers.
fn identifiers(value: &str) -> Vec<String> {
    let compact = |text: &str| text.split_whitespace().collect::<String>();
    let bracketed: Vec<String> = value
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'))
        .map(|(id, _)| compact(id))
        .filter(|id| !id.is_empty())
        .collect();
    if !bracketed.is_empty() {
        return bracketed;
    }
    let words = value.split(|letter: char| letter.is_whitespace() || letter == ',');
    let words = words.map(|word| word.trim_matches(['<', '>', '"']).to_owned());
    words
        .filter(|word| !word.is_empty() && word.len() < 998)
        .collect()
}
