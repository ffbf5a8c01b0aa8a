//! What files say under the name of a field, read more kindly than what a person types:
//! what does not read is left to the record, where it is kept as it came.

use std::collections::BTreeMap;

use records::dates::{DateOrder, date};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{LONGEST, number, read, yes_no};
use crate::fields::{store::Field, types::FieldKind};

/// What helps to read the values of a file.
#[derive(Clone, Copy)]
pub struct Hints<'a> {
    /// Of dates in numbers, by the field.
    pub orders: Option<&'a BTreeMap<Uuid, DateOrder>>,
    /// Contacts by the folded text that names them.
    pub people: &'a BTreeMap<String, Uuid>,
}

/// The value of these texts; none where they do not read as the field's kind.
pub fn from_file(field: &Field, texts: &[String], hints: Hints<'_>) -> Option<Value> {
    let first = texts.first()?.trim();
    match field.kind {
        FieldKind::Text => {
            let joined = texts.join(", ");
            Some(json!(joined.chars().take(LONGEST).collect::<String>()))
        }
        FieldKind::Date => {
            let order = hints.orders.and_then(|orders| orders.get(&field.id));
            let order = order.copied().unwrap_or_default();
            let day = date(first, order)?.whole()?;
            Some(json!(day.to_string()))
        }
        FieldKind::Contact => Some(json!(hints.people.get(&first.to_lowercase())?)),
        FieldKind::MultiChoice => {
            let parts = parts(field, texts);
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            if parts.is_empty() {
                return None;
            }
            read(field, &parts).ok()
        }
        _ => read(field, &[first]).ok(),
    }
}

/// The names of choices in these texts: `Red;Blue`, `a, b`, a line each.
pub fn parts(field: &Field, texts: &[String]) -> Vec<String> {
    if field.kind == FieldKind::Choice {
        let first = texts.first().map(|text| text.trim().to_owned());
        return first.into_iter().filter(|text| !text.is_empty()).collect();
    }
    let split = |text: &String| {
        let mark = [" ::: ", "\n", ";", ","]
            .into_iter()
            .find(|mark| text.contains(mark));
        let parts = text
            .split(mark.unwrap_or(";"))
            .map(|part| part.trim().to_owned());
        parts.collect::<Vec<_>>()
    };
    let mut parts: Vec<String> = texts.iter().flat_map(split).collect();
    parts.retain(|part| !part.is_empty());
    parts
}

/// What kind of field these values look like.
pub fn guess_kind(samples: &[String]) -> FieldKind {
    let all = |fits: &dyn Fn(&str) -> bool| {
        !samples.is_empty() && samples.iter().all(|sample| fits(sample.trim()))
    };
    let is_day =
        |text: &str| date(text, DateOrder::default()).is_some_and(|day| day.whole().is_some());
    let is_link = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    if all(&|text| text.parse::<f64>().is_err() && yes_no(text).is_some()) {
        FieldKind::YesNo
    } else if all(&|text| number(text).is_some()) {
        FieldKind::Number
    } else if all(&is_day) {
        FieldKind::Date
    } else if all(&is_link) {
        FieldKind::Link
    } else {
        FieldKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_guessed_by_the_values() {
        for (samples, kind) in [
            (&["yes", "no"][..], FieldKind::YesNo),
            (&["1", "0"], FieldKind::Number),
            (&["12", "1,234.50"], FieldKind::Number),
            (&["2026-01-02", "3 May 2025"], FieldKind::Date),
            (&["https://a.example"], FieldKind::Link),
            (&["Gold", "3"], FieldKind::Text),
            (&[], FieldKind::Text),
        ] {
            let samples: Vec<String> = samples.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(guess_kind(&samples), kind, "{samples:?}");
        }
    }
}
