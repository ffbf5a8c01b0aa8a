//! What is done to each of many contacts.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{contacts::types::ContactField, fields::RECORD_KEY, suggestions::Wish, taxonomy::Rule};

/// As it is stored: never change a variant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Action {
    AddTag {
        tag: Uuid,
        name: String,
    },
    RemoveTag {
        tag: Uuid,
        name: String,
    },
    Set {
        field: ContactField,
        /// As it was written.
        value: String,
        /// As a source record holds it.
        fields: Map<String, Value>,
    },
    /// A field of the workspace's own.
    SetOwn {
        #[serde(flatten)]
        own: Own,
        /// As a source record holds it; null clears it.
        value: Value,
    },
    /// Of a field with several choices.
    AddChoices {
        #[serde(flatten)]
        own: Own,
        /// By their keys.
        choices: Vec<String>,
    },
    RemoveChoices {
        #[serde(flatten)]
        own: Own,
        choices: Vec<String>,
    },
    /// How often to be in touch: every so many days, never, or by the rhythm of the two.
    KeepInTouch {
        days: Option<i32>,
        never: bool,
    },
    Archive,
    Unarchive,
    Delete,
    /// Sets the tags that fit by these rules, and takes off those that such rules had set and
    /// that do not fit any more.
    SetTags {
        rules: Vec<Rule>,
    },
}

/// Which field of the workspace's own is meant, and what shall be said in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Own {
    pub field: Uuid,
    pub label: String,
    pub words: String,
}

impl Own {
    /// Under which a record says it.
    pub fn record_key(&self) -> String {
        format!("{RECORD_KEY}{}", self.field)
    }
}

/// The fields that many may have in common.
pub const FIELDS: [ContactField; 9] = [
    ContactField::Company,
    ContactField::Title,
    ContactField::Location,
    ContactField::About,
    ContactField::HowMet,
    ContactField::MetOn,
    ContactField::Priority,
    ContactField::TimeZone,
    ContactField::Pronouns,
];

/// How programs and forms name how often to be in touch.
pub use crate::suggestions::KEEP_IN_TOUCH;

impl Action {
    /// `Add the tag “tea”`
    pub fn words(&self) -> String {
        match self {
            Self::AddTag { name, .. } => format!("Add the tag “{name}”"),
            Self::RemoveTag { name, .. } => format!("Remove the tag “{name}”"),
            Self::Set { field, value, .. } => set_words(&field.label().to_lowercase(), value),
            Self::SetOwn { own, .. } => set_words(&own.label, &own.words),
            Self::AddChoices { own, .. } => format!("Add “{}” to {}", own.words, own.label),
            Self::RemoveChoices { own, .. } => format!("Remove “{}” from {}", own.words, own.label),
            Self::KeepInTouch { days, never } => wish_words(Wish::of(*days, *never)),
            Self::Archive => "Archive".to_owned(),
            Self::Unarchive => "Take out of the archive".to_owned(),
            Self::Delete => "Delete".to_owned(),
            Self::SetTags { .. } => "Set the tags of the taxonomy".to_owned(),
        }
    }

    /// Whether it may bring people to a company, or take them away from one.
    pub fn moves_people(&self) -> bool {
        let field = match self {
            Self::Delete => return true,
            Self::Set { field, .. } => *field,
            _ => return false,
        };
        field == ContactField::Company
    }
}

fn set_words(field: &str, value: &str) -> String {
    if value.is_empty() {
        format!("Clear {field}")
    } else {
        format!("Set {field} to “{value}”")
    }
}

fn wish_words(wish: Wish) -> String {
    match wish {
        Wish::Never => "Never suggest to write".to_owned(),
        Wish::EveryDays(1) => "Keep in touch every day".to_owned(),
        Wish::EveryDays(days) => format!("Keep in touch every {days} days"),
        Wish::Rhythm => "Keep in touch by the usual rhythm".to_owned(),
    }
}
