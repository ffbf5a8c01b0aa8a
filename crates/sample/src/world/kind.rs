//! The words for what a tie is, how it beats, and how it stands at the end.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Family,
    Friend,
    FormerColleague,
    Colleague,
    Client,
    Vendor,
    Investor,
    Mentor,
    OneOff,
}

/// How the exchanges of a tie lie in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    Steady,
    /// In projects, with quiet between them.
    Bursts,
    /// Ever longer gaps, silent for months at the end.
    Fading,
    /// Strong once, silent for the second half of the mailbox.
    Dormant,
    Once,
}

/// How the last exchange with a person was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Settled,
    /// They wrote last and wait for an answer.
    AwaitsMe,
    /// I wrote last and wait for an answer.
    AwaitsThem,
    /// The last three messages are mine.
    ThreeOfMine,
}

/// The program a person writes with; it shapes quotes, ids and MIME parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Client {
    Gmail,
    Apple,
    Outlook,
    Thunderbird,
    Telephone,
}

/// How a person's name stands in the From header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderName {
    Plain,
    FamilyFirst,
    WithCompany,
    Native,
    Absent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    De,
    Fr,
    Es,
    Pl,
    Ja,
}

impl Kind {
    /// Shares of the people, in percent.
    pub(crate) const SHARES: [(Kind, u32); 9] = [
        (Kind::Family, 4),
        (Kind::Friend, 8),
        (Kind::FormerColleague, 15),
        (Kind::Colleague, 9),
        (Kind::Client, 20),
        (Kind::Vendor, 9),
        (Kind::Investor, 6),
        (Kind::Mentor, 4),
        (Kind::OneOff, 25),
    ];

    /// How much a tie of this kind writes, compared with the others.
    pub(crate) fn weight(self) -> i64 {
        match self {
            Kind::Family => 44,
            Kind::Friend | Kind::Colleague => 36,
            Kind::Client => 24,
            Kind::FormerColleague | Kind::Mentor => 14,
            Kind::Vendor | Kind::Investor => 12,
            Kind::OneOff => 1,
        }
    }

    /// Written to in business hours, from an office.
    pub(crate) fn is_business(self) -> bool {
        !matches!(self, Kind::Family | Kind::Friend)
    }

    pub(crate) fn is_formal(self) -> bool {
        matches!(
            self,
            Kind::Client | Kind::Vendor | Kind::Investor | Kind::OneOff
        )
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Kind::Family => "family",
            Kind::Friend => "friend",
            Kind::FormerColleague => "former",
            Kind::Colleague => "colleague",
            Kind::Client => "client",
            Kind::Vendor => "vendor",
            Kind::Investor => "investor",
            Kind::Mentor => "mentor",
            Kind::OneOff => "once",
        }
    }

    pub(crate) fn rhythms(self) -> &'static [(Rhythm, u32)] {
        match self {
            Kind::Family | Kind::Colleague => &[(Rhythm::Steady, 9), (Rhythm::Fading, 1)],
            Kind::Friend => &[(Rhythm::Steady, 6), (Rhythm::Fading, 4)],
            Kind::FormerColleague => &[
                (Rhythm::Dormant, 6),
                (Rhythm::Fading, 3),
                (Rhythm::Steady, 1),
            ],
            Kind::Client => &[
                (Rhythm::Bursts, 6),
                (Rhythm::Steady, 2),
                (Rhythm::Fading, 2),
            ],
            Kind::Vendor | Kind::Investor => &[
                (Rhythm::Steady, 6),
                (Rhythm::Fading, 2),
                (Rhythm::Bursts, 2),
            ],
            Kind::Mentor => &[
                (Rhythm::Steady, 5),
                (Rhythm::Fading, 4),
                (Rhythm::Dormant, 1),
            ],
            Kind::OneOff => &[(Rhythm::Once, 1)],
        }
    }
}

impl Language {
    pub(crate) fn from_code(code: &str) -> Self {
        match code {
            "de" => Language::De,
            "fr" => Language::Fr,
            "es" => Language::Es,
            "pl" => Language::Pl,
            "ja" => Language::Ja,
            _ => Language::En,
        }
    }

    pub(crate) fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
            Language::Fr => "fr",
            Language::Es => "es",
            Language::Pl => "pl",
            Language::Ja => "ja",
        }
    }
}
