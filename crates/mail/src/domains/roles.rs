//! Addresses that are an office or a machine rather than a person.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Local parts, or words of them, that nobody is called by.
static OFFICES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("offices.txt").lines().collect());

/// Words that turn a compound local part into an office although the other word is a name's.
static STRONG: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("strong_offices.txt").lines().collect());

/// Whether the address is an office's or a machine's: `info@`, `support@`, `noreply@`,
/// `sales-emea@`.
pub fn is_role_address(email: &str) -> bool {
    let local = local_part(email);
    if is_no_reply_address(email) || is_listed(&local) {
        return true;
    }
    let words: Vec<&str> = words(&local).collect();
    words.len() > 1
        && (words.iter().any(|word| STRONG.contains(word))
            || words.iter().all(|word| is_listed(word)))
}

/// Whether answers to the address reach nobody.
pub fn is_no_reply_address(email: &str) -> bool {
    let local = local_part(email);
    let compact: String = words(&local).collect();
    const MARKS: [&str; 22] = [
        "noreply",
        "donotreply",
        "dontreply",
        "noresponse",
        "nepasrepondre",
        "nichtantworten",
        "noresponder",
        "naoresponda",
        "bounce",
        "mailerdaemon",
        "unmonitored",
        "notreply",
        "nierespond",
        "nieodpowiadaj",
        "nietbeantwoorden",
        "nonrispondere",
        "nonrisponda",
        "naoresponder",
        "antwortenicht",
        "keineantwort",
        "sansreponse",
        "noresponda",
    ];
    MARKS.iter().any(|mark| compact.contains(mark))
}

/// Whether a word, in small letters, is an office's: `info`, `sales`, `jobs2`.
pub fn is_office_word(word: &str) -> bool {
    is_listed(word)
}

fn is_listed(word: &str) -> bool {
    OFFICES.contains(word.trim_end_matches(|letter: char| letter.is_ascii_digit()))
}

fn local_part(email: &str) -> String {
    let local = email.rsplit_once('@').map_or(email, |(local, _)| local);
    let plain = local
        .split('+')
        .next()
        .filter(|plain| !plain.is_empty())
        .unwrap_or(local);
    plain.trim().to_lowercase()
}

fn words(local: &str) -> impl Iterator<Item = &str> {
    local
        .split(['.', '-', '_', '='])
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_machines_are_roles() {
        for email in [
            "info@a.de",
            "Support@a.de",
            "no-reply@a.de",
            "noreply+x1@a.de",
            "sales-emea@a.de",
            "customer.service@a.de",
            "do_not_reply@a.de",
            "jobs2@a.de",
        ] {
            assert!(is_role_address(email), "{email}");
        }
    }

    #[test]
    fn people_are_not() {
        for email in [
            "jane@a.de",
            "jane.doe@a.de",
            "j.post@a.de",
            "will.page@a.de",
            "mail.jane@a.de",
            "art.sales-x@b.de",
        ] {
            assert_eq!(is_role_address(email), email.contains("sales"), "{email}");
        }
    }
}
