//! What people and programs write into a field, read as its kind says. The result is what
//! a record holds; null is no value.

mod file;
mod number;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    store::{Field, fields},
    types::{FieldKind, Subject},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

pub use file::{Hints, from_file, guess_kind, parts};
pub(super) use number::number;

const LONGEST: usize = 10_000;

/// Values of a program, by key or id of the field, as a record holds them.
pub async fn read_inputs(
    scope: &mut Scope,
    subject: Subject,
    given: Map<String, Value>,
) -> Result<Vec<(Field, Value)>> {
    let own = fields(scope, subject).await?;
    let mut read = Vec::new();
    for (name, value) in given {
        let place = format!("fields.{name}");
        let found = own
            .iter()
            .find(|field| field.key == name || field.id.to_string() == name);
        let field = found.ok_or_else(|| Error::invalid(&place, FieldCode::Unknown))?;
        let written = texts(&value).ok_or_else(|| Error::invalid(&place, FieldCode::Unreadable))?;
        let value = self::written(scope, field, &written, &place).await?;
        read.push((field.clone(), value));
    }
    Ok(read)
}

/// The value as texts; none where it is an object or a list of lists.
fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::String(text) => Some(vec![text.clone()]),
        Value::Number(number) => Some(vec![number.to_string()]),
        Value::Bool(is_so) => Some(vec![is_so.to_string()]),
        Value::Array(items) => {
            let parts: Option<Vec<_>> = items.iter().map(texts).collect();
            parts.map(|parts| parts.concat())
        }
        Value::Object(_) => None,
    }
}

/// What was written, as a record holds it; `place` is where an error shows.
pub async fn written(
    scope: &mut Scope,
    field: &Field,
    written: &[String],
    place: &str,
) -> Result<Value> {
    let parts: Vec<&str> = written
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    let Some(first) = parts.first() else {
        return Ok(Value::Null);
    };
    if field.kind == FieldKind::Contact {
        return contact(scope, first, place).await;
    }
    read(field, &parts).map_err(|code| Error::invalid(place, code))
}

/// At least one part, none of them empty.
pub(super) fn read(field: &Field, parts: &[&str]) -> Result<Value, FieldCode> {
    let is_list = field.kind == FieldKind::MultiChoice;
    let first = match parts {
        [one] => *one,
        [one, ..] if is_list => *one,
        _ => return Err(FieldCode::OutOfRange),
    };
    match field.kind {
        FieldKind::Text | FieldKind::Contact => text(first),
        FieldKind::Number => number(first).ok_or(FieldCode::NotANumber),
        FieldKind::Date => day(first),
        FieldKind::Choice => choice(field, first).map(Value::from),
        FieldKind::MultiChoice => choices(field, parts),
        FieldKind::Link => link(first),
        FieldKind::YesNo => yes_no(first).map(Value::from).ok_or(FieldCode::Unknown),
    }
}

fn text(text: &str) -> Result<Value, FieldCode> {
    if text.chars().count() > LONGEST {
        return Err(FieldCode::TooLong);
    }
    Ok(json!(text.replace('\0', "")))
}

fn day(text: &str) -> Result<Value, FieldCode> {
    let day: NaiveDate = text.parse().map_err(|_| FieldCode::NotADate)?;
    let is_plausible = (1..=9999).contains(&chrono::Datelike::year(&day));
    is_plausible
        .then(|| json!(day.to_string()))
        .ok_or(FieldCode::NotADate)
}

/// By its key, else by its label, without regard to case.
fn choice(field: &Field, text: &str) -> Result<String, FieldCode> {
    let lower = text.to_lowercase();
    let by_label = || {
        field
            .offered()
            .find(|choice| choice.label.to_lowercase() == lower)
    };
    let found = field.choice(text).or_else(by_label);
    found
        .map(|choice| choice.key.clone())
        .ok_or(FieldCode::Unknown)
}

/// Each once, in the order of the list.
fn choices(field: &Field, parts: &[&str]) -> Result<Value, FieldCode> {
    let keys: Result<Vec<String>, _> = parts.iter().map(|part| choice(field, part)).collect();
    let keys = keys?;
    let all = field.choices.iter().map(|choice| &choice.key);
    let ordered: Vec<_> = all.filter(|key| keys.contains(key)).collect();
    Ok(json!(ordered))
}

/// Only addresses of the web: anything else might run as a script.
fn link(text: &str) -> Result<Value, FieldCode> {
    let lower = text.to_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    let is_bare = !text.contains(':') && text.contains('.');
    if text.len() > 2_000 {
        return Err(FieldCode::TooLong);
    }
    if text.contains(char::is_whitespace) || !(is_web || is_bare) {
        return Err(FieldCode::NotALink);
    }
    let address = if is_web {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    Ok(json!(address))
}

pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "✓" | "ja" | "oui" | "sí" | "si" => Some(true),
        "false" | "no" | "n" | "0" | "nein" | "non" => Some(false),
        _ => None,
    }
}

