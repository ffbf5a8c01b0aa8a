//! What a list of contacts is grouped by. Groups hold everybody, and nobody twice, but for
//! tags: who has several stands in the group of each. Who has no value, or one that is
//! offered no longer, stands in the last one.

mod each;
mod groups;
mod in_order;
mod sections;
mod statement;

use std::fmt;

use crate::{
    fields::{Field, types::FieldKind},
    views::types::OWN,
};

pub use each::{Column, columns};
pub use groups::Group;
pub use sections::{Section, Sections, grouped};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    Strength,
    Priority,
    /// By its name; those without one come last.
    Company,
    /// Who has several is in the group of each.
    Tag,
    /// A field of the workspace's own that holds one choice, by its key.
    Own(String),
}

impl Grouping {
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "strength" => Some(Self::Strength),
            "priority" => Some(Self::Priority),
            "company" => Some(Self::Company),
            "tag" => Some(Self::Tag),
            other => {
                let key = other.strip_prefix(OWN).filter(|key| !key.is_empty());
                key.map(|key| Self::Own(key.to_owned()))
            }
        }
    }

    /// All that there are, with these fields.
    pub fn all(fields: &[Field]) -> Vec<Self> {
        let own = fields.iter().filter(|field| may_group(field));
        let own = own.map(|field| Self::Own(field.key.clone()));
        [Self::Strength, Self::Priority, Self::Company, Self::Tag]
            .into_iter()
            .chain(own)
            .collect()
    }

    pub fn label(&self, fields: &[Field]) -> String {
        match self {
            Self::Strength => "Strength".to_owned(),
            Self::Priority => "Priority".to_owned(),
            Self::Company => "Company".to_owned(),
            Self::Tag => "Tag".to_owned(),
            Self::Own(key) => self
                .field(fields)
                .map_or(key.clone(), |field| field.label.clone()),
        }
    }

    /// The own field that it goes by.
    pub fn field<'a>(&self, fields: &'a [Field]) -> Option<&'a Field> {
        match self {
            Self::Own(key) => fields
                .iter()
                .find(|field| field.key == *key && may_group(field)),
            _ => None,
        }
    }

    /// Whether its field is there, if it needs one.
    pub fn is_there(&self, fields: &[Field]) -> bool {
        !matches!(self, Self::Own(_)) || self.field(fields).is_some()
    }

    /// Whether each of its groups is known before the list is read and nobody is in two of
    /// them, as a board needs it.
    pub fn is_closed(&self) -> bool {
        !matches!(self, Self::Company | Self::Tag)
    }

    /// Whether a person puts contacts into its groups.
    pub fn is_by_hand(&self) -> bool {
        matches!(self, Self::Priority | Self::Own(_))
    }
}

fn may_group(field: &Field) -> bool {
    field.kind == FieldKind::Choice
}

impl fmt::Display for Grouping {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Strength => out.write_str("strength"),
            Self::Priority => out.write_str("priority"),
            Self::Company => out.write_str("company"),
            Self::Tag => out.write_str("tag"),
            Self::Own(key) => write!(out, "{OWN}{key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grouping_is_written_as_it_is_read() {
        for text in ["strength", "priority", "company", "tag", "field.stage"] {
            let read = Grouping::parse(text).map(|grouping| grouping.to_string());
            assert_eq!(read.as_deref(), Some(text));
        }
        for text in ["", "name", "field.", "Company"] {
            assert_eq!(Grouping::parse(text), None, "{text}");
        }
    }
}
