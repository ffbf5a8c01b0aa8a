//! Content lines, which vCard (RFC 6350, RFC 2426, vCard 2.1) and iCalendar (RFC 5545) share:
//! `group.NAME;PARAM=value:value`, folded over several lines.

mod blocks;
mod text;
mod write;

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};

pub(crate) use blocks::{Block, Blocks};
pub(crate) use text::{list, structured, structured_lists, unescaped};
pub use write::ContentLines;
pub(crate) use write::escaped;

use crate::charset;

/// Properties of one component that are read; the rest is left in the raw text.
const MOST_PROPERTIES: usize = 5_000;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Property {
    /// Upper case.
    pub(crate) group: Option<String>,
    /// Upper case.
    pub(crate) name: String,
    /// Names in upper case; `TYPE` also holds the bare words of vCard 2.1.
    pub(crate) params: BTreeMap<String, Vec<String>>,
    /// As it stands, not decoded.
    raw: Vec<u8>,
}

impl Property {
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name)?.first().map(String::as_str)
    }

    /// The value as text: quoted-printable and charset resolved, escapes kept.
    pub(crate) fn value(&self) -> String {
        let legacy = self.param("CHARSET").and_then(charset::named);
        let text = match self.encoding().as_str() {
            "QUOTED-PRINTABLE" => charset::text(&text::quoted_printable(&self.raw), legacy),
            _ => charset::text(&self.raw, legacy),
        };
        text.replace("\r\n", "\n")
    }

    /// The value as text with escapes resolved, trimmed; none if nothing is left.
    pub(crate) fn text(&self) -> Option<String> {
        let text = unescaped(&self.value());
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// What a base64 value or a `data:` URI holds.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let is_base64 = matches!(self.encoding().as_str(), "B" | "BASE64");
        let packed = match data_uri(&self.raw) {
            Some(packed) => packed,
            None if is_base64 => &self.raw,
            None => return None,
        };
        let packed: Vec<u8> = packed
            .iter()
            .copied()
            .filter(|byte| !byte.is_ascii_whitespace())
            .collect();
        STANDARD.decode(packed).ok()
    }

    fn encoding(&self) -> String {
        self.param("ENCODING")
            .unwrap_or_default()
            .to_ascii_uppercase()
    }
}

fn data_uri(raw: &[u8]) -> Option<&[u8]> {
    let comma = memchr::memchr(b',', &raw[..raw.len().min(200)])?;
    let is_data =
        raw.get(..5)?.eq_ignore_ascii_case(b"data:") && raw[..comma].ends_with(b";base64");
    is_data.then(|| &raw[comma + 1..])
}

/// The properties of a component, `BEGIN` and `END` of it and of those inside left out.
pub(crate) fn properties(bytes: &[u8]) -> Vec<Property> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for line in unfolded_lines(bytes) {
        let Some(property) = property(&line) else {
            continue;
        };
        match property.name.as_str() {
            "BEGIN" => depth += 1,
            "END" => depth = depth.saturating_sub(1),
            _ if depth <= 1 && found.len() < MOST_PROPERTIES => found.push(property),
            _ => {}
        }
    }
    found
}

/// Lines put together again. A line that begins with a blank continues the one before; so does
/// one behind a quoted-printable line that ends in `=`.
pub(crate) fn unfolded_lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut is_soft = false;
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match lines.last_mut() {
            Some(last) if is_soft => {
                last.pop();
                last.extend_from_slice(line.strip_prefix(b" ").unwrap_or(line));
            }
            Some(last) if matches!(line.first(), Some(b' ' | b'\t')) => {
                last.extend_from_slice(&line[1..])
            }
            _ => lines.push(line.to_vec()),
        }
        is_soft = lines
            .last()
            .is_some_and(|last| last.ends_with(b"=") && is_quoted_printable(last));
    }
    lines
}

fn is_quoted_printable(line: &[u8]) -> bool {
    let head = &line[..memchr::memchr(b':', line).unwrap_or(line.len())];
    let head = String::from_utf8_lossy(&head[..head.len().min(300)]).to_ascii_uppercase();
    head.contains("QUOTED-PRINTABLE")
}

fn property(line: &[u8]) -> Option<Property> {
    let colon = value_start(line)?;
    let head = charset::text(&line[..colon], None);
    let mut parts = text::split_outside_quotes(&head, ';').into_iter();
    let name = parts.next()?.trim().to_ascii_uppercase();
    let (group, name) = match name.rsplit_once('.') {
        Some((group, name)) => (Some(group.to_owned()), name.to_owned()),
        None => (None, name),
    };
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    let mut params: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        let (key, values) = param(part);
        params.entry(key).or_default().extend(values);
    }
    Some(Property {
        group,
        name,
        params,
        raw: line[colon + 1..].to_vec(),
    })
}

/// The colon before the value: not one inside quotes.
fn value_start(line: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    line.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b':' && !is_quoted
    })
}

/// `TYPE=home,work`, or bare `HOME` as in vCard 2.1.
fn param(part: &str) -> (String, Vec<String>) {
    let Some((key, values)) = part.split_once('=') else {
        let word = part.trim().to_ascii_uppercase();
        let key = match word.as_str() {
            "QUOTED-PRINTABLE" | "BASE64" | "8BIT" | "7BIT" => "ENCODING",
            _ => "TYPE",
        };
        return (key.to_owned(), vec![word]);
    };
    let values = text::split_outside_quotes(values, ',');
    let plain = |value: &str| text::caret_unescaped(value.trim().trim_matches('"'));
    (
        key.trim().to_ascii_uppercase(),
        values.into_iter().map(plain).collect(),
    )
}

#[cfg(test)]
mod tests;
