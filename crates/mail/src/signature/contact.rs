//! E-mail addresses, web sites and profiles in a segment.

mod profile;

use std::sync::LazyLock;

use regex::Regex;

use profile::{linkedin, profile};

/// Longer lines are paragraphs.
const LONGEST_LINE: usize = 1000;

/// Patterns that this file's author wrote; a pattern that did not compile would match nothing.
pub(super) fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

static EMAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:mailto:)?[\p{L}\p{N}._%+'-]+ ?@ ?[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.\p{L}{2,24}",
    )
});
static URL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r#"(?i)\b(?:https?://|www\.)[^\s<>"'\])|]+|\b[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*\.\p{L}{2,15}(?:/[^\s<>"'\])|,;]*)?"#,
    )
});
static HANDLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(linkedin|linked in|twitter|x|telegram|tg|github|gh|skype|wechat|weixin|whatsapp|instagram|insta|facebook|fb|xing|mastodon|bluesky|threads|slack|discord|line id|qq|微信|teams)\s*(?:\(?(?:twitter|id)\)?)?\s*[:：/]\s*/?(?:in/|@)?@?([\w.-]+[\w]|[\w])(?:@[\w.-]+)?",
    )
});
static MENTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\b(twitter|x|telegram|tg|github|gh|instagram|ig)\s+)?(?:^|[\s(,])@([A-Za-z0-9_][A-Za-z0-9_-]{1,38})\b",
    )
});
static MENTION_BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?i)@([A-Za-z0-9_][A-Za-z0-9_-]{1,38})\s*\((twitter|x|telegram|tg|github|gh|instagram|ig)\)",
    )
});
static PROFILE: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[\s(])/?in/([\p{L}\p{N}_-]{3,100})/?(?:\s|$|\))"));

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Contact {
    Email(String),
    Url(String),
    LinkedIn(String),
    Twitter(String),
    Telegram(String),
    GitHub(String),
    /// The digits of a number in a link to a chat.
    Chat(String),
    /// A profile of a network that is not kept.
    Other,
}

/// Takes the contacts out of `text`; what they leave is separated by `\n`.
pub(super) fn take(text: &mut String) -> Vec<Contact> {
    let mut found = Vec::new();
    take_all(
        text,
        &EMAIL,
        |captured| Some(Contact::Email(clean_email(captured.first()?)?)),
        &mut found,
    );
    take_all(text, &URL, |captured| url(captured.first()?), &mut found);
    take_all(
        text,
        &HANDLE,
        |captured| handle(captured.get(1)?, captured.get(2)?),
        &mut found,
    );
    take_all(
        text,
        &PROFILE,
        |captured| Some(linkedin(captured.get(1)?)),
        &mut found,
    );
    take_all(
        text,
        &MENTION_BEFORE,
        |captured| handle(captured.get(2)?, captured.get(1)?),
        &mut found,
    );
    take_all(
        text,
        &MENTION,
        |captured| {
            handle(
                captured
                    .get(1)
                    .filter(|network| !network.is_empty())
                    .map_or("twitter", |network| network),
                captured.get(2)?,
            )
        },
        &mut found,
    );
    found
}

fn take_all(
    text: &mut String,
    pattern: &Option<Regex>,
    read: impl Fn(&[&str]) -> Option<Contact>,
    found: &mut Vec<Contact>,
) {
    let Some(pattern) = pattern else {
        return;
    };
    let mut from = 0;
    while let Some(captures) = pattern.captures_at(text, from) {
        let groups: Vec<&str> = captures
            .iter()
            .map(|group| group.map_or("", |group| group.as_str()))
            .collect();
        let range = captures.get(0).map_or(from..from, |whole| whole.range());
        match read(&groups) {
            Some(contact) => {
                found.push(contact);
                let start = super::label::label_start(text, range.start);
                text.replace_range(start..range.end, "\n");
                from = (start + 1).min(text.len());
            }
            None => from = range.end.max(from + 1),
        }
        if from >= text.len() || !text.is_char_boundary(from) {
            break;
        }
    }
}

