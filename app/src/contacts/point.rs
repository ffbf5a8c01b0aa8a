//! One of the values that a contact may have many of, as a person writes it, checked. A
//! phone becomes E.164 by the country of the one who writes; what was typed is kept.

use serde_json::{Value, json};

use super::{address::PostalAddress, day::read_day, types::PointKind};
use crate::{
    accounts::{clean_email, own_regions},
    context::Scope,
    error::{Error, FieldCode, Result},
};

/// A value in bytes: longer ones fit no index.
const LONGEST: usize = 2_000;
const LONGEST_LABEL: usize = 50;

#[derive(Clone, Debug)]
pub struct NewPoint {
    pub kind: PointKind,
    /// Of an address, its parts count.
    pub value: String,
    pub address: PostalAddress,
    pub label: String,
}

impl NewPoint {
    /// One without a label.
    pub fn plain(kind: PointKind, value: &str) -> Self {
        Self {
            kind,
            value: value.to_owned(),
            address: PostalAddress::default(),
            label: String::new(),
        }
    }

    pub(super) async fn checked(self, scope: &mut Scope) -> Result<Item> {
        let regions = match self.kind {
            PointKind::Phone => own_regions(scope).await?,
            _ => Vec::new(),
        };
        let label = clean_label(&self.label)?;
        let item = Item::of(self, label, &regions)?;
        match item.value.len() {
            0 => Err(Error::invalid("value", FieldCode::Required)),
            long if long > LONGEST => Err(Error::invalid("value", FieldCode::TooLong)),
            _ => Ok(item),
        }
    }
}

/// As a record of what was said by hand holds it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub value: String,
    /// As it was typed, where that is something else.
    raw: Option<String>,
    address: Option<PostalAddress>,
    pub label: String,
}

impl Item {
    fn of(new: NewPoint, label: String, regions: &[String]) -> Result<Self> {
        let typed = new.value.trim().to_owned();
        let (mut raw, mut address) = (None, None);
        let value = match new.kind {
            PointKind::Email => {
                clean_email(&typed).map_err(|_| Error::invalid("value", FieldCode::NotAnEmail))?
            }
            PointKind::Phone => {
                let number = phone(&typed, regions)?;
                raw = Some(typed).filter(|typed| *typed != number);
                number
            }
            PointKind::Address => {
                let parts = new.address.cleaned();
                let line = parts.line();
                address = Some(parts);
                line
            }
            PointKind::Date if typed.is_empty() => typed,
            PointKind::Date => read_day(&typed).map_err(|code| Error::invalid("value", code))?,
            PointKind::Url if is_a_program(&typed) => {
                return Err(Error::invalid("value", FieldCode::Unreadable));
            }
            PointKind::Url | PointKind::Handle => typed,
        };
        Ok(Self {
            value,
            raw,
            address,
            label,
        })
    }

    pub fn to_json(&self) -> Value {
        let mut said = json!({ "value": self.value });
        if let Some(raw) = &self.raw {
            said["raw"] = json!(raw);
        }
        if let Some(Value::Object(parts)) = self.address.as_ref().map(|parts| json!(parts)) {
            for (part, text) in parts.into_iter().filter(|(_, text)| !text.is_null()) {
                said[part] = text;
            }
        }
        said
    }
}

/// What a browser would run instead of opening it.
fn is_a_program(address: &str) -> bool {
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme.trim().to_ascii_lowercase());
    scheme.is_some_and(|scheme| ["javascript", "data", "vbscript"].contains(&scheme.as_str()))
}

/// E.164 where that can be told, else as it was typed.
pub(super) fn phone(typed: &str, regions: &[String]) -> Result<String> {
    if !typed.is_empty() && typed.chars().filter(char::is_ascii_digit).count() < 3 {
        return Err(Error::invalid("value", FieldCode::NotAPhone));
    }
    Ok(records::e164(typed, regions).unwrap_or_else(|| typed.to_owned()))
}

/// Programs look for the usual ones in lower case; words of one's own stay as they are.
fn clean_label(label: &str) -> Result<String> {
    let label = label.trim();
    if label.chars().count() > LONGEST_LABEL {
        return Err(Error::invalid("label", FieldCode::TooLong));
    }
    let lower = label.to_lowercase();
    let is_usual = ["work", "home", "mobile", "fax", "main", "other"].contains(&lower.as_str());
    Ok(if is_usual { lower } else { label.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kind: PointKind, value: &str) -> Result<Item> {
        let german = ["DE".to_owned()];
        Item::of(NewPoint::plain(kind, value), String::new(), &german)
    }

    #[test]
    fn a_number_is_known_whole_and_kept_as_typed() {
        let whole = item(PointKind::Phone, " 030 90 18 20 ").unwrap().to_json();
        assert_eq!(
            whole,
            json!({ "value": "+4930901820", "raw": "030 90 18 20" })
        );
        let internal = item(PointKind::Phone, "ext. 4711").unwrap().to_json();
        assert_eq!(internal, json!({ "value": "ext. 4711" }));
        let refused = item(PointKind::Phone, "ask the desk");
        assert_eq!(refused, Err(Error::invalid("value", FieldCode::NotAPhone)));
    }

    #[test]
    fn labels_of_programs_are_lower_case() {
        let label = |text| clean_label(text).unwrap();
        assert_eq!(
            (label(" Work "), label("Cabin"), label("")),
            ("work".to_owned(), "Cabin".to_owned(), String::new())
        );
        assert!(clean_label(&"x".repeat(51)).is_err());
    }
}
