//! The definitions as they are read: the fields of a workspace in their order, with what
//! they offer.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::types::{FieldKind, Subject};
use crate::{
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Debug)]
pub struct Field {
    pub id: Uuid,
    pub subject: Subject,
    /// The name for programs; it stays when the label changes.
    pub key: String,
    pub label: String,
    pub kind: FieldKind,
    pub archived_at: Option<DateTime<Utc>>,
    /// Of a field that offers choices, also those that are offered no longer.
    pub choices: Vec<FieldChoice>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChoice {
    /// What values hold; it stays when the label changes.
    pub key: String,
    pub label: String,
    pub is_offered: bool,
}

impl Field {
    /// Under which a record says its value.
    pub fn record_key(&self) -> String {
        format!("{RECORD_KEY}{}", self.id)
    }

    /// Whether a file means this field by the name: its key or its label, whatever stands
    /// between the words.
    pub fn is_called(&self, name: &str) -> bool {
        let name = slug(name);
        name == self.key || name == slug(&self.label)
    }

    pub fn choice(&self, key: &str) -> Option<&FieldChoice> {
        self.choices.iter().find(|choice| choice.key == key)
    }

    /// The key of a choice, by it or by its label, without regard to case.
    pub fn choice_called(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        let lower = text.to_lowercase();
        let by_label = || {
            self.choices
                .iter()
                .find(|choice| choice.label.to_lowercase() == lower)
        };
        let found = self.choice(text).or_else(by_label);
        found.map(|choice| choice.key.as_str())
    }

    pub fn offered(&self) -> impl Iterator<Item = &FieldChoice> {
        self.choices.iter().filter(|choice| choice.is_offered)
    }
}

/// Begins the names under which records and provenance hold values of own fields.
pub const RECORD_KEY: &str = "field:";

struct FieldRow {
    id: Uuid,
    subject: String,
    key: String,
    label: String,
    kind: String,
    archived_at: Option<DateTime<Utc>>,
}

/// All fields of the workspace, also those that were put away.
pub async fn all_fields(scope: &mut Scope) -> Result<Vec<Field>> {
    let rows = sqlx::query_as!(
        FieldRow,
        "select id, subject, key, label, kind, archived_at
         from custom_fields
         where workspace_id = acting_workspace()
         order by subject desc, position, created_at, id",
    )
    .fetch_all(scope.db())
    .await?;
    let mut fields: Vec<Field> = rows.into_iter().filter_map(Field::of).collect();
    if fields.iter().any(|field| field.kind.has_choices()) {
        give_choices(scope, &mut fields).await?;
    }
    Ok(fields)
}

/// The fields in use, in their order.
pub async fn fields(scope: &mut Scope, subject: Subject) -> Result<Vec<Field>> {
    let mut fields = all_fields(scope).await?;
    fields.retain(|field| field.subject == subject && field.archived_at.is_none());
    Ok(fields)
}

pub async fn field(scope: &mut Scope, id: Uuid) -> Result<Field> {
    let all = all_fields(scope).await?;
    all.into_iter()
        .find(|field| field.id == id)
        .ok_or(Error::NotFound)
}

impl Field {
    fn of(row: FieldRow) -> Option<Self> {
        Some(Self {
            id: row.id,
            subject: Subject::parse(&row.subject)?,
            key: row.key,
            label: row.label,
            kind: FieldKind::parse(&row.kind)?,
            archived_at: row.archived_at,
            choices: Vec::new(),
        })
    }
}

async fn give_choices(scope: &mut Scope, fields: &mut [Field]) -> Result<()> {
    let rows = sqlx::query!(
        r#"select field_id, key, label, archived_at is null as "is_offered!"
           from custom_choices
           where workspace_id = acting_workspace()
           order by field_id, position, key"#,
    )
    .fetch_all(scope.db())
    .await?;
    for row in rows {
        if let Some(field) = fields.iter_mut().find(|field| field.id == row.field_id) {
            field.choices.push(FieldChoice {
                key: row.key,
                label: row.label,
                is_offered: row.is_offered,
            });
        }
    }
    Ok(())
}

/// `T-shirt size` → `t_shirt_size`
pub(super) fn slug(label: &str) -> String {
    let lower = label.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}
