//! The languages that drafts and rules are in.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "pt")]
    Portuguese,
    #[serde(rename = "it")]
    Italian,
    #[serde(rename = "nl")]
    Dutch,
    #[serde(rename = "pl")]
    Polish,
    #[serde(rename = "ru")]
    Russian,
    #[serde(rename = "ja")]
    Japanese,
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    pub const ALL: [Self; 11] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Portuguese,
        Self::Italian,
        Self::Dutch,
        Self::Polish,
        Self::Russian,
        Self::Japanese,
        Self::Chinese,
    ];

    /// ISO 639-1.
    pub fn code(self) -> &'static str {
        self.names().0
    }

    /// In English.
    pub fn name(self) -> &'static str {
        self.names().1
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// Written without spaces between words, and without capitals.
    pub(crate) fn is_unspaced(self) -> bool {
        matches!(self, Self::Japanese | Self::Chinese)
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::English => ("en", "English"),
            Self::German => ("de", "German"),
            Self::French => ("fr", "French"),
            Self::Spanish => ("es", "Spanish"),
            Self::Portuguese => ("pt", "Portuguese"),
            Self::Italian => ("it", "Italian"),
            Self::Dutch => ("nl", "Dutch"),
            Self::Polish => ("pl", "Polish"),
            Self::Russian => ("ru", "Russian"),
            Self::Japanese => ("ja", "Japanese"),
            Self::Chinese => ("zh", "Chinese"),
        }
    }
}
