//! Fields as conditions and orders of a list. Every comparison is one that an index serves
//! under row-level security: plain operators on the column of the kind.

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
    field: Uuid,
    asked: Asked,
}

#[derive(Clone, Debug, PartialEq)]
enum Asked {
    Any,
    /// A choice, by its key.
    Choice(String),
    Text(Compare, String),
    Number(Compare, f64),
    Day(Compare, NaiveDate),
    Contact(Uuid),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
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

    fn sql(self) -> &'static str {
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
        Self {
            field: field.id,
            asked: Asked::Any,
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
                Asked::Choice(choice(field, value)?)
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
        Ok(Self {
            field: field.id,
            asked,
        })
    }

    /// Writes the condition for the row whose id is named, such as `c.id`.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, id: &str) {
        sql.push("exists (select from custom_values v where v.workspace_id = acting_workspace() and v.field_id = ")
            .push_bind(self.field)
            .push(format!(" and v.subject_id = {id}"));
        match &self.asked {
            Asked::Any => {}
            Asked::Choice(key) => {
                sql.push(" and v.folded = left(fold(")
                    .push_bind(key.clone())
                    .push("), 200) and v.text = ")
                    .push_bind(key.clone());
            }
            Asked::Text(Compare::Contains, text) => {
                let plain = text.replace(['%', '_', '\\'], "");
                sql.push(" and v.folded like fold(")
                    .push_bind(format!("%{plain}%"))
                    .push(")");
            }
            Asked::Text(compare, text) => {
                sql.push(format!(" and v.folded{}left(fold(", compare.sql()))
                    .push_bind(text.clone())
                    .push("), 200)");
            }
            Asked::Number(compare, number) => {
                sql.push(format!(" and v.number{}", compare.sql()))
                    .push_bind(*number);
            }
            Asked::Day(compare, day) => {
                sql.push(format!(" and v.day{}", compare.sql()))
                    .push_bind(*day);
            }
            Asked::Contact(contact) => {
                sql.push(" and v.contact_id = ").push_bind(*contact);
            }
        }
        sql.push(")");
    }
}

fn choice(field: &Field, text: &str) -> Result<String, FieldCode> {
    let lower = text.to_lowercase();
    let by_label = || {
        field
            .choices
            .iter()
            .find(|choice| choice.label.to_lowercase() == lower)
    };
    let found = field.choice(text).or_else(by_label);
    found
        .map(|choice| choice.key.clone())
        .ok_or(FieldCode::Unknown)
}

/// Joins the field's first value to the row whose id is named, under this name.
pub fn push_sort(sql: &mut QueryBuilder<Postgres>, field: &Field, id: &str, name: &str) {
    sql.push(format!(
        " left join custom_values {name} on {name}.subject_id = {id} and {name}.place = 1 and {name}.field_id = "
    ))
    .push_bind(field.id);
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
