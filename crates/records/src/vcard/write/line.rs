//! Single properties: their labels and parameters.

use super::{Card, CardVersion};
use crate::content_line::escaped;

impl Card {
    /// A property with what people call it: a type that the standard knows, or a label of
    /// its group, as Apple writes it.
    pub(super) fn labelled(&mut self, name: &str, label: Option<&str>, value: &str) {
        let Some(label) = label else {
            return self.lines.put(name, value);
        };
        let is_phone = name == "TEL";
        let known = match label {
            "home" | "work" => Some(label),
            "mobile" if is_phone => Some("cell"),
            "fax" | "pager" if is_phone => Some(label),
            _ => None,
        };
        match known {
            Some(known) if self.version == CardVersion::V3 => {
                let name = format!("{name};TYPE={}", known.to_uppercase());
                self.lines.put(&name, value);
            }
            Some(known) => self.lines.put(&format!("{name};TYPE={known}"), value),
            None => self.grouped(name, label, value),
        }
    }

    /// A property in a group of its own, which has this label.
    pub(super) fn grouped(&mut self, name: &str, label: &str, value: &str) {
        self.groups += 1;
        let group = self.groups;
        self.lines.put(&format!("item{group}.{name}"), value);
        let name = format!("item{group}.X-ABLabel");
        self.lines.put(&name, escaped(label));
    }
}

/// `;NAME="value"`, encoded as RFC 6868 says.
pub(super) fn parameter(name: &str, value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for letter in value.replace("\r\n", "\n").chars() {
        match letter {
            '^' => encoded.push_str("^^"),
            '"' => encoded.push_str("^'"),
            '\n' | '\r' => encoded.push_str("^n"),
            letter if letter.is_control() => {}
            letter => encoded.push(letter),
        }
    }
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if !encoded.is_empty() && encoded.chars().all(is_word) {
        format!(";{name}={encoded}")
    } else {
        format!(";{name}=\"{encoded}\"")
    }
}

/// An address or an id, in which only what would end or change it is escaped.
pub(super) fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '\\' => plain.push_str("\\\\"),
            '\n' => plain.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
    }
    plain
}
