//! What is known of a person from one message, each value with its evidence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A person and how to reach them. Absent values are none, never empty text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub name: Option<String>,
    /// The address that identifies the person: the sender's, else the first in the block.
    pub email: Option<String>,
    pub title: Option<String>,
    pub company: Option<String>,
    pub phones: Vec<Phone>,
    /// All addresses, the identifying one first.
    pub emails: Vec<String>,
    /// Web sites as they are written, without social profiles.
    pub urls: Vec<String>,
    /// The address of the profile: `https://www.linkedin.com/in/jane`.
    pub linkedin: Option<String>,
    /// The bare handle, without `@`, of X (Twitter), Telegram and GitHub.
    pub twitter: Option<String>,
    pub telegram: Option<String>,
    pub github: Option<String>,
    /// Street, city and country, as far as given, joined by commas.
    pub location: Option<String>,
    /// By field name.
    pub evidence: BTreeMap<String, Evidence>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// `+4930123456`, where the country is known.
    pub e164: Option<String>,
    /// As written.
    pub raw: String,
    pub kind: PhoneKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhoneKind {
    Work,
    Mobile,
    Home,
    Fax,
}

impl PhoneKind {
    /// The word in the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Mobile => "mobile",
            Self::Home => "home",
            Self::Fax => "fax",
        }
    }
}

/// Where a value comes from (`signature`, `header`, `domain`, `local-part`) and how sure it is,
/// from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub source: String,
    pub confidence: f32,
}

impl Person {
    pub(crate) fn note(&mut self, field: &str, source: &str, confidence: f32) {
        self.evidence.insert(
            field.to_owned(),
            Evidence {
                source: source.to_owned(),
                confidence,
            },
        );
    }

    /// Takes away an address that is not the person's own.
    pub(crate) fn disown(&mut self, address: &str) {
        self.emails.retain(|email| email != address);
        self.email = self.emails.first().cloned();
        self.evidence.remove("email");
        if self.email.is_some() {
            self.note("email", "signature", 0.9);
        }
    }
}
