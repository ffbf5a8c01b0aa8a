//! What the list is ordered by: one of the usual orders, or a field of the workspace's own.

use std::fmt;

use super::types::ContactSort;
use crate::views::types::OWN;

/// An order that every workspace has, with the name it is asked by.
pub trait UsualOrder: Copy + Default {
    fn as_str(self) -> &'static str;
    /// What it begins with where no order has this name.
    fn parse(text: &str) -> Self;
}

impl UsualOrder for ContactSort {
    fn as_str(self) -> &'static str {
        Self::as_str(self)
    }

    fn parse(text: &str) -> Self {
        Self::parse(text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListOrder<Usual = ContactSort> {
    Usual(Usual),
    Own(OwnOrder),
}

/// By the first value of a field; who has none comes last, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnOrder {
    /// The key of the field.
    pub field: String,
    /// The greatest first.
    pub is_falling: bool,
}

impl<Usual: UsualOrder> Default for ListOrder<Usual> {
    fn default() -> Self {
        Self::Usual(Usual::default())
    }
}

impl<Usual: UsualOrder> From<Usual> for ListOrder<Usual> {
    fn from(sort: Usual) -> Self {
        Self::Usual(sort)
    }
}

impl<Usual: UsualOrder> ListOrder<Usual> {
    pub fn own(field: &str, is_falling: bool) -> Self {
        Self::Own(OwnOrder {
            field: field.to_owned(),
            is_falling,
        })
    }

    /// `name`, `field.shoe_size`, or `-field.shoe_size` with the greatest first; the usual one
    /// where it is nothing of these.
    pub fn parse(text: &str) -> Self {
        let falling = text.strip_prefix('-');
        match falling.unwrap_or(text).strip_prefix(OWN) {
            Some(field) if !field.is_empty() => Self::own(field, falling.is_some()),
            _ => Self::Usual(Usual::parse(text)),
        }
    }

    /// The key of the own field that it goes by.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Usual(_) => None,
            Self::Own(own) => Some(&own.field),
        }
    }
}

impl<Usual: UsualOrder> fmt::Display for ListOrder<Usual> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usual(sort) => out.write_str(sort.as_str()),
            Self::Own(own) => {
                let sign = if own.is_falling { "-" } else { "" };
                write!(out, "{sign}{OWN}{}", own.field)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_written_as_it_is_read() {
        for text in [
            "strength",
            "name",
            "last",
            "new",
            "field.size",
            "-field.size",
        ] {
            assert_eq!(ListOrder::<ContactSort>::parse(text).to_string(), text);
        }
        for text in ["", "size", "field.", "-name"] {
            assert_eq!(
                ListOrder::<ContactSort>::parse(text),
                ListOrder::default(),
                "{text}"
            );
        }
    }
}
