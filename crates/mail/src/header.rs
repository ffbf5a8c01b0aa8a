//! The header block of a message as raw fields.
//! Invariant: a line that is no field and continues none is skipped, never an end of the block
//! unless it is blank.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::{charset, encoded_word};

/// A value is read up to this many bytes.
const VALUE_LIMIT: usize = 64 * 1024;
/// A list of addresses is read up to this many bytes: room for all that are kept of it.
const LIST_LIMIT: usize = 1024 * 1024;

pub(crate) struct Headers<'a> {
    fields: Vec<Field<'a>>,
    /// What follows the blank line.
    pub(crate) body: &'a [u8],
}

struct Field<'a> {
    /// Of the name, so that others are passed over quickly.
    key: u64,
    name: &'a [u8],
    value: &'a [u8],
}

impl<'a> Field<'a> {
    fn new(name: &'a [u8], value: &'a [u8]) -> Self {
        Field {
            key: key(name.trim_ascii()),
            name,
            value,
        }
    }
}

/// FNV-1a of a name in lower case.
const fn key(name: &[u8]) -> u64 {
    let (mut key, mut at) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while at < name.len() {
        key ^= name[at].to_ascii_lowercase() as u64;
        key = key.wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    key
}

/// Names of fields, to be looked for all at once.
pub(crate) struct FieldNames(HashSet<u64>);

impl FieldNames {
    /// One name a line.
    pub(crate) fn new(lines: &str) -> Self {
        FieldNames(lines.lines().map(|name| key(name.as_bytes())).collect())
    }
}

impl<'a> Headers<'a> {
    pub(crate) fn split(raw: &'a [u8]) -> Self {
        let mut fields: Vec<Field<'_>> = Vec::with_capacity(32);
        let mut rest = raw;
        let mut open: Option<(&[u8], usize)> = None;
        let mut at = 0;
        while !rest.is_empty() {
            let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let line = &rest[..length];
            rest = &rest[length..];
            let is_continuation = open.is_some() && matches!(line[0], b' ' | b'\t');
            if !is_continuation && let Some((name, start)) = open.take() {
                fields.push(Field::new(name, &raw[start..at]));
            }
            if matches!(line, b"\n" | b"\r\n") {
                break;
            }
            if !is_continuation && let Some(name) = field_name(line) {
                open = Some((name, at + name.len()));
            }
            at += length;
        }
        if let Some((name, start)) = open {
            fields.push(Field::new(name, &raw[start..at]));
        }
        Headers { fields, body: rest }
    }

    /// The raw values of every field of this name, unfolded and cut at [`VALUE_LIMIT`].
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = Cow<'a, str>> {
        self.values(name)
            .map(|value| unfold(beginning(value, VALUE_LIMIT)))
    }

    /// Like [`Headers::all`], for lists of addresses, which may be longer.
    pub(crate) fn lists(&self, name: &str) -> impl Iterator<Item = Cow<'a, str>> {
        self.values(name).map(|value| unfold(whole_entries(value)))
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        let wanted = key(name.as_bytes());
        self.fields
            .iter()
            .filter(move |field| {
                field.key == wanted
                    && field
                        .name
                        .trim_ascii()
                        .eq_ignore_ascii_case(name.as_bytes())
            })
            .map(|field| {
                let value = field.value.strip_prefix(b":").unwrap_or(field.value);
                value.trim_ascii()
            })
    }

    /// The raw value of the first such field that is not blank.
    pub(crate) fn first(&self, name: &str) -> Option<Cow<'a, str>> {
        self.all(name).find(|value| !value.is_empty())
    }

    /// The first such field as decoded text, cut at [`VALUE_LIMIT`] once more: some charsets
    /// grow when they are decoded.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let value = self.first(name)?;
        let mut text = fold_spaces(&encoded_word::decode(&value));
        text.truncate(text.floor_char_boundary(VALUE_LIMIT));
        Some(text)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Whether any field of these names is there and not blank.
    pub(crate) fn has_any(&self, names: &FieldNames) -> bool {
        self.fields
            .iter()
            .any(|field| names.0.contains(&field.key) && field.value.len() > 2)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'a [u8]> {
        self.fields.iter().map(|field| field.name)
    }
}

