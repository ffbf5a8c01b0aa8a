//! Takes from a display name what is not part of the name: comments, companies, titles.

use super::given::is_given_name;
use super::words;
use crate::header::fold_spaces;
use crate::signature::title;

/// The bare name, or none where the text announces something else.
pub(super) fn clean(display: &str) -> Option<String> {
    let text = without_nickname(&fold_spaces(&without_brackets(display)));
    let text = text
        .trim_matches(|letter: char| "\"'“”„‘’«»`*_~<>".contains(letter) || letter.is_whitespace());
    let text = before_affiliation(text);
    let text: String = text
        .chars()
        .filter(|letter| !is_ornament(*letter))
        .collect();
    let text = without_credentials(text.trim());
    let text = without_titles(&text);
    let text = text
        .trim_matches(|letter: char| letter.is_whitespace() || ",;:-–—|/·•'\"".contains(letter));
    (!text.is_empty()).then(|| fold_spaces(text))
}

/// `John "Johnny" Smith` is John Smith.
fn without_nickname(text: &str) -> String {
    let parts: Vec<&str> = text.split(['"', '“', '”', '„']).collect();
    match parts.as_slice() {
        [before, _, after] if !before.trim().is_empty() && !after.trim().is_empty() => {
            fold_spaces(&format!("{before} {after}"))
        }
        _ => text.to_owned(),
    }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    let kept = text.chars().filter(|letter| match letter {
        '(' | '[' | '{' | '（' | '【' => {
            depth += 1;
            false
        }
        ')' | ']' | '}' | '）' | '】' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let kept: String = kept.collect();
    if kept.trim().is_empty() {
        text.replace(['(', ')', '[', ']', '{', '}'], "")
    } else {
        kept
    }
}

/// Cuts ` via LinkedIn`, ` | Acme`, ` - Acme`, ` @ Acme`, ` from Acme` and the like.
fn before_affiliation(text: &str) -> &str {
    const MARKS: [&str; 21] = [
        " via ",
        " | ",
        " - ",
        " – ",
        " — ",
        " @ ",
        " @",
        " at ",
        " from ",
        " of ",
        " bei ",
        " von der ",
        " chez ",
        " über ",
        " • ",
        " · ",
        " / ",
        " // ",
        " :: ",
        ": ",
        "｜",
    ];
    let mut text = text;
    for mark in MARKS {
        let is_word = mark.contains(|letter: char| letter.is_ascii_alphabetic()) && mark != " via ";
        let may_end = |at: &usize| {
            *at > 0 && (!is_word || text[..*at].contains(' ') || is_given_name(&text[..*at]))
        };
        if let Some(at) = find_lower(text, mark).filter(may_end) {
            text = &text[..at];
        }
    }
    text.split('|').next().unwrap_or(text).trim_end()
}

fn find_lower(text: &str, mark: &str) -> Option<usize> {
    text.as_bytes()
        .windows(mark.len())
        .position(|window| window.eq_ignore_ascii_case(mark.as_bytes()))
}

fn is_ornament(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '™' | '®' | '©' | '"' | '“' | '”')
}

/// Degrees, a title, or a company behind a name of at least two words.
fn is_addition(part: &str, name: &str) -> bool {
    let is_title = title::is_title(part) && !is_given_name(part.split(' ').next().unwrap_or(part));
    let is_company = name.contains(' ') && part.split(' ').any(words::is_company_word);
    part.split_whitespace().all(words::is_credential) || is_title || is_company
}

/// Cuts `, MBA`, ` PhD`, `, Ph.D., CFA`.
fn without_credentials(text: &str) -> String {
    let mut parts: Vec<&str> = text
        .split([',', '，', '、'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    while parts.len() > 1 && parts.last().is_some_and(|part| is_addition(part, parts[0])) {
        parts.pop();
    }
    let text = parts.join(", ");
    let mut rest = text.as_str();
    while let Some((before, last)) = rest.rsplit_once(' ') {
        let is_trailing = words::is_credential(last) && before.trim_end_matches(',').contains(' ');
        if !is_trailing {
            break;
        }
        rest = before.trim_end_matches([' ', ',']);
    }
    rest.to_owned()
}

/// Cuts `Dr.`, `Herr`, `Mrs` before a name of at least one more word; a comma order keeps its
/// comma.
fn without_titles(text: &str) -> String {
    let is_title_at = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or("");
        let rest = text[first.len()..].trim();
        let is_position =
            first.len() > 1 && !first.chars().any(char::is_lowercase) && title::is_title(first);
        (words::is_title(first) || is_position)
            && (rest.contains(' ') || (!rest.is_empty() && !words::may_be_given(first)))
    };
    let strip = |part: &str| {
        let mut part = part.trim();
        while is_title_at(part) {
            part = part.split_once(' ').map_or(part, |(_, rest)| rest.trim());
        }
        part.to_owned()
    };
    text.split(", ")
        .map(strip)
        .filter(|part| !words::is_title(part))
        .collect::<Vec<_>>()
        .join(", ")
}
