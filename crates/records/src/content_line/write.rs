//! Content lines as they are written (RFC 5545, 3.1; RFC 6350, 3.2): folded at 75 octets,
//! text escaped.

use std::fmt::Write;

const LONGEST: usize = 75;

/// A calendar or a card as it is written, line by line.
#[derive(Debug, Default)]
pub struct ContentLines(String);

impl ContentLines {
    /// A line whose value needs no escaping.
    pub fn put(&mut self, name: &str, value: impl std::fmt::Display) {
        let mut line = String::new();
        let _ = write!(line, "{name}:{value}");
        self.fold(&line);
    }

    /// A line of text in the words of people.
    pub fn text(&mut self, name: &str, value: &str) {
        self.put(name, escaped(value));
    }

    /// A line as it stands.
    pub(crate) fn whole(&mut self, line: &str) {
        let is_kept = |letter: &char| !matches!(letter, '\r' | '\n');
        self.fold(&line.chars().filter(is_kept).collect::<String>());
    }

    pub fn finish(self) -> String {
        self.0
    }

    fn fold(&mut self, line: &str) {
        let mut room = LONGEST;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LONGEST - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text of people as one value.
pub(crate) fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let unix = text.replace("\r\n", "\n");
    for letter in unix.chars() {
        match letter {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(letter);
            }
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push('\t'),
            letter if letter.is_control() => {}
            letter => value.push(letter),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, text: &str) -> String {
        let mut lines = ContentLines::default();
        lines.text(name, text);
        lines.finish()
    }

    #[test]
    fn text_is_escaped_so_that_it_is_one_value() {
        let found = written("SUMMARY", "a, b; c\\d\r\nEND:VEVENT\u{7}\rx");
        assert_eq!(found, "SUMMARY:a\\, b\\; c\\\\d\\nEND:VEVENT\\nx\r\n");
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let text = "ä漢🦀 ".repeat(60);
        let found = written("SUMMARY", &text);
        for line in found.split("\r\n") {
            assert!(line.len() <= LONGEST, "{} octets", line.len());
        }
        assert_eq!(found.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
    }
}