/// By id, by address, or by the whole name.
async fn contact(scope: &mut Scope, text: &str, place: &str) -> Result<Value> {
    let id: Option<Uuid> = text.parse().ok();
    let found = sqlx::query_scalar!(
        "select c.id
         from contacts c
         where c.workspace_id = acting_workspace()
           and c.deleted_at is null
           and (
             c.id = $2
             or c.name_folded = fold($1)
             or exists (
               select from contact_points p
               where p.contact_id = c.id and p.kind = 'email' and p.value = lower($1)
             )
           )
         limit 2",
        text,
        id,
    )
    .fetch_all(scope.db())
    .await?;
    match found.as_slice() {
        [one] => Ok(json!(one)),
        [] => Err(Error::invalid(place, FieldCode::NobodyFound)),
        _ => Err(Error::invalid(place, FieldCode::SeveralFound)),
    }
}

/// Whom these texts name, lower-cased: an address, or the whole name of exactly one.
pub async fn people_named(scope: &mut Scope, texts: &[String]) -> Result<BTreeMap<String, Uuid>> {
    let rows = sqlx::query!(
        // Folded before it is compared: what is not leakproof keeps an index from being searched.
        r#"with named as materialized (
             select distinct text, fold(text) as folded, lower(text) as lowered from unnest($1::text[]) as text
           ),
           found as (
             select named.text, c.id
             from named
             join contacts c
               on c.workspace_id = acting_workspace()
               and c.is_archived = any(array[false, true])
               and c.name_folded = named.folded
               and c.deleted_at is null
             union
             select named.text, c.id
             from named
             join contact_points p
               on p.workspace_id = acting_workspace()
               and p.kind = 'email'
               and p.value = named.lowered
             join contacts c on c.id = p.contact_id and c.deleted_at is null
           )
           select text as "text!", (array_agg(id))[1] as "id!"
           from found
           group by text
           having count(*) = 1"#,
        texts,
    )
    .fetch_all(scope.db())
    .await?;
    let pairs = rows
        .into_iter()
        .map(|row| (row.text.trim().to_lowercase(), row.id));
    Ok(pairs.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FieldChoice;

    fn field(kind: FieldKind) -> Field {
        let choice = |key: &str, label: &str| FieldChoice {
            key: key.to_owned(),
            label: label.to_owned(),
            is_offered: true,
        };
        Field {
            id: Uuid::from_u128(1),
            subject: Subject::Contact,
            key: "own".to_owned(),
            label: "Own".to_owned(),
            kind,
            archived_at: None,
            choices: vec![choice("gold", "Gold tier"), choice("tin", "Tin")],
        }
    }

    #[test]
    fn each_kind_reads_what_it_is() {
        for (kind, parts, value) in [
            (FieldKind::Text, &["Blue eyes"][..], json!("Blue eyes")),
            (FieldKind::Number, &["12.50"], json!(12.5)),
            (FieldKind::Date, &["2026-03-04"], json!("2026-03-04")),
            (FieldKind::Choice, &["gold tier"], json!("gold")),
            (FieldKind::Choice, &["tin"], json!("tin")),
            (
                FieldKind::MultiChoice,
                &["TIN", "gold"],
                json!(["gold", "tin"]),
            ),
            (
                FieldKind::Link,
                &["kith.example/a"],
                json!("https://kith.example/a"),
            ),
            (FieldKind::YesNo, &["Yes"], json!(true)),
        ] {
            assert_eq!(read(&field(kind), parts), Ok(value), "{kind:?}");
        }
    }

    #[test]
    fn what_is_no_such_value_is_refused() {
        for (kind, parts, code) in [
            (FieldKind::Number, &["a dozen"][..], FieldCode::NotANumber),
            (FieldKind::Date, &["2026-02-30"], FieldCode::NotADate),
            (FieldKind::Choice, &["silver"], FieldCode::Unknown),
            (
                FieldKind::MultiChoice,
                &["tin", "silver"],
                FieldCode::Unknown,
            ),
            (
                FieldKind::Link,
                &["javascript:alert(1)"],
                FieldCode::NotALink,
            ),
            (FieldKind::Link, &["two words.example"], FieldCode::NotALink),
            (FieldKind::YesNo, &["perhaps"], FieldCode::Unknown),
            (FieldKind::Text, &["a", "b"], FieldCode::OutOfRange),
        ] {
            assert_eq!(read(&field(kind), parts), Err(code), "{kind:?}");
        }
    }
}
