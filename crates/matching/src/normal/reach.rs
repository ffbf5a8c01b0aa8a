//! How to reach a person: addresses, telephone numbers and names in networks.

use std::borrow::Cow;

use super::rare::rare_marks;
use crate::lexicon::Facts;
use crate::sound::sound;
use crate::text::LONGEST;

/// Marks of an e-mail address.
pub(crate) const ROLE: u32 = 1;
pub(crate) const FREE: u32 = 2;

/// `local@domain` in lower case, without what providers ignore: what follows a plus, and the
/// dots of a Gmail address. None where it is no address.
pub(crate) fn email(text: &str) -> Option<Cow<'_, str>> {
    if is_plain(text) {
        return Some(Cow::Borrowed(text));
    }
    let text = text.trim().trim_start_matches("mailto:");
    let bare = text.rsplit_once('<').map_or(text, |(_, rest)| rest);
    let bare = bare.split('>').next().unwrap_or(bare).trim();
    let (local, domain) = bare.rsplit_once('@')?;
    let is_sound = |part: &str| {
        !part.is_empty() && part.len() <= LONGEST && !part.contains(char::is_whitespace)
    };
    if !is_sound(local) || !is_sound(domain) {
        return None;
    }
    let domain = domain.to_lowercase().trim_end_matches('.').to_owned();
    let mut local = local.to_lowercase();
    if let Some(plus) = local.find('+').filter(|plus| *plus > 0) {
        local.truncate(plus);
    }
    let is_gmail = matches!(domain.as_str(), "gmail.com" | "googlemail.com");
    if is_gmail {
        local.retain(|letter| letter != '.');
    }
    let domain = if is_gmail { "gmail.com" } else { &domain };
    Some(Cow::Owned(format!("{local}@{domain}")))
}

/// Whether an address is as this code would write it: small letters and digits, one `@`, and
/// nothing that a provider ignores.
fn is_plain(text: &str) -> bool {
    let is_letter = |letter: u8| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_');
    text.split_once('@').is_some_and(|(local, domain)| {
        let mut letters = local.bytes().chain(domain.bytes());
        !local.is_empty()
            && text.len() <= LONGEST
            && letters.all(is_letter)
            && domain.bytes().next_back().is_some_and(|last| last != b'.')
            && !matches!(domain, "gmail.com" | "googlemail.com")
    })
}

/// Marks are [`ROLE`], or which of its words are rare, and those of the domain, of which also the
/// sound is.
pub(crate) fn email_facts(email: &str, (mark, sound): (u32, u32)) -> Facts {
    let own = if mail::domains::is_role_address(email) {
        ROLE
    } else {
        rare_marks(email)
    };
    Facts {
        mark: own | mark,
        sound,
        ..Facts::NONE
    }
}

/// The mark [`FREE`] or none, and the sound of the company's name.
pub(crate) fn domain_facts(domain: &str) -> (u32, u32) {
    let free = if mail::domains::is_free_mail(domain) {
        FREE
    } else {
        0
    };
    (free, sound(label(domain)))
}

/// The part of a domain that is most likely a company's name, to its first hyphen.
fn label(domain: &str) -> &str {
    let mut labels = domain.rsplit('.').skip(1);
    let last = labels.next().unwrap_or(domain);
    let label = match last.len() {
        ..4 => labels.next().unwrap_or(last),
        _ => last,
    };
    label.split(['-', '_']).next().unwrap_or(label)
}

/// The digits, without the zeros that say "abroad" or "another town", and without an extension.
pub(crate) fn phone(text: &str) -> Option<Cow<'_, str>> {
    if text.len() <= 20 && text.bytes().all(|letter| letter.is_ascii_digit()) {
        let digits = text.trim_start_matches('0');
        return (digits.len() >= 5).then_some(Cow::Borrowed(digits));
    }
    let lower: String = text
        .chars()
        .take(LONGEST)
        .collect::<String>()
        .to_lowercase();
    let main = lower
        .split("ext")
        .next()
        .and_then(|main| main.split(['x', ';', '#']).next())?;
    let main = main.replace("(0)", "");
    let digits: String = main.chars().filter_map(ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let digits = &digits[..digits.len().min(20)];
    (digits.len() >= 5).then(|| Cow::Owned(digits.to_owned()))
}

fn ascii_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '\u{660}'..='\u{669}' => char::from_digit(letter as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(letter as u32 - 0x6f0, 10),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(letter as u32 - 0xff10, 10),
        _ => None,
    }
}

/// `network:name`, from that, from an address of a profile page, or from a bare name.
pub(crate) fn handle(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let bare = text.split("://").last().unwrap_or(&text);
    let bare = bare.split(['?', '#']).next().unwrap_or(bare);
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    let network = |host: &str| -> String {
        let labels: Vec<&str> = host.split('.').collect();
        let at = labels.len().saturating_sub(2);
        labels.get(at).copied().unwrap_or(host).to_owned()
    };
    let (network, name) = match bare.split_once('/') {
        Some((host, path)) if host.contains('.') => {
            (network(host), path.rsplit('/').next().unwrap_or(path))
        }
        _ => match bare.split_once(':') {
            Some((network, name)) => (network.trim().to_owned(), name),
            None => (String::new(), bare),
        },
    };
    let name: String = name
        .trim()
        .trim_start_matches('@')
        .chars()
        .take(LONGEST)
        .collect();
    (!name.is_empty()).then(|| format!("{network}:{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails() {
        assert_eq!(
            email("Jane <J.Doe+x@GMail.com>").as_deref(),
            Some("jdoe@gmail.com")
        );
        assert_eq!(email("a.b@acme.de").as_deref(), Some("a.b@acme.de"));
        for nothing in ["jane", "@", "a@", "@b", "a b@c d", ""] {
            assert_eq!(email(nothing), None);
        }
    }

    #[test]
    fn phones() {
        assert_eq!(
            phone("+49 (0)170 / 123-4567").as_deref(),
            Some("491701234567")
        );
        assert_eq!(phone("0170 1234567 ext. 12").as_deref(), Some("1701234567"));
        assert_eq!(phone("0049170123456").as_deref(), Some("49170123456"));
        assert_eq!(phone("12"), None);
        assert_eq!(phone("😀"), None);
    }

    #[test]
    fn handles() {
        for text in [
            "https://www.linkedin.com/in/JaneDoe/",
            "linkedin:janedoe",
            "linkedin: @janedoe",
        ] {
            assert_eq!(handle(text).as_deref(), Some("linkedin:janedoe"));
        }
        assert_eq!(handle("@jane").as_deref(), Some(":jane"));
    }
}
