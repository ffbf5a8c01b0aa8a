//! What may be asked of fields, and by which column a list is ordered by one.

use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{
    read::{number, yes_no},
    store::Field,
    types::FieldKind,
};
use crate::error::FieldCode;

/// What may be asked of a field's value.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldTest {
    pub(super) field: Uuid,
    pub(super) asked: Asked,
    /// That it is not so; neither is it where there is no value.
    pub(super) is_not: bool,
}

/// From the first day until the second, which is no longer among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    Any,
    /// One of these choices, by their keys.
    Choices(Vec<String>),
    Text(Compare, String),
    Number(Compare, f64),
    Day(Compare, NaiveDate),
    Days(Days),
    Contact(Uuid),
    /// A contact with this name, or with words that begin so.
    Called(String, bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    Equal,
    Contains,
    Below,
    AtMost,
    AtLeast,
    Above,
}

impl Compare {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "=" => Some(Self::Equal),
            "~" => Some(Self::Contains),
            "<" => Some(Self::Below),
            "<=" => Some(Self::AtMost),
            ">=" => Some(Self::AtLeast),
            ">" => Some(Self::Above),
            _ => None,
        }
    }

    pub(super) fn sql(self) -> &'static str {
        match self {
            Self::Equal => " = ",
            Self::Contains => " like ",
            Self::Below => " < ",
            Self::AtMost => " <= ",
            Self::AtLeast => " >= ",
            Self::Above => " > ",
        }
    }
}

impl FieldTest {
    /// Whether there is a value at all.
    pub fn any(field: &Field) -> Self {
        Self::of(field, Asked::Any)
    }

    pub fn days(field: &Field, days: Days) -> Self {
        Self::of(field, Asked::Days(days))
    }

    /// Any of these choices, by their keys.
    pub fn choices(field: &Field, keys: &[String]) -> Self {
        Self::of(field, Asked::Choices(keys.to_vec()))
    }

    /// A contact by its whole name or address; where `begins`, by the beginnings of words.
    pub fn called(field: &Field, name: &str, begins: bool) -> Self {
        Self::of(field, Asked::Called(name.trim().to_owned(), begins))
    }

    fn of(field: &Field, asked: Asked) -> Self {
        Self {
            field: field.id,
            asked,
            is_not: false,
        }
    }

    /// That it is not so.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            is_not: !self.is_not,
            ..self
        }
    }

    /// Reads a comparison: `=`, `<`, `<=`, `>=` or `>`, and `~` (contains) for texts and
    /// links. A choice is named by key or label, a day as `2026-05-31`, a contact by id.
    pub fn read(field: &Field, compare: &str, value: &str) -> Result<Self, FieldCode> {
        let compare = Compare::parse(compare).ok_or(FieldCode::Unknown)?;
        let is_equal = compare == Compare::Equal;
        let is_contains = compare == Compare::Contains;
        let value = value.trim();
        let asked = match field.kind {
            FieldKind::Text | FieldKind::Link => Asked::Text(compare, value.to_owned()),
            FieldKind::Choice | FieldKind::MultiChoice if is_equal => {
                let key = field.choice_called(value).ok_or(FieldCode::Unknown)?;
                Asked::Choices(vec![key.to_owned()])
            }
            FieldKind::Contact if is_equal => {
                Asked::Contact(value.parse().map_err(|_| FieldCode::NobodyFound)?)
            }
            FieldKind::YesNo if is_equal => {
                let is_so = yes_no(value).ok_or(FieldCode::Unknown)?;
                Asked::Number(compare, f64::from(u8::from(is_so)))
            }
            FieldKind::Number if !is_contains => {
                let number = number(value).and_then(|number| number.as_f64());
                Asked::Number(compare, number.ok_or(FieldCode::NotANumber)?)
            }
            FieldKind::Date if !is_contains => {
                Asked::Day(compare, value.parse().map_err(|_| FieldCode::NotADate)?)
            }
            _ => return Err(FieldCode::Unknown),
        };
        Ok(Self::of(field, asked))
    }
}

/// Joins the field's first value to the row whose id is named, under this name.
pub fn push_sort(sql: &mut QueryBuilder<Postgres>, field: &Field, id: &str, name: &str) {
    sql.push(format!(
        " left join custom_values {name} on {name}.subject_id = {id} and {name}.place = 1 and {name}.field_id = "
    ))
    .push_bind(field.id);
}

/// Adds that rows `o` of `custom_values` are first values of the field that have an order:
/// along the index of its kind.
pub fn push_first_values(sql: &mut QueryBuilder<Postgres>, field: &Field) {
    let filled = sort_column(field.kind);
    sql.push(format!(
        "o.workspace_id = acting_workspace() and o.place = 1 and o.{filled} is not null and o.field_id = "
    ))
    .push_bind(field.id);
}

/// What the values of rows `o` are compared by; people, as contacts `m`, by their names.
pub fn value_column(field: &Field) -> String {
    match field.kind {
        FieldKind::Contact => "coalesce(m.name_folded, '')".to_owned(),
        kind => format!("o.{}", sort_column(kind)),
    }
}

/// The column of such a join that orders values of this kind.
pub fn sort_column(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text | FieldKind::Link => "folded",
        FieldKind::Date => "day",
        FieldKind::Number | FieldKind::Choice | FieldKind::MultiChoice | FieldKind::YesNo => {
            "number"
        }
        FieldKind::Contact => "contact_id",
    }
}
