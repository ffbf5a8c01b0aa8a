//! Takes from a display name what is not part of the name: comments, companies, titles.

use super::affiliation;
use super::given::is_given_name;
use super::words;
use crate::header::fold_spaces;
use crate::signature::title;

/// The bare name, or none where the text announces something else.
pub(super) fn clean(display: &str) -> Option<String> {
    let text = without_nickname(&fold_spaces(&without_brackets(display)));
    let text = without_second_script(without_east_asian_company(&text));
    let text = without_site_code(text);
    let text = text
        .trim_matches(|letter: char| "\"'“”„‘’«»`*_~<>".contains(letter) || letter.is_whitespace());
    let text = affiliation::split(text).0;
    let text: String = text
        .chars()
        .filter(|letter| !is_ornament(*letter))
        .collect();
    let text = without_credentials(text.trim());
    let text = without_profession(without_trailing_title(&without_titles(&text))).to_owned();
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

/// `Amy Wu 吴爱美`: one name in two scripts; the first is kept.
fn without_second_script(text: &str) -> &str {
    let is_han = |letter: char| letter > '\u{2e80}' && letter < '\u{fb00}';
    match text.find(is_han) {
        Some(at) if at > 0 && text[..at].trim_end().contains(' ') => {
            text[..at].trim_end_matches([' ', '/', '|', '-'])
        }
        _ => text,
    }
}

/// `株式会社アクメ 山田太郎` is 山田太郎.
fn without_east_asian_company(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest)) if affiliation::is_east_asian_company(first) => rest.trim(),
        _ => text,
    }
}

/// `Garcia, Carlos /ES`: the site code of a large firm's directory.
fn without_site_code(text: &str) -> &str {
    let is_code = |code: &str| {
        (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    match text.rsplit_once('/') {
        Some((name, code)) if is_code(code.trim()) && name.trim().contains(' ') => name.trim(),
        _ => text,
    }
}

/// `Jane Doe CEO`.
fn without_trailing_title(text: &str) -> &str {
    let is_position = |word: &str| {
        word.len() > 1 && !word.chars().any(char::is_lowercase) && title::is_title(word)
    };
    match text.rsplit_once(' ') {
        Some((name, last))
            if last.chars().all(|letter| letter > '\u{2e80}') && title::is_title(last) =>
        {
            name
        }
        Some((name, last))
            if name.contains(' ') && name.chars().any(char::is_lowercase) && is_position(last) =>
        {
            name
        }
        _ => text,
    }
}

/// `Rechtsanwältin Jane Doe`: what somebody is, before a whole name.
fn without_profession(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest))
            if rest.contains(' ')
                && !rest.contains(',')
                && title::is_title(first)
                && !first.contains(',')
                && !is_given_name(first)
                && rest.split(' ').next().is_some_and(is_given_name) =>
        {
            rest
        }
        Some((first, rest))
            if !rest.contains(' ')
                && is_given_name(rest)
                && title::is_title(first)
                && !is_given_name(first) =>
        {
            rest
        }
        _ => text,
    }
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
    let is_credential = |part: &&str| words::is_credential(part) && !is_given_name(part);
    if parts.len() > 2 {
        parts.retain(|part| !is_credential(part));
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
        let honoured = part.strip_prefix("The ").filter(|rest| is_title_at(rest));
        part = honoured.unwrap_or(part);
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
