//! Profiles in networks. Their addresses come in many spellings; the same profile has the same
//! form in every list, which is also the form that signatures of mail are read in.

use crate::record::{Contact, Handle};

/// First parts of paths that are pages of the network itself.
const TWITTER: [&str; 7] = [
    "intent", "share", "home", "search", "i", "hashtag", "explore",
];
const TELEGRAM: [&str; 5] = ["joinchat", "s", "c", "share", "addstickers"];
const GITHUB: [&str; 6] = [
    "orgs", "features", "about", "settings", "sponsors", "topics",
];

/// The profile at this address, if it is one of a network that is known:
/// `https://www.linkedin.com/in/jane`, `https://x.com/jane`, `https://t.me/jane`,
/// `https://github.com/jane`.
pub(crate) fn profile(address: &str) -> Option<Handle> {
    let (host, path) = parts(address)?;
    let names: Vec<&str> = path.split('/').collect();
    let only = |others: &[&str]| match names.as_slice() {
        [name] if is_name(name) && !others.contains(name) => Some(*name),
        _ => None,
    };
    let (service, address) = match host.as_str() {
        "twitter.com" | "x.com" => ("twitter", format!("https://x.com/{}", only(&TWITTER)?)),
        "t.me" | "telegram.me" | "telegram.dog" => {
            ("telegram", format!("https://t.me/{}", only(&TELEGRAM)?))
        }
        "github.com" => ("github", format!("https://github.com/{}", only(&GITHUB)?)),
        host if host == "linkedin.com" || host.ends_with(".linkedin.com") => (
            "linkedin",
            format!("https://www.linkedin.com/{}", linkedin(path, &names)?),
        ),
        _ => return None,
    };
    Some(Handle {
        service: service.to_owned(),
        value: address,
    })
}

/// The profile that an account means in a network that is known: `jane` or `@jane` as
/// LinkedIn, or its address in any spelling.
pub(crate) fn account(handle: &Handle) -> Option<Handle> {
    let linked = profile(&handle.value);
    if linked.is_some() {
        return linked;
    }
    let name = handle.value.trim().trim_start_matches('@');
    // Numbers are accounts that have no name.
    if !is_name(name) || name.bytes().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let place = match handle.service.to_lowercase().as_str() {
        "linkedin" => "www.linkedin.com/in",
        "twitter" | "x" => "x.com",
        "telegram" => "t.me",
        "github" => "github.com",
        _ => return None,
    };
    profile(&format!("https://{place}/{name}"))
}

/// The usual address of the profile that is linked, if a network is known by it.
pub fn profile_link(address: &str) -> Option<String> {
    profile(address).map(|profile| profile.value)
}

/// The address in its usual form, if it is one of a profile; else as it stands.
pub(crate) fn usual(address: String) -> String {
    match profile(&address) {
        Some(profile) => profile.value,
        None => address,
    }
}

/// Links to profiles become profiles, which are shown with their links.
pub(crate) fn take_links(contact: &mut Contact) {
    for handle in std::mem::take(&mut contact.handles) {
        add(contact, account(&handle).unwrap_or(handle));
    }
    for link in std::mem::take(&mut contact.urls) {
        match profile(&link.value) {
            Some(profile) => add(contact, profile),
            None => contact.urls.push(link),
        }
    }
}

/// Links to profiles are profiles, too: a program that wrote a link wants it back as one.
pub(crate) fn add_linked(contact: &mut Contact) {
    for handle in std::mem::take(&mut contact.handles) {
        add(contact, account(&handle).unwrap_or(handle));
    }
    let linked: Vec<Handle> = contact
        .urls
        .iter()
        .filter_map(|link| profile(&link.value))
        .collect();
    for profile in linked {
        add(contact, profile);
    }
}

fn add(contact: &mut Contact, handle: Handle) {
    if !contact.handles.contains(&handle) {
        contact.handles.push(handle);
    }
}

