//! E-mail addresses, telephone numbers and profiles.

use crate::level::Level;
use crate::lexicon::Value;
use crate::normal::{FREE, ROLE};
use crate::text::is_one_edit;

/// An equal personal address is nearly a name of its own; an office's is shared. Two addresses
/// at one company belong to two people, unless one looks like the other's short form.
pub(super) fn email(one: Value, other: Value) -> Level {
    let is_role = (one.facts.mark | other.facts.mark) & ROLE != 0;
    if one.text == other.text {
        return if is_role { Level::Shared } else { Level::Exact };
    }
    let (Some((a, at)), Some((b, bt))) = (one.text.rsplit_once('@'), other.text.rsplit_once('@'))
    else {
        return Level::Contradicting;
    };
    if is_role {
        return Level::Missing;
    }
    let is_free = (one.facts.mark | other.facts.mark) & FREE != 0;
    match (a == b, at == bt) {
        (true, _) if is_one_edit(at, bt) => Level::Typo,
        (true, _) if a.len() >= 5 => Level::Subset,
        (_, true) if is_typo(a, b) => Level::Typo,
        (_, true) if !is_free && is_short_form(a, b) => Level::Similar,
        (_, true) if !is_free => Level::Contradicting,
        _ => Level::Other,
    }
}

/// One letter apart in a long local part; a digit apart is another person.
fn is_typo(a: &str, b: &str) -> bool {
    let digits = |text: &'_ str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    a.len().min(b.len()) >= 8 && is_one_edit(a, b) && digits(a) == digits(b)
}

/// `jsmith` and `john.smith`, `john` and `john.smith`.
fn is_short_form(a: &str, b: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
    };
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() == long.len() || long.chars().any(|letter| letter.is_ascii_digit()) {
        return false;
    }
    let starts_alike = short.chars().next() == long.chars().next();
    let tail: String = short.chars().skip(1).collect();
    short.len() >= 3 && long.starts_with(&short)
        || starts_alike && tail.len() >= 4 && long.ends_with(&tail)
}

/// Numbers are equal if their last nine digits are; country and trunk prefixes differ in use.
pub(super) fn phone(one: Value, other: Value) -> Level {
    let (a, b) = (national(one.text), national(other.text));
    if a == b {
        return Level::Exact;
    }
    let shorter = a.len().min(b.len());
    if shorter >= 7 && (a.ends_with(b) || b.ends_with(a)) {
        return Level::Subset;
    }
    if shorter >= 7 && is_one_edit(a, b) {
        return Level::Typo;
    }
    Level::Contradicting
}

/// The last nine digits.
pub(crate) fn national(digits: &str) -> &str {
    digits
        .get(digits.len().saturating_sub(9)..)
        .unwrap_or(digits)
}

/// Profiles on different networks say nothing of each other; on one network people have one.
pub(super) fn handle(one: Value, other: Value) -> Level {
    let (a, b) = (parts(one.text), parts(other.text));
    let is_one_network = a.0 == b.0;
    match a.1 == b.1 {
        true if is_one_network || a.0.is_empty() || b.0.is_empty() => Level::Exact,
        true => Level::Subset,
        false if is_one_network && !a.0.is_empty() => Level::Contradicting,
        false => Level::Missing,
    }
}

/// Whether both have profiles on one network, and none of them in common.
pub(super) fn differ_on_a_network(one: &[&str], other: &[&str]) -> bool {
    one.iter().any(|profile| {
        let network = parts(profile).0;
        let on_it = |profiles: &[&'_ str]| profiles.iter().any(|other| parts(other).0 == network);
        let is_shared = one
            .iter()
            .any(|profile| parts(profile).0 == network && other.contains(profile));
        !network.is_empty() && on_it(other) && !is_shared
    })
}

fn parts(handle: &str) -> (&str, &str) {
    handle.split_once(':').unwrap_or(("", handle))
}