fn field_name(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().take(100).position(|byte| *byte == b':')?;
    let name = &line[..colon];
    let is_name = |byte: &u8| byte.is_ascii_graphic();
    (!name.is_empty() && name.trim_ascii_end().iter().all(is_name)).then_some(name)
}

/// Cut where a character begins, if the bytes are UTF-8.
fn beginning(value: &[u8], limit: usize) -> &[u8] {
    let is_inside = |at: usize| value.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let mut ends = (limit - 3..=limit).rev();
    let end = ends.find(|at| !is_inside(*at)).unwrap_or(limit);
    value.get(..end).unwrap_or(value)
}

/// Cut behind an entry of the list, so that no half address is read.
fn whole_entries(value: &[u8]) -> &[u8] {
    let head = beginning(value, LIST_LIMIT);
    let end = memchr::memrchr(b',', head).filter(|_| head.len() < value.len());
    &head[..end.unwrap_or(head.len())]
}

fn unfold(value: &[u8]) -> Cow<'_, str> {
    let text = charset::decode(value, None);
    if !text.contains(['\n', '\r', '\0']) {
        return text;
    }
    Cow::Owned(
        text.chars()
            .filter(|letter| !matches!(letter, '\n' | '\r' | '\0'))
            .collect(),
    )
}

/// Runs of white space become one space; control characters vanish.
pub(crate) fn fold_spaces(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace()) {
        let word = word.trim_matches(|letter: char| letter.is_control());
        if word.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().filter(|letter| !letter.is_control()));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_unfolded_and_found_in_any_case() {
        let headers = Headers::split(b"SUBJECT: a\r\n long\r\n\tone\r\nTo: x\r\n\r\nbody");
        assert_eq!(headers.text("Subject").as_deref(), Some("a long one"));
        assert_eq!(headers.body, b"body");
    }

    #[test]
    fn stray_lines_do_not_end_the_block() {
        let headers = Headers::split(b">From x\nA: 1\ngarbage here\nB: 2\n\nbody");
        assert_eq!(headers.first("b").as_deref(), Some("2"));
        assert_eq!(headers.body, b"body");
    }

    #[test]
    fn a_value_without_end_is_cut_at_a_character() {
        let raw = format!("Subject: x{}\nX: y\n\nbody", "é".repeat(500_000));
        let headers = Headers::split(raw.as_bytes());
        let expected = format!("x{}", "é".repeat(VALUE_LIMIT / 2 - 1));
        assert_eq!(headers.text("Subject"), Some(expected));
        assert_eq!(headers.first("X").as_deref(), Some("y"));
        assert_eq!(headers.body, b"body");
    }

    #[test]
    fn a_value_that_grows_when_decoded_is_cut() {
        let raw = [b"Subject: ", [0xe4; VALUE_LIMIT].as_slice()].concat();
        let text = Headers::split(&raw).text("Subject").unwrap_or_default();
        assert!(text.chars().all(|letter| !letter.is_ascii()));
        assert!((VALUE_LIMIT - 3..=VALUE_LIMIT).contains(&text.len()));
    }

    #[test]
    fn lists_are_longer_and_end_with_a_whole_entry() {
        let list = "jane@acme.com, ".repeat(100_000);
        let raw = format!("To: {list}");
        let headers = Headers::split(raw.as_bytes());
        let value = headers.lists("To").next().unwrap_or_default();
        assert!((LIST_LIMIT - 20..=LIST_LIMIT).contains(&value.len()));
        assert!(value.ends_with("jane@acme.com"));
        let first = headers.first("To").unwrap_or_default();
        assert!(first.len() <= VALUE_LIMIT);
    }

    #[test]
    fn the_block_may_be_all_there_is() {
        assert_eq!(Headers::split(b"A: 1").first("A").as_deref(), Some("1"));
        assert_eq!(Headers::split(b"").names().count(), 0);
    }
}