/// Host in lower case, and path, without what they have in common.
fn parts(address: &str) -> Option<(String, &str)> {
    let address = address.trim();
    let bare = match address.split_once("://") {
        Some((scheme, rest)) => {
            let is_web = ["http", "https"]
                .iter()
                .any(|web| scheme.eq_ignore_ascii_case(web));
            is_web.then_some(rest)?
        }
        None => address,
    };
    let bare = bare.split(['?', '#']).next()?;
    let (host, path) = bare.split_once('/')?;
    let mut host = host.to_ascii_lowercase();
    for device in ["www.", "m.", "mobile."] {
        if let Some(rest) = host.strip_prefix(device) {
            host = rest.to_owned();
        }
    }
    Some((host, path.trim_matches('/')))
}

fn is_name(name: &str) -> bool {
    let is_letter =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '%' | '.');
    !name.is_empty() && name.chars().all(is_letter)
}

/// `in/jane`, whatever stands behind it, and `pub/jane/1/2/3`; companies and schools are nobody.
fn linkedin(path: &str, names: &[&str]) -> Option<String> {
    match names {
        ["in", name, ..] if is_name(name) => Some(format!("in/{name}")),
        ["pub", name, ..] if is_name(name) => Some(path.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_profile_are_one() {
        for (text, service, form) in [
            (
                "HTTPS://www.LinkedIn.com/in/Jane-Doe-42/",
                "linkedin",
                "https://www.linkedin.com/in/Jane-Doe-42",
            ),
            (
                "de.linkedin.com/in/jane?locale=de",
                "linkedin",
                "https://www.linkedin.com/in/jane",
            ),
            (
                "https://linkedin.com/in/m%C3%BCller/en",
                "linkedin",
                "https://www.linkedin.com/in/m%C3%BCller",
            ),
            (
                "http://www.linkedin.com/pub/jane/1/2/3",
                "linkedin",
                "https://www.linkedin.com/pub/jane/1/2/3",
            ),
            (
                "https://mobile.twitter.com/jane",
                "twitter",
                "https://x.com/jane",
            ),
            ("x.com/jane/", "twitter", "https://x.com/jane"),
            ("https://telegram.me/jane", "telegram", "https://t.me/jane"),
            (
                "https://github.com/jane#top",
                "github",
                "https://github.com/jane",
            ),
        ] {
            let found = profile(text).unwrap();
            assert_eq!(
                (found.service.as_str(), found.value.as_str()),
                (service, form)
            );
            assert_eq!(profile(&found.value), Some(found));
        }
    }

    #[test]
    fn an_account_is_the_profile_of_its_name() {
        for (service, value, form) in [
            ("linkedin", "jane", Some("https://www.linkedin.com/in/jane")),
            ("LinkedIn", "in/jane", None),
            ("twitter", "@jane", Some("https://x.com/jane")),
            ("x", "jane", Some("https://x.com/jane")),
            (
                "twitter",
                "http://twitter.com/jane",
                Some("https://x.com/jane"),
            ),
            ("telegram", "jane", Some("https://t.me/jane")),
            ("github", "jane", Some("https://github.com/jane")),
            ("linkedin", "Jane Doe", None),
            ("twitter", "search", None),
            ("telegram", "+49 170 123", None),
            ("telegram", "12345", None),
            ("icq", "jane", None),
        ] {
            let handle = Handle {
                service: service.to_owned(),
                value: value.to_owned(),
            };
            let found = account(&handle).map(|found| found.value);
            assert_eq!(found.as_deref(), form, "{service}:{value}");
        }
    }

    #[test]
    fn other_pages_are_no_profiles() {
        for text in [
            "https://www.linkedin.com/company/quill",
            "https://www.linkedin.com/",
            "https://x.com/jane/status/1",
            "https://twitter.com/intent",
            "https://github.com/jane/kith",
            "https://t.me/joinchat",
            "https://t.me/+abc",
            "https://quill.example/in/jane",
            "https://notlinkedin.com/in/jane",
            "ftp://github.com/jane",
            "jane",
            "",
        ] {
            assert_eq!(profile(text), None, "{text}");
        }
    }
}
