//! Lines of a block become segments: the pieces between bars, bullets and wide gaps.

use super::remnants;
use crate::header::fold_spaces;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// The number of the line it stands in.
    pub(super) line: usize,
    pub(super) text: String,
    /// A slash divides it from the segment before: `Owner / Founder`.
    pub(super) follows_slash: bool,
}

const BARS: &[char] = &[
    '|', '│', '｜', '•', '∙', '●', '◦', '‖', '¦', '\t', '▪', '■', '◆', '►', '◊', '⋅', '┃', '❘',
    '▸', '✦', '⦁', '⎮',
];

pub(super) fn segments(block: &str) -> Vec<Segment> {
    let mut found = Vec::new();
    let is_quoted = block
        .lines()
        .filter(|line| !line.trim().is_empty())
        .all(|line| line.trim_start().starts_with('>'));
    for (line, text) in block.lines().take(60).enumerate() {
        let text = if is_quoted { unquoted(text) } else { text };
        if text.len() > 600 || is_rule(text) || text.trim_start().starts_with('>') {
            continue;
        }
        for (piece, follows_slash) in pieces(&plain(text)) {
            let text = fold_spaces(piece.trim_matches(|letter: char| {
                letter.is_whitespace() || matches!(letter, '/' | ';' | '·')
            }));
            let text = text.strip_prefix("- ").map(str::to_owned).unwrap_or(text);
            if !text.is_empty() {
                found.push(Segment {
                    line,
                    text,
                    follows_slash,
                });
            }
        }
    }
    found
}

/// Where a whole block stands quoted, somebody pasted it so.
fn unquoted(text: &str) -> &str {
    text.trim_start_matches(['>', ' '])
}

fn is_rule(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|letter| !letter.is_alphanumeric())
}

/// Without Markdown, pictures, invisible letters and the `<mailto:…>` echoes of Outlook.
fn plain(text: &str) -> String {
    let mut text: String = remnants::without(text)
        .chars()
        .filter(|letter| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}'))
        .map(|letter| match letter {
            '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' => ' ',
            '\u{3000}' => ' ',
            '：' => ':',
            '＠' => '@',
            '（' => '(',
            '）' => ')',
            '／' => '/',
            '＋' => '+',
            '\u{2010}' | '\u{2011}' | '－' => '-',
            '０'..='９' => char::from_u32(letter as u32 - '０' as u32 + '0' as u32).unwrap_or(letter),
            other => other,
        })
        .collect();
    for open in [
        "[cid:",
        "[image:",
        "[img",
        "[logo",
        "[facebook",
        "[linkedin",
        "[twitter",
        "[icon",
        "<tel:",
    ] {
        while let Some(start) = text.to_ascii_lowercase().find(open) {
            let close = if open.starts_with('<') { '>' } else { ']' };
            let end = text[start..]
                .find(close)
                .map_or(text.len(), |end| start + end + 1);
            text.replace_range(start..end, " ");
        }
    }
    text.replace("**", "")
        .replace("*", "")
        .replace("[at]", "@")
        .replace("(at)", "@")
        .replace(" [dot] ", ".")
}

/// The pieces, and whether a slash stands before each.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces = vec![(String::new(), false)];
    let mut spaces = 0;
    for (at, letter) in text.char_indices() {
        let divides_digits = || {
            text[..at]
                .trim_end()
                .ends_with(|letter: char| letter.is_ascii_digit())
                && text[at + 1..]
                    .trim_start()
                    .starts_with(|letter: char| letter.is_ascii_digit())
        };
        let is_wide = spaces >= 3 && letter != ' ';
        spaces = if letter == ' ' { spaces + 1 } else { 0 };
        let is_spaced =
            || text[..at].ends_with(' ') && text[at + letter.len_utf8()..].starts_with([' ', '/']);
        let is_bar = BARS.contains(&letter)
            || letter == ';'
            || matches!(letter, '/' | '·' | '~' | '»' | '*')
                && (is_spaced() || letter == '/' && text[..at].ends_with("/ "))
                && !(letter == '/' && divides_digits());
        if is_bar {
            pieces.push((String::new(), letter == '/'));
            continue;
        }
        if is_wide {
            pieces.push((String::new(), false));
        }
        if let Some((last, _)) = pieces.last_mut() {
            last.push(letter);
        }
    }
    pieces
}
