//! Fields for which cards and tables have no place of their own: what they are called there,
//! and how they are known again.

use chrono::NaiveDate;

use super::{types::ContactField, zone::read_zone};

/// The field, its name as it leaves, and the names by which it is known, in small letters.
const NAMES: [(ContactField, &str, &[&str]); 5] = [
    (ContactField::Pronouns, "Pronouns", &["pronouns"]),
    (
        ContactField::TimeZone,
        "Time zone",
        &["time zone", "timezone", "tz"],
    ),
    (
        ContactField::HowMet,
        "How we met",
        &["how we met", "how met"],
    ),
    (ContactField::MetOn, "Met on", &["met on"]),
    (ContactField::Priority, "Priority", &["priority"]),
];

/// As they leave.
pub fn names() -> impl Iterator<Item = (ContactField, &'static str)> {
    NAMES.into_iter().map(|(field, name, _)| (field, name))
}

/// The field that is called so outside.
pub fn field_called(name: &str) -> Option<ContactField> {
    let name = name.trim().to_lowercase();
    let mut all = NAMES.into_iter();
    all.find(|(_, _, known)| known.contains(&name.as_str()))
        .map(|(field, ..)| field)
}

/// What the field would hold, if the text can stand there. That somebody is of normal priority
/// says nothing.
pub fn value_of(field: ContactField, text: &str) -> Option<String> {
    let text = text.trim();
    let is_short = |most: usize| !text.is_empty() && text.chars().count() <= most;
    match field {
        ContactField::Pronouns => is_short(60).then(|| text.to_owned()),
        ContactField::HowMet => is_short(2_000).then(|| text.to_owned()),
        ContactField::TimeZone => read_zone(text).map(|zone| zone.name().to_owned()),
        ContactField::MetOn => text.parse::<NaiveDate>().ok().map(|day| day.to_string()),
        ContactField::Priority => {
            let priority = text.to_lowercase();
            matches!(priority.as_str(), "high" | "low").then_some(priority)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_is_known_again() {
        for (field, name) in names() {
            assert_eq!(field_called(name), Some(field));
        }
        let zone = |text| value_of(ContactField::TimeZone, text);
        assert_eq!(field_called("TZ"), Some(ContactField::TimeZone));
        assert_eq!(zone("europe/oslo").as_deref(), Some("Europe/Oslo"));
        assert_eq!(zone("+01:00"), None);
        let priority = |text| value_of(ContactField::Priority, text);
        assert_eq!(priority("High").as_deref(), Some("high"));
        assert_eq!((priority("Normal"), priority("7")), (None, None));
        assert_eq!(value_of(ContactField::MetOn, "last summer"), None);
        assert_eq!(value_of(ContactField::Pronouns, " "), None);
    }
}
