//! The tree that devices walk, and its addresses.

use crate::routes::paths;

pub const ROOT: &str = "/dav/";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Root,
    Principal,
    /// What holds the address book.
    Books,
    Book,
    /// By the last part of its address, without `.vcf`.
    Card(String),
    /// What holds the calendars.
    Calendars,
    Calendar(Calendar),
    Entry(Calendar, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    Tasks,
    Birthdays,
    /// Those that are still to come.
    Meetings,
}

impl Calendar {
    pub const ALL: [Self; 3] = [Self::Tasks, Self::Birthdays, Self::Meetings];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Birthdays => "birthdays",
            Self::Meetings => "meetings",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Tasks => "Tasks",
            Self::Birthdays => "Birthdays",
            Self::Meetings => "Meetings",
        }
    }

    pub fn component(self) -> &'static str {
        match self {
            Self::Tasks => "VTODO",
            Self::Birthdays | Self::Meetings => "VEVENT",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|calendar| calendar.as_str() == text)
    }
}

impl Place {
    /// Of a path, with or without a slash at its end, percent-encoded.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/dav")?.trim_matches('/');
        let parts: Option<Vec<String>> = rest.split('/').map(decoded).collect();
        let parts = parts?;
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Some(match parts.as_slice() {
            [""] => Self::Root,
            ["principal"] => Self::Principal,
            ["cards"] => Self::Books,
            ["cards", "contacts"] => Self::Book,
            ["cards", "contacts", name] => Self::Card(
                name.strip_suffix(".vcf")
                    .filter(|name| is_name(name))?
                    .to_owned(),
            ),
            ["calendars"] => Self::Calendars,
            ["calendars", calendar] => Self::Calendar(Calendar::parse(calendar)?),
            ["calendars", calendar, name] => Self::Entry(
                Calendar::parse(calendar)?,
                name.strip_suffix(".ics")?.to_owned(),
            ),
            _ => return None,
        })
    }

    pub fn href(&self) -> String {
        match self {
            Self::Root => ROOT.to_owned(),
            Self::Principal => format!("{ROOT}principal/"),
            Self::Books => format!("{ROOT}cards/"),
            Self::Book => format!("{ROOT}cards/contacts/"),
            Self::Card(name) => format!("{ROOT}cards/contacts/{}.vcf", paths::encode(name)),
            Self::Calendars => format!("{ROOT}calendars/"),
            Self::Calendar(calendar) => format!("{ROOT}calendars/{}/", calendar.as_str()),
            Self::Entry(calendar, name) => {
                format!(
                    "{ROOT}calendars/{}/{}.ics",
                    calendar.as_str(),
                    paths::encode(name)
                )
            }
        }
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 200
        && !name.contains('/')
        && !name.chars().any(char::is_control)
}

fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_where_it_came_from() {
        let places = [
            Place::Root,
            Place::Principal,
            Place::Books,
            Place::Book,
            Place::Card("a b%ü@x".to_owned()),
            Place::Calendars,
            Place::Calendar(Calendar::Tasks),
            Place::Entry(Calendar::Birthdays, "birthday-1".to_owned()),
        ];
        for place in places {
            assert_eq!(Place::parse(&place.href()), Some(place));
        }
        assert_eq!(Place::parse("/dav"), Some(Place::Root));
        for path in [
            "/dav/cards/contacts/a%2Fb.vcf",
            "/dav/cards/contacts/a",
            "/dav/x",
            "/dav/cards/contacts/%00.vcf",
            "/dav/cards/contacts/%zz.vcf",
        ] {
            assert_eq!(Place::parse(path), None, "{path}");
        }
    }
}
