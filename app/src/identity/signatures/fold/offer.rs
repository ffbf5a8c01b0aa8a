//! One of several values of a field, and its form in a source record.

use mail::signature::Phone;
use serde_json::{Map, Value, json};

/// A value of a list.
pub struct Offer {
    pub value: String,
    pub raw: Option<String>,
    pub label: Option<&'static str>,
}

impl Offer {
    pub fn plain(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            raw: None,
            label: None,
        }
    }

    pub fn of_phone(phone: &Phone) -> Self {
        Self {
            value: phone.e164.clone().unwrap_or_else(|| phone.raw.clone()),
            raw: Some(phone.raw.clone()),
            label: Some(phone.kind.as_str()),
        }
    }

    pub fn into_value(self, evidence: Map<String, Value>) -> Value {
        let mut value = evidence;
        value.insert("value".to_owned(), json!(self.value));
        if let Some(raw) = self.raw {
            value.insert("raw".to_owned(), json!(raw));
        }
        if let Some(label) = self.label {
            value.insert("label".to_owned(), json!(label));
        }
        Value::Object(value)
    }
}
