//! Addresses, handles and links.

use super::{Finding, Kind, context::Known};

/// Checks them, and gives the text without them.
pub(super) fn check(text: &str, known: &Known, findings: &mut Vec<Finding>) -> String {
    let (found, rest) = found(text);
    for address in found {
        if known.own_addresses.contains(&address) {
            continue;
        }
        findings.push(if known.addresses.contains(&address) {
            Finding::NotOurs { text: address }
        } else {
            Finding::Unfounded {
                kind: Kind::Address,
                text: address,
            }
        });
    }
    rest
}

/// In one form each, and the text with spaces in their places. A host with letters that are not
/// ASCII is found by its last part.
pub(super) fn found(text: &str) -> (Vec<String>, String) {
    let mut addresses = Vec::new();
    let mut rest = String::with_capacity(text.len());
    let mut left = text;
    while let Some(at) = left.find(is_of_address) {
        rest.push_str(&left[..at]);
        let run = &left[at..];
        let end = run
            .find(|letter| !is_of_address(letter))
            .unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        match address(run) {
            Some(address) => {
                addresses.push(address);
                rest.push(' ');
            }
            None => rest.push_str(run),
        }
        left = after;
    }
    rest.push_str(left);
    (addresses, rest)
}

fn is_of_address(letter: char) -> bool {
    letter.is_ascii_graphic()
        && !matches!(letter, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}')
}

/// A run of signs as an address, if it is one.
fn address(run: &str) -> Option<String> {
    let edges = [
        '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '\'', '*', '_', '-',
    ];
    let run = run.trim_matches(edges).to_lowercase();
    let bare = run.split_once("://").map(|(_, rest)| rest);
    let is_link = bare.is_some() || run.starts_with("www.") || run.starts_with("mailto:");
    let bare = bare.unwrap_or(&run);
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
    let bare = bare
        .strip_prefix("www.")
        .unwrap_or(bare)
        .trim_end_matches('/');
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_mail = host.contains('@') && host.len() > 1;
    (is_link || is_mail || is_host(host)).then(|| bare.to_owned())
}

/// Labels with full stops between them; abbreviations such as `e.g` and numbers are none.
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        let of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        label.len() >= 2 && label.bytes().all(of_name)
    };
    let ends_in_letters = labels
        .last()
        .is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_alphabetic()));
    labels.len() >= 2 && labels.iter().all(is_label) && ends_in_letters
}
