//! A name out of the part before the `@`.

use super::{PersonName, given::is_given_name, order::cased, words};
use crate::domains;

/// `jane.doe@` is Jane Doe; `jane@` is Jane where that is a common given name; `jdoe@` is nobody
/// we could name.
pub(super) fn name(email: &str) -> Option<PersonName> {
    let (local, _) = email.rsplit_once('@')?;
    if domains::is_role_address(email) {
        return None;
    }
    let local = local
        .split('+')
        .next()?
        .trim_end_matches(|letter: char| letter.is_ascii_digit());
    let parts: Vec<&str> = local
        .split(['.', '_', '-'])
        .filter(|part| !part.is_empty())
        .collect();
    let is_word = |part: &&str| {
        part.chars()
            .all(|letter| letter.is_alphabetic() || letter == '\'')
    };
    if parts.is_empty() || parts.len() > 4 || !parts.iter().all(is_word) {
        return None;
    }
    if parts
        .iter()
        .any(|part| words::is_role_word(part) || words::is_company_word(part) && part.len() > 2)
    {
        return None;
    }
    match parts.as_slice() {
        [only] => is_given_name(only).then(|| single(only)),
        [first, .., last] if first.chars().count() > 1 && last.chars().count() > 1 => {
            Some(several(&parts))
        }
        _ => None,
    }
}

fn single(word: &str) -> PersonName {
    let given = cased(word);
    PersonName {
        full: given.clone(),
        given: Some(given),
        family: None,
    }
}

/// `doe.jane@` is turned round where only the second word is a given name.
fn several(parts: &[&str]) -> PersonName {
    let mut words: Vec<String> = parts.iter().map(|part| cased(part)).collect();
    let last = words.len() - 1;
    if words.len() == 2 && !is_given_name(&words[0]) && is_given_name(&words[last]) {
        words.swap(0, last);
    }
    let given_end = 1.max(
        words
            .iter()
            .take(last)
            .take_while(|word| is_given_name(word) || word.chars().count() == 1)
            .count(),
    );
    PersonName {
        full: words.join(" "),
        given: Some(words[0].clone()),
        family: Some(words[given_end..].join(" ")),
    }
}
