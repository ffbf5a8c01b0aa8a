//! What a value is by its looks.

use crate::dates::{DateOrder, date};
use crate::phone;

use super::Field;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Email,
    Url,
    Phone,
    Date,
    Name,
}

impl Shape {
    /// Whether it is no word that could also be the name of a column.
    pub(crate) fn is_certain(self) -> bool {
        !matches!(self, Shape::Name)
    }

    pub(super) fn field(self) -> Option<Field> {
        match self {
            Shape::Email => Some(Field::Email),
            Shape::Url => Some(Field::Url),
            Shape::Phone => Some(Field::Phone),
            Shape::Name => Some(Field::Name),
            Shape::Date => None,
        }
    }

    /// Whether values of this shape may stand in a column of this field.
    pub(super) fn fits(self, field: Field) -> bool {
        match field {
            Field::Email => self == Shape::Email,
            Field::Phone => matches!(self, Shape::Phone | Shape::Date),
            field if field.is_date() => matches!(self, Shape::Date | Shape::Phone),
            Field::Url => matches!(self, Shape::Url | Shape::Email),
            _ => true,
        }
    }
}

pub(crate) fn shape_of(cell: &str) -> Option<Shape> {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() > 200 {
        return None;
    }
    if is_email(cell) {
        return Some(Shape::Email);
    }
    if is_url(cell) {
        return Some(Shape::Url);
    }
    let has_digit = cell.bytes().any(|byte| byte.is_ascii_digit());
    if has_digit
        && cell.len() >= 8
        && date(cell, DateOrder::DayFirst)
            .or_else(|| date(cell, DateOrder::MonthFirst))
            .is_some()
    {
        return Some(Shape::Date);
    }
    if phone::has_shape(cell) {
        return Some(Shape::Phone);
    }
    (is_name(cell) || is_east_asian_name(cell)).then_some(Shape::Name)
}

pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |text: &str| {
        !text.is_empty()
            && !text
                .contains(|letter: char| letter.is_whitespace() || "<>(),;:\"@".contains(letter))
    };
    plain(local)
        && plain(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}

fn is_url(text: &str) -> bool {
    let has_scheme = ["http://", "https://", "www."]
        .iter()
        .any(|start| text.starts_with(start));
    has_scheme && text.contains('.') && !text.contains(char::is_whitespace)
}

/// A common family name and one to three letters behind it, of Han or Hangul.
pub(super) fn is_east_asian_name(text: &str) -> bool {
    mail::names::east_asian_family_end(text).is_some()
}

/// Two to four words that begin with a capital.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_part = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.'))
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_part)
}
