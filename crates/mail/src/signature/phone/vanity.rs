//! Numbers spelled in letters: `1-800-FLOWERS`.

use std::sync::LazyLock;

use regex::Regex;

use super::Candidate;
use crate::signature::PhoneKind;
use crate::signature::contact::pattern;
use crate::signature::label;

static VANITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r"(?:\+?1[ .-])?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]((?:[A-Z0-9]-?){6,14}[A-Z0-9])\b")
});

/// Takes numbers with letters out of `text`, spelled in digits.
pub(super) fn take(text: &mut String) -> Vec<Candidate> {
    let Some(captures) = VANITY.as_ref().and_then(|pattern| pattern.captures(text)) else {
        return Vec::new();
    };
    let (Some(whole), Some(word)) = (captures.get(0), captures.get(1)) else {
        return Vec::new();
    };
    if !word.as_str().bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Vec::new();
    }
    let head: String = whole.as_str()[..word.start() - whole.start()]
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let area = head.strip_prefix('1').unwrap_or(&head);
    let spelled: String = word.as_str().chars().filter_map(digit).take(7).collect();
    let raw = format!("+1{area}{spelled}");
    let (start, end) = (label::label_start(text, whole.start()), whole.end());
    text.replace_range(start..end, "\n");
    vec![Candidate {
        raw,
        kind: Some(PhoneKind::Work),
    }]
}

fn digit(letter: char) -> Option<char> {
    Some(match letter {
        '0'..='9' => letter,
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    })
}
