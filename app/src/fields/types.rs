//! What a field may hold and on what it stands; tests a value can be put to.

use serde::{Deserialize, Serialize};

/// What has fields of the workspace's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Subject {
    Contact,
    Company,
}

impl Subject {
    pub const ALL: [Self; 2] = [Self::Contact, Self::Company];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Company => "company",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|subject| subject.as_str() == text)
    }

    pub fn plural(self) -> &'static str {
        match self {
            Self::Contact => "Contacts",
            Self::Company => "Companies",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum FieldKind {
    Text,
    Number,
    Date,
    Choice,
    MultiChoice,
    Link,
    Contact,
    YesNo,
}

impl FieldKind {
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Number,
        Self::Date,
        Self::Choice,
        Self::MultiChoice,
        Self::Link,
        Self::Contact,
        Self::YesNo,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::MultiChoice => "multi_choice",
            Self::Link => "link",
            Self::Contact => "contact",
            Self::YesNo => "yes_no",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Number => "Number",
            Self::Date => "Date",
            Self::Choice => "One choice",
            Self::MultiChoice => "Several choices",
            Self::Link => "Link",
            Self::Contact => "Contact",
            Self::YesNo => "Yes or no",
        }
    }

    pub fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::MultiChoice)
    }
}
