//! Targets of links that say more than the text that is shown for them.

use super::entities;

const PROFILES: [&str; 8] = [
    "linkedin.com/",
    "twitter.com/",
    "x.com/",
    "t.me/",
    "telegram.me/",
    "github.com/",
    "xing.com/",
    "wa.me/",
];
/// A longer text speaks for itself.
const LONGEST_LABEL: usize = 30;

/// What to write beside `shown`, the text of a link to `target`: a profile, a phone, a mailbox,
/// the front page of a site.
pub(super) fn worth_showing(target: &str, shown: &str) -> Option<String> {
    let target = entities::decode(target.trim());
    let target = unwrapped(&target);
    let lower = target.to_ascii_lowercase();
    let value = lower.strip_prefix("mailto:").or(lower.strip_prefix("tel:"));
    if let Some(value) = value {
        let value = value.split('?').next().unwrap_or(value);
        let is_shown =
            shown.contains('@') || shown.chars().filter(char::is_ascii_digit).count() > 5;
        return (!is_shown && !value.is_empty()).then(|| value.to_owned());
    }
    let place = host_and_path(&lower);
    let is_shown = shown.to_ascii_lowercase().contains(place);
    if is_profile(place) && !is_shown {
        return Some(format!("<{target}>"));
    }
    let is_front_page = lower.starts_with("http") && !place.contains(['/', '?', '#']);
    match shown {
        "" if is_front_page => Some(host_and_path(&target).to_owned()),
        _ if is_front_page && !is_shown && shown.len() <= LONGEST_LABEL => {
            Some(format!("<{target}>"))
        }
        _ => None,
    }
}

/// The target that a gateway or a search engine wrapped into a link of its own.
fn unwrapped(target: &str) -> String {
    let is_wrapper = [
        "safelinks.protection.outlook.com",
        "google.com/url?",
        "linkprotect.cudasvc.com",
    ]
    .iter()
    .any(|host| target.contains(host));
    let inner = ["url=", "q=", "a="].iter().find_map(|name| {
        let mut parts = target.split(['?', '&']);
        parts.find_map(|part| part.strip_prefix(name))
    });
    match inner.filter(|_| is_wrapper) {
        Some(inner) => percent_decoded(inner),
        None => target.to_owned(),
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        let pair = tail
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => bytes.push(first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn host_and_path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
}

/// Also below the host of a country: `de.linkedin.com`.
fn is_profile(place: &str) -> bool {
    let place = place
        .split_once('.')
        .filter(|(country, _)| country.len() == 2)
        .map_or(place, |(_, rest)| rest);
    PROFILES.iter().any(|host| place.starts_with(host))
}
