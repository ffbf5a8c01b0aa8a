//! Values as text: escapes, lists, quoted-printable.

/// `\n`, `\,`, `\;` and `\\` resolved.
pub(crate) fn unescaped(value: &str) -> String {
    if !value.contains('\\') {
        return value.to_owned();
    }
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped @ (',' | ';' | '\\' | ':' | '"')) => text.push(escaped),
                Some(other) => text.extend(['\\', other]),
                None => text.push('\\'),
            },
            (other, false) => text.push(other),
        }
    }
    text
}

/// The parts of a structured value (`N`, `ADR`, `ORG`), empty ones kept.
pub(crate) fn structured(value: &str) -> Vec<String> {
    let parts = split_unescaped(value, ';').into_iter();
    parts
        .map(|part| unescaped(part).trim().to_owned())
        .collect()
}

/// As [`structured`], each part being a list of its own, as those of `N` are.
pub(crate) fn structured_lists(value: &str) -> Vec<Vec<String>> {
    split_unescaped(value, ';').into_iter().map(list).collect()
}

/// The values of a list, empty ones left out.
pub(crate) fn list(value: &str) -> Vec<String> {
    let parts = split_unescaped(value, ',').into_iter();
    parts
        .map(|part| unescaped(part).trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

fn split_unescaped(value: &str, mark: char) -> Vec<&str> {
    let mut is_escaped = false;
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, letter) in value.char_indices() {
        if letter == mark && !is_escaped {
            parts.push(&value[start..at]);
            start = at + mark.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    parts.push(&value[start..]);
    parts
}

pub(super) fn split_outside_quotes(text: &str, mark: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|letter: char| {
        is_quoted ^= letter == '"';
        letter == mark && !is_quoted
    })
    .collect()
}

/// RFC 6868: `^n`, `^^` and `^'` in parameters.
pub(super) fn caret_unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        let meant = match (letter, letters.peek()) {
            ('^', Some('n')) => '\n',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            _ => {
                text.push(letter);
                continue;
            }
        };
        letters.next();
        text.push(meant);
    }
    text
}

/// RFC 2045, 6.7; what is no escape stays as it is.
pub(super) fn quoted_printable(raw: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let pair = raw.get(at + 1..at + 3).filter(|_| raw[at] == b'=');
        let byte = pair
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        plain.push(byte.unwrap_or(raw[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    plain
}
