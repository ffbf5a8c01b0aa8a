//! What one contact or company holds in the fields of the workspace.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    store::{Field, fields},
    types::{FieldKind, Subject},
};
use crate::{
    context::Scope,
    error::{Error, Result},
};

/// A field in use, and the value in it.
#[derive(Clone, Debug)]
pub struct Held {
    pub field: Field,
    /// Null where there is none, or none that reads as the field's kind.
    pub value: Value,
    /// Of a field that names a contact: how it is called.
    pub contact: Option<(Uuid, String)>,
}

impl Held {
    /// The value in words a person reads; none where there is no value.
    pub fn words(&self) -> Option<String> {
        let parts = self.parts();
        let words = match self.field.kind {
            FieldKind::Contact => self.contact.as_ref().map(|(_, name)| name.clone())?,
            FieldKind::YesNo => match self.value.as_bool()? {
                true => "Yes".to_owned(),
                false => "No".to_owned(),
            },
            FieldKind::Choice | FieldKind::MultiChoice => self.texts().join(", "),
            _ => parts.first()?.clone(),
        };
        Some(words).filter(|words| !words.is_empty())
    }

    /// The value as a file has it: choices by their labels, a contact by its name.
    pub fn texts(&self) -> Vec<String> {
        let label = |key: String| match self.field.choice(&key) {
            Some(choice) => choice.label.clone(),
            None => key,
        };
        match self.field.kind {
            FieldKind::Contact => self.contact.iter().map(|(_, name)| name.clone()).collect(),
            FieldKind::Choice | FieldKind::MultiChoice => {
                self.parts().into_iter().map(label).collect()
            }
            _ => self.parts(),
        }
    }

    /// The parts of the value as a form holds them.
    pub fn parts(&self) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Bool(is_so) => Some(if *is_so { "yes" } else { "no" }.to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match &self.value {
            Value::Array(items) => items.iter().filter_map(text).collect(),
            value => text(value).into_iter().collect(),
        }
    }
}

/// Every field in use with what is held in it.
pub async fn held(scope: &mut Scope, subject: Subject, id: Uuid) -> Result<Vec<Held>> {
    let fields = fields(scope, subject).await?;
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let said = said(scope, subject, id).await?;
    let mut held = Vec::new();
    for field in fields {
        let value = said.get(field.id.to_string()).cloned().unwrap_or_default();
        let value = as_kind(scope, &field, value).await?;
        held.push(Held {
            contact: person_of(scope, &field, &value).await?,
            field,
            value,
        });
    }
    Ok(held)
}

async fn said(scope: &mut Scope, subject: Subject, id: Uuid) -> Result<Value> {
    let found = sqlx::query_scalar!(
        r#"select custom as "custom!" from contacts where id = $1 and $2 = 'contact' and deleted_at is null
           union all
           select custom from companies where id = $1 and $2 = 'company' and deleted_at is null"#,
        id,
        subject.as_str(),
    );
    let found = found.fetch_optional(scope.db()).await?;
    found.ok_or(Error::NotFound)
}

/// The value as the field's kind has it, where it was said when the field was another.
async fn as_kind(scope: &mut Scope, field: &Field, value: Value) -> Result<Value> {
    let fits = match field.kind {
        FieldKind::Number => value.is_number(),
        FieldKind::YesNo => value.is_boolean(),
        FieldKind::MultiChoice => value.is_array(),
        FieldKind::Text => value.is_string(),
        _ => false,
    };
    if fits || value.is_null() {
        return Ok(value);
    }
    let rows = sqlx::query!(
        r#"select text, number, day, contact_id
           from custom_rows($1, $2)
           order by place"#,
        field.kind.as_str(),
        value,
    )
    .fetch_all(scope.db())
    .await?;
    let parts = rows.into_iter().map(|row| match field.kind {
        FieldKind::Number => json!(row.number),
        FieldKind::YesNo => json!(row.number == Some(1.0)),
        FieldKind::Date => json!(row.day),
        FieldKind::Contact => json!(row.contact_id),
        _ => json!(row.text),
    });
    let mut parts: Vec<Value> = parts.collect();
    Ok(match field.kind {
        FieldKind::MultiChoice if !parts.is_empty() => Value::Array(parts),
        FieldKind::Text => joined(&parts),
        _ if parts.is_empty() => Value::Null,
        _ => parts.swap_remove(0),
    })
}

fn joined(parts: &[Value]) -> Value {
    let texts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
    if texts.is_empty() {
        Value::Null
    } else {
        json!(texts.join(", "))
    }
}

/// Whom the value of a field that holds a contact names.
pub async fn person_of(
    scope: &mut Scope,
    field: &Field,
    value: &Value,
) -> Result<Option<(Uuid, String)>> {
    let id: Option<Uuid> = value.as_str().and_then(|text| text.parse().ok());
    let Some(id) = id.filter(|_| field.kind == FieldKind::Contact) else {
        return Ok(None);
    };
    let found = sqlx::query!(
        "select id, name from contacts where id = standing_contact($1) and deleted_at is null",
        id,
    );
    let found = found.fetch_optional(scope.db()).await?;
    Ok(found.map(|found| (found.id, found.name)))
}
