//! How the list of contacts is ordered and narrowed; which fields a person edits.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContactSort {
    #[default]
    Strength,
    Name,
    LastContact,
    Newest,
}

impl ContactSort {
    pub const ALL: [Self; 4] = [Self::Strength, Self::Name, Self::LastContact, Self::Newest];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Name => "name",
            Self::LastContact => "last",
            Self::Newest => "new",
        }
    }

    pub fn parse(text: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|sort| sort.as_str() == text)
            .unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactFilter {
    Strong,
    Fading,
    AwaitsAnswer,
    NeverAnswered,
    Archived,
}

impl ContactFilter {
    pub const ALL: [Self; 5] = [
        Self::Strong,
        Self::Fading,
        Self::AwaitsAnswer,
        Self::NeverAnswered,
        Self::Archived,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Fading => "fading",
            Self::AwaitsAnswer => "awaits",
            Self::NeverAnswered => "silent",
            Self::Archived => "archived",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Strong => "Strong ties",
            Self::Fading => "Fading",
            Self::AwaitsAnswer => "Awaits my answer",
            Self::NeverAnswered => "Never answered me",
            Self::Archived => "Archived",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.as_str() == text)
    }
}

/// A field of a contact that holds one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    Name,
    Title,
    Company,
    Location,
    Birthday,
    About,
    Pronouns,
    /// By its name in the IANA database.
    TimeZone,
    HowMet,
    MetOn,
    Priority,
}

impl ContactField {
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Title,
        Self::Company,
        Self::Location,
        Self::Birthday,
        Self::About,
        Self::Pronouns,
        Self::TimeZone,
        Self::HowMet,
        Self::MetOn,
        Self::Priority,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Title => "title",
            Self::Company => "company",
            Self::Location => "location",
            Self::Birthday => "birthday",
            Self::About => "about",
            Self::Pronouns => "pronouns",
            Self::TimeZone => "time_zone",
            Self::HowMet => "how_met",
            Self::MetOn => "met_on",
            Self::Priority => "priority",
        }
    }

    /// The fields of a source record that hold it.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["name", "given_name", "family_name"],
            Self::Title => &["title"],
            Self::Company => &["company_id"],
            Self::Location => &["location"],
            Self::Birthday => &["birthday"],
            Self::About => &["about"],
            Self::Pronouns => &["pronouns"],
            Self::TimeZone => &["time_zone"],
            Self::HowMet => &["how_met"],
            Self::MetOn => &["met_on"],
            Self::Priority => &["priority"],
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Title => "Title",
            Self::Company => "Company",
            Self::Location => "Place",
            Self::Birthday => "Birthday",
            Self::About => "About",
            Self::Pronouns => "Pronouns",
            Self::TimeZone => "Time zone",
            Self::HowMet => "How we met",
            Self::MetOn => "Met on",
            Self::Priority => "Priority",
        }
    }
}

/// What a contact may have many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    Email,
    Phone,
    Url,
    /// The address of a profile in a network.
    Handle,
    /// A postal address.
    Address,
    /// A day that comes back each year, birthdays apart.
    Date,
}

impl PointKind {
    pub const ALL: [Self; 6] = [
        Self::Email,
        Self::Phone,
        Self::Url,
        Self::Handle,
        Self::Address,
        Self::Date,
    ];

    /// Those that are written in one line.
    pub const LINES: [Self; 4] = [Self::Email, Self::Phone, Self::Url, Self::Handle];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Handle => "handle",
            Self::Address => "address",
            Self::Date => "date",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Email => "E-mail",
            Self::Phone => "Phone",
            Self::Url => "Web",
            Self::Handle => "Profile",
            Self::Address => "Address",
            Self::Date => "Date",
        }
    }

    /// The name of the list in a source record.
    pub fn list_name(self) -> &'static str {
        match self {
            Self::Email => "emails",
            Self::Phone => "phones",
            Self::Url => "urls",
            Self::Handle => "handles",
            Self::Address => "addresses",
            Self::Date => "anniversaries",
        }
    }
}
