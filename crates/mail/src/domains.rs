//! What an address's domain and local part say: company, free mail provider, office.
//! Invariant: every answer comes from the lists in this module and the public suffix list alone.

mod roles;

use std::collections::HashSet;
use std::sync::LazyLock;

pub use roles::{is_no_reply_address, is_office_word, is_role_address};

static FREE_MAIL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("domains/free_mail.txt").lines().collect());

/// The registrable domain (public suffix and one label): `mail.acme.co.uk` gives `acme.co.uk`.
pub fn registrable(domain: &str) -> Option<String> {
    let domain = domain.trim().trim_matches('.').to_lowercase();
    let is_name = !domain.contains(|letter: char| {
        letter.is_whitespace() || matches!(letter, '[' | ']' | ':' | '/' | '@')
    });
    let is_number = domain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_name || is_number || !domain.contains('.') {
        return None;
    }
    let found = psl::domain(domain.as_bytes())?;
    let is_known = found.suffix().is_known() || !is_private_suffix(&domain);
    is_known.then(|| String::from_utf8_lossy(found.as_bytes()).into_owned())
}

/// Names that no public registry gives out.
fn is_private_suffix(domain: &str) -> bool {
    let last = domain.rsplit('.').next().unwrap_or("");
    matches!(
        last,
        "local"
            | "localdomain"
            | "localhost"
            | "lan"
            | "internal"
            | "corp"
            | "home"
            | "invalid"
            | "test"
            | "arpa"
            | "onion"
    )
}

/// Whether anybody can get an address at this domain.
pub fn is_free_mail(domain: &str) -> bool {
    let domain = domain.trim().trim_end_matches('.').to_lowercase();
    FREE_MAIL.contains(domain.as_str())
        || registrable(&domain).is_some_and(|registrable| FREE_MAIL.contains(registrable.as_str()))
}

/// The registrable domain of the company behind an address; none for free mail providers.
pub fn company_domain(email: &str) -> Option<String> {
    let (_, domain) = email.rsplit_once('@')?;
    registrable(domain).filter(|registrable| !is_free_mail(registrable) && !is_relay(registrable))
}

/// Domains behind which somebody else hides: relays and list hosts.
fn is_relay(domain: &str) -> bool {
    matches!(
        domain,
        "privaterelay.appleid.com"
            | "appleid.com"
            | "googlegroups.com"
            | "yahoogroups.com"
            | "groups.io"
            | "simplelogin.com"
            | "anonaddy.com"
            | "facebookmail.com"
            | "reply.github.com"
            | "craigslist.org"
            | "onmicrosoft.com"
    )
}

/// A name for the company at a domain: `acme-labs.co.uk` gives `Acme Labs`.
pub fn company_name(domain: &str) -> String {
    let registrable = registrable(domain).unwrap_or_else(|| domain.trim().to_lowercase());
    let label = registrable.split('.').next().unwrap_or(&registrable);
    let words = label
        .split(['-', '_'])
        .filter(|word| !word.is_empty())
        .map(capitalised);
    words.collect::<Vec<_>>().join(" ")
}

/// Short words that nobody can pronounce are initials (`ibm`, `kpmg`); others get one capital.
fn capitalised(word: &str) -> String {
    let is_vowel = |letter: char| !letter.is_ascii_alphabetic() || "aeiouy".contains(letter);
    let is_short = word.len() <= 3 && word.starts_with(is_vowel);
    if word.len() <= 4 && (is_short || !word.contains(is_vowel)) {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registrable_domains_follow_the_public_suffix_list() {
        assert_eq!(
            registrable("mail.Acme.co.uk.").as_deref(),
            Some("acme.co.uk")
        );
        assert_eq!(registrable("acme.com").as_deref(), Some("acme.com"));
        assert_eq!(registrable("co.uk"), None);
        assert_eq!(registrable("localhost"), None);
        assert_eq!(registrable("printer.local"), None);
        assert_eq!(registrable("[127.0.0.1]"), None);
    }

    #[test]
    fn companies_are_not_free_mail() {
        assert!(is_free_mail("GMail.com") && is_free_mail("mail.web.de"));
        assert!(!is_free_mail("acme.com"));
        assert_eq!(
            company_domain("jane@eu.acme.com").as_deref(),
            Some("acme.com")
        );
        assert_eq!(company_domain("jane@gmail.com"), None);
        assert_eq!(company_domain("jane"), None);
    }

    #[test]
    fn names_of_companies() {
        assert_eq!(company_name("acme-labs.co.uk"), "Acme Labs");
        assert_eq!(company_name("ibm.com"), "IBM");
        assert_eq!(company_name("www.stripe.com"), "Stripe");
        assert_eq!(company_name("müller.de"), "Müller");
    }
}
