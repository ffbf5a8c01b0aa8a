//! Labels, addresses and accounts of a card.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::content_line::{Property, structured, unescaped};
use crate::record::{Address, Handle};

/// Services whose accounts have a property of their own.
const SERVICES: [&str; 10] = [
    "AIM",
    "GADUGADU",
    "GOOGLE-TALK",
    "GROUPWISE",
    "ICQ",
    "JABBER",
    "MSN",
    "SKYPE",
    "TWITTER",
    "YAHOO",
];
/// Longer values of unknown properties stay in the raw text alone.
const SHOWN: usize = 10_000;

/// What the card calls a value: Apple's label of the group, else the types that say something.
pub(super) fn label(property: &Property, all: &[Property]) -> Option<String> {
    let own = property.group.as_ref().and_then(|group| {
        let same =
            |other: &&Property| other.name == "X-ABLABEL" && other.group.as_ref() == Some(group);
        all.iter().find(same)?.text()
    });
    if let Some(own) = own {
        return Some(
            own.trim_start_matches("_$!<")
                .trim_end_matches(">!$_")
                .to_lowercase(),
        );
    }
    let types = property.params.get("TYPE")?;
    let words = types
        .iter()
        .flat_map(|types| types.split(','))
        .map(str::to_ascii_lowercase);
    let words: Vec<String> = words
        .filter(|word| {
            !matches!(
                word.as_str(),
                "" | "internet" | "pref" | "voice" | "text" | "x-internet"
            )
        })
        .collect();
    let rank = |word: &&String| match word.as_str() {
        "cell" | "fax" | "pager" => 0,
        _ => 1,
    };
    let word = words.iter().min_by_key(rank)?;
    Some(if word == "cell" {
        "mobile".to_owned()
    } else {
        word.clone()
    })
}

/// The value without `mailto:`, `tel:`, `urn:uuid:`.
pub(super) fn value_of(property: &Property) -> Option<String> {
    let text = property.text()?;
    let bare = ["mailto:", "tel:", "urn:uuid:"].iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    Some(bare.unwrap_or(&text).trim().to_owned()).filter(|text| !text.is_empty())
}

pub(super) fn address(property: &Property, label: Option<String>) -> Option<Address> {
    let parts = structured(&property.value());
    let part = |at: usize| parts.get(at).filter(|part| !part.is_empty()).cloned();
    let address = Address {
        label,
        po_box: part(0),
        extended: part(1),
        street: part(2),
        city: part(3),
        region: part(4),
        postal_code: part(5),
        country: part(6),
        text: property.param("LABEL").map(unescaped),
    };
    (!address.is_empty()).then_some(address)
}

/// `IMPP:xmpp:a@b`, `X-SOCIALPROFILE;TYPE=twitter:https://…`.
pub(super) fn handle(property: &Property, value: &str) -> Option<Handle> {
    let named = property
        .param("X-SERVICE-TYPE")
        .or_else(|| property.param("SERVICE-TYPE"));
    let typed = property
        .param("TYPE")
        .filter(|_| property.name.contains("SOCIALPROFILE"));
    let (scheme, rest) = match value.split_once(':') {
        Some((scheme, rest)) if !rest.starts_with("//") => (Some(scheme), rest),
        _ => (None, value),
    };
    let user = property.param("X-USER").unwrap_or(rest).trim();
    let service = named.or(typed).or(scheme).unwrap_or("im").to_lowercase();
    (!user.is_empty()).then(|| Handle {
        service,
        value: user.to_owned(),
    })
}

pub(super) fn service(name: &str) -> Option<&'static str> {
    let bare = name.strip_prefix("X-")?;
    let at = SERVICES.iter().position(|service| *service == bare)?;
    [
        "aim",
        "gadugadu",
        "google talk",
        "groupwise",
        "icq",
        "jabber",
        "msn",
        "skype",
        "twitter",
        "yahoo",
    ]
    .get(at)
    .copied()
}

/// The value of a property without a field; empty parts are dropped.
pub(super) fn shown(property: &Property) -> String {
    let value = property.value();
    let text = structured(&value)
        .into_iter()
        .filter(|part| !part.is_empty());
    text.collect::<Vec<_>>()
        .join("; ")
        .chars()
        .take(SHOWN)
        .collect()
}

/// `20240102T150405Z`.
pub(super) fn basic_time(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim().trim_end_matches('Z');
    let time = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok()?;
    Some(time.and_utc())
}
