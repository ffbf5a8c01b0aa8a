//! Values of many contacts or companies in words, for the columns of their list.

use std::collections::HashMap;

use uuid::Uuid;

use super::{store::Field, types::FieldKind};
use crate::{context::Scope, error::Result};

/// What each holds in each field, by the ids of both.
pub type Listed = HashMap<(Uuid, Uuid), String>;

struct Part {
    subject_id: Uuid,
    field_id: Uuid,
    text: Option<String>,
    number: Option<f64>,
    day: Option<chrono::NaiveDate>,
    contact: Option<String>,
}

pub async fn listed(scope: &mut Scope, fields: &[Field], subjects: &[Uuid]) -> Result<Listed> {
    if fields.is_empty() || subjects.is_empty() {
        return Ok(Listed::new());
    }
    let ids: Vec<Uuid> = fields.iter().map(|field| field.id).collect();
    let parts = sqlx::query_as!(
        Part,
        r#"select
             v.subject_id,
             v.field_id,
             v.text,
             v.number,
             v.day,
             m.name as "contact?"
           from custom_values v
           left join contacts m on m.id = standing_contact(v.contact_id) and m.deleted_at is null
           where v.subject_id = any($1) and v.field_id = any($2)
           order by v.subject_id, v.field_id, v.place"#,
        subjects,
        &ids,
    )
    .fetch_all(scope.db())
    .await?;
    let mut listed = Listed::new();
    for part in parts {
        let field = fields.iter().find(|field| field.id == part.field_id);
        let Some(words) = field.and_then(|field| part.words(field)) else {
            continue;
        };
        listed
            .entry((part.subject_id, part.field_id))
            .and_modify(|before| *before = format!("{before}, {words}"))
            .or_insert(words);
    }
    Ok(listed)
}

impl Part {
    fn words(&self, field: &Field) -> Option<String> {
        match field.kind {
            FieldKind::Text | FieldKind::Link => self.text.clone(),
            FieldKind::Choice | FieldKind::MultiChoice => {
                let key = self.text.as_deref()?;
                let choice = field.choice(key);
                Some(choice.map_or(key, |choice| &choice.label).to_owned())
            }
            FieldKind::Number => self.number.map(|number| number.to_string()),
            FieldKind::YesNo => self
                .number
                .map(|number| if number > 0.0 { "Yes" } else { "No" }.to_owned()),
            FieldKind::Date => self.day.map(|day| day.to_string()),
            FieldKind::Contact => self.contact.clone(),
        }
    }
}
