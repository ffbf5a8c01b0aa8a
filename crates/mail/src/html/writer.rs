//! Lines of text under construction.
//! Invariant: white space is collapsed outside verbatim text, and every line of a quote begins
//! with one `> ` a level.

use super::entities;

#[derive(Default)]
pub(super) struct Writer {
    text: String,
    line_start: usize,
    quotes: Vec<bool>,
    depth: usize,
    needs_space: bool,
    is_verbatim: bool,
    blank_lines: usize,
}

impl Writer {
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or("")
    }

    pub(super) fn text(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let text = entities::decode(raw);
        if self.is_verbatim {
            return self.verbatim(&text);
        }
        for (at, word) in text.split(is_collapsible).enumerate() {
            self.needs_space |= at > 0;
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.is_line_empty() {
            self.begin_line();
        } else if self.needs_space && !self.text.ends_with([' ', '\t']) {
            self.text.push(' ');
        }
        self.needs_space = false;
        let clean = word.chars().filter(|letter| !is_invisible(*letter));
        self.text
            .extend(clean.map(|letter| if letter == '\u{a0}' { ' ' } else { letter }));
    }

    fn verbatim(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line_break();
            }
            let line = line.trim_end_matches('\r');
            if !line.is_empty() {
                if self.is_line_empty() {
                    self.begin_line();
                }
                self.text.push_str(line);
            }
        }
    }

    /// A value beside the text of a link.
    pub(super) fn inline(&mut self, value: &str) {
        self.needs_space = true;
        self.word(value);
        self.needs_space = true;
    }

    pub(super) fn line_break(&mut self) {
        if self.is_line_empty() {
            self.blank_lines += 1;
            if self.blank_lines > 2 {
                return;
            }
            self.prefix();
        }
        self.end_line();
    }

    /// A block begins or ends: what follows stands on a new line.
    pub(super) fn block(&mut self) {
        if !self.is_line_empty() {
            self.end_line();
        }
        self.needs_space = false;
    }

    pub(super) fn paragraph(&mut self, is_tight: bool) {
        self.block();
        if !is_tight && self.blank_lines == 0 && !self.text.is_empty() {
            self.line_break();
        }
    }

    pub(super) fn cell(&mut self) {
        if !self.is_line_empty() && !self.text.ends_with('\t') {
            self.text.push('\t');
        }
        self.needs_space = false;
    }

    pub(super) fn item(&mut self) {
        self.block();
        self.begin_line();
        self.text.push_str("- ");
    }

    pub(super) fn divider(&mut self) {
        self.block();
        self.word("________________________________");
        self.block();
    }

    pub(super) fn signature(&mut self) {
        self.block();
        let last = self.text.trim_end().rsplit('\n').next().unwrap_or("");
        if last.trim_start_matches(['>', ' ']) != "--" {
            self.begin_line();
            self.text.push_str("-- ");
            self.end_line();
        }
    }

    pub(super) fn open_quote(&mut self, is_quote: bool) {
        self.quotes.push(is_quote);
        self.depth += usize::from(is_quote);
    }

    pub(super) fn close_quote(&mut self) {
        if self.quotes.pop() == Some(true) {
            self.depth -= 1;
        }
    }

    pub(super) fn set_verbatim(&mut self, is_verbatim: bool) {
        self.block();
        self.is_verbatim = is_verbatim;
    }

    pub(super) fn finish(self) -> String {
        let mut text = String::with_capacity(self.text.len());
        for line in self.text.trim_matches(['\n', ' ', '\t']).split('\n') {
            let line = line.trim_end();
            text.push_str(line);
            if line.trim_start_matches(['>', ' ']) == "--" {
                text.push(' ');
            }
            text.push('\n');
        }
        text
    }

    fn is_line_empty(&self) -> bool {
        self.text.len() == self.line_start
    }

    fn begin_line(&mut self) {
        self.blank_lines = 0;
        self.prefix();
    }

    fn prefix(&mut self) {
        for _ in 0..self.depth.min(8) {
            self.text.push_str("> ");
        }
    }

    fn end_line(&mut self) {
        self.text.push('\n');
        self.line_start = self.text.len();
        self.needs_space = false;
    }
}

fn is_collapsible(letter: char) -> bool {
    matches!(letter, ' ' | '\n' | '\r' | '\t' | '\u{c}')
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' | '\u{34f}'
    ) || letter.is_control()
}
