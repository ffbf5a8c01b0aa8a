//! How one of many values is called, how it reads, and where a press leads.

use crate::{
    contacts::{Point, day_words, types::PointKind},
    routes::paths,
};

/// `Work phone`, `Home address`, `Mobile`, `LinkedIn`; a word of one's own as it stands.
pub(super) fn label(kind: Option<PointKind>, point: &Point) -> String {
    let kind_words = match kind {
        Some(PointKind::Date) => "Anniversary",
        kind => kind.map_or("Other", PointKind::label),
    };
    match (kind, network(point)) {
        (Some(PointKind::Handle), Some("linkedin")) => "LinkedIn".to_owned(),
        (Some(PointKind::Handle), Some("twitter")) => "X".to_owned(),
        (Some(PointKind::Handle), Some("telegram")) => "Telegram".to_owned(),
        (Some(PointKind::Handle), Some("github")) => "GitHub".to_owned(),
        (Some(PointKind::Phone), Some("mobile")) => "Mobile".to_owned(),
        (Some(PointKind::Phone), Some("fax")) => "Fax".to_owned(),
        (Some(PointKind::Date), Some(label)) => capital(label),
        (_, Some(label @ ("work" | "home" | "main" | "other" | "mobile" | "fax"))) => {
            format!("{} {}", capital(label), uncapital(kind_words))
        }
        (_, Some(label)) => capital(label),
        (_, None) => kind_words.to_owned(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn uncapital(word: &str) -> String {
    word.to_lowercase()
}

/// The label, or for a profile written by hand the network that its address names.
fn network(point: &Point) -> Option<&str> {
    const HOSTS: [(&str, &str); 5] = [
        ("linkedin.com", "linkedin"),
        ("twitter.com", "twitter"),
        ("x.com", "twitter"),
        ("t.me", "telegram"),
        ("github.com", "github"),
    ];
    let host = bare(&point.value).split('/').next().unwrap_or_default();
    let by_host = || {
        let is_host = |known: &str| {
            host.strip_suffix(known)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        let found = HOSTS.iter().find(|(known, _)| is_host(known));
        found.map(|(_, network)| *network)
    };
    let label = point.label.as_deref();
    label.or_else(|| by_host().filter(|_| point.kind == PointKind::Handle.as_str()))
}

/// An address of the web without what they all have in common.
fn bare(url: &str) -> &str {
    let url = url.strip_prefix("https://").unwrap_or(url);
    let url = url.strip_prefix("http://").unwrap_or(url);
    url.strip_prefix("www.")
        .unwrap_or(url)
        .trim_end_matches('/')
}

/// Phones as they were written, addresses as on an envelope, profiles as people say them.
pub(super) fn shown(kind: Option<PointKind>, point: &Point) -> String {
    if let Some(address) = point
        .address
        .as_ref()
        .filter(|_| kind == Some(PointKind::Address))
    {
        let lines = address.lines().join("\n");
        return Some(lines)
            .filter(|lines| !lines.is_empty())
            .unwrap_or_else(|| point.raw.clone());
    }
    if kind == Some(PointKind::Date) {
        return day_words(&point.value);
    }
    if kind != Some(PointKind::Handle) {
        return point.raw.clone();
    }
    let name = bare(&point.value).split_once('/').map(|(_, name)| name);
    match (network(point), name) {
        (Some("linkedin"), Some(name)) => name.strip_prefix("in/").unwrap_or(name).to_owned(),
        (Some(_), Some(name)) => format!("@{name}"),
        _ => bare(&point.value).to_owned(),
    }
}

/// Where a press leads. Only addresses of the web become links: anything else
/// might run as a script.
pub(super) fn address(kind: Option<PointKind>, point: &Point) -> Option<String> {
    let value = point.value.as_str();
    match kind? {
        PointKind::Email => Some(paths::mailto(value)),
        PointKind::Phone => {
            let number = point.e164.as_deref().unwrap_or(value);
            let digits: String = number
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            Some(format!("tel:{digits}"))
        }
        PointKind::Url | PointKind::Handle
            if value.starts_with("https://") || value.starts_with("http://") =>
        {
            Some(value.to_owned())
        }
        PointKind::Address | PointKind::Date => None,
        PointKind::Url | PointKind::Handle => {
            (!value.contains(':') && value.contains('.')).then(|| format!("https://{value}"))
        }
    }
}

/// As a person would write it again.
pub(super) fn written(kind: PointKind, point: &Point) -> String {
    match kind {
        PointKind::Date => day_words(&point.value),
        _ => point.raw.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(kind: PointKind, value: &str, label: Option<&str>) -> Point {
        Point {
            kind: kind.as_str().to_owned(),
            value: value.to_owned(),
            label: label.map(ToOwned::to_owned),
            raw: value.to_owned(),
            e164: None,
            address: None,
            source: None,
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        for kind in [PointKind::Url, PointKind::Handle] {
            let url = |value| address(Some(kind), &point(kind, value, None));
            assert_eq!(
                url("https://ada.example"),
                Some("https://ada.example".to_owned())
            );
            assert_eq!(
                url("ada.example/blog"),
                Some("https://ada.example/blog".to_owned())
            );
            assert_eq!(url("javascript:alert(1)"), None);
            assert_eq!(url("JavaScript:alert(1)"), None);
            assert_eq!(url("@ada"), None);
        }
        assert_eq!(address(None, &point(PointKind::Url, "@ada", None)), None);
    }

    #[test]
    fn numbers_are_dialled_whole_and_without_their_spaces() {
        let phone = point(PointKind::Phone, "040 (55) 50", None);
        let dialled = |phone: &Point| address(Some(PointKind::Phone), phone);
        assert_eq!(dialled(&phone), Some("tel:0405550".to_owned()));
        let whole = Point {
            e164: Some("+49405550".to_owned()),
            ..phone
        };
        assert_eq!(dialled(&whole), Some("tel:+49405550".to_owned()));
    }

    #[test]
    fn profiles_are_called_by_their_network() {
        let told = |value: &str, named: Option<&str>| {
            let point = point(PointKind::Handle, value, named);
            let kind = Some(PointKind::Handle);
            (label(kind, &point), shown(kind, &point))
        };
        for (value, named, expected, text) in [
            (
                "https://www.linkedin.com/in/jane-doe",
                Some("linkedin"),
                "LinkedIn",
                "jane-doe",
            ),
            ("https://de.linkedin.com/in/jane/", None, "LinkedIn", "jane"),
            ("https://x.com/jane", None, "X", "@jane"),
            ("https://github.com/jane", Some("github"), "GitHub", "@jane"),
            ("https://nox.com/jane", None, "Profile", "nox.com/jane"),
            ("jane", None, "Profile", "jane"),
        ] {
            assert_eq!(
                told(value, named),
                (expected.to_owned(), text.to_owned()),
                "{value}"
            );
        }
    }
}