fn clean_email(text: &str) -> Option<String> {
    let email: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect::<String>()
        .to_lowercase();
    let email = email
        .trim_start_matches("mailto:")
        .trim_matches(['.', '-', '\'']);
    let (local, domain) = email.split_once('@')?;
    let is_whole = !local.is_empty() && !local.starts_with('.') && !domain.contains("..");
    is_whole.then(|| email.to_owned())
}

fn url(text: &str) -> Option<Contact> {
    let text = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '/', ')']);
    let lower = text.to_lowercase();
    let is_marked = lower.starts_with("http") || lower.starts_with("www.");
    let place = lower
        .split_once("://")
        .map_or(lower.as_str(), |(_, rest)| rest);
    let host = place.split(['/', '?', '#']).next().unwrap_or(place);
    let bare = host.strip_prefix("www.").unwrap_or(host);
    if !is_marked && !is_site(text, bare) || !bare.contains('.') {
        return None;
    }
    let original = text.split_once("://").map_or(text, |(_, rest)| rest);
    let path = original.get(host.len()..).unwrap_or("").trim_matches('/');
    Some(profile(bare, path).unwrap_or_else(|| Contact::Url(text.to_owned())))
}

/// A bare word with dots is a site if it is written small and its ending is a public suffix.
fn is_site(text: &str, host: &str) -> bool {
    let written = text.split('/').next().unwrap_or(text);
    if profile(host, "x").is_some() && text.contains('/') {
        return true;
    }
    let is_small = !written.chars().any(char::is_uppercase)
        || written
            .chars()
            .filter(|letter| letter.is_uppercase())
            .count()
            == 1
            && written.len() > 6;
    let name_length = host
        .split('.')
        .next()
        .map_or(0, |name| name.chars().count());
    let is_known = psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known());
    is_small
        && name_length >= 2
        && is_known
        && crate::domains::registrable(host).is_some()
        && !host.starts_with("e.g")
}

/// Pages on which a meeting is booked.
const BOOKING: [&str; 14] = [
    "calendly.com",
    "cal.com",
    "zoom.us",
    "meetings.hubspot.com",
    "outlook.office365.com",
    "outlook.office.com",
    "calendar.app.google",
    "calendar.google.com",
    "savvycal.com",
    "tidycal.com",
    "doodle.com",
    "youcanbook.me",
    "koalendar.com",
    "meetergo.com",
];

/// The links worth keeping in a sentence that is otherwise noise: home pages and bookings.
pub(super) fn bookings(text: &str) -> Vec<Contact> {
    let mut text = text.to_owned();
    let mut found = take(&mut text);
    found.retain(|contact| match contact {
        Contact::Url(url) => {
            let place = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            !place.contains('/') || BOOKING.iter().any(|host| url.contains(host))
        }
        _ => false,
    });
    found
}

fn handle(network: &str, name: &str) -> Option<Contact> {
    let name = name.trim_matches(['.', '-', '/']);
    let is_number = name
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    if name.len() < 2 || is_number {
        return None;
    }
    Some(match network.to_lowercase().as_str() {
        "linkedin" | "linked in" => linkedin(name),
        "twitter" | "x" => Contact::Twitter(name.to_owned()),
        "telegram" | "tg" => Contact::Telegram(name.to_owned()),
        "github" | "gh" => Contact::GitHub(name.to_owned()),
        "whatsapp" => return None,
        _ => Contact::Other,
    })
}

/// Whether a line carries an address, a site, a profile or a phone number.
pub(super) fn is_contact_line(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let may_hold = line.contains(['@', '.', '/']) || digits >= 7;
    if !may_hold || line.len() > LONGEST_LINE {
        return false;
    }
    let mut text = line.to_owned();
    !take(&mut text).is_empty() || super::phone::has_number(&text)
}
