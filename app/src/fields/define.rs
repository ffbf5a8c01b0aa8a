//! The verbs of definitions: define, change, move, put away and take back.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    choices::{ChoiceInput, add_choices, set_choices},
    store::{Field, all_fields, field, slug},
    types::{FieldKind, Subject},
    values::{renew_field, said_texts},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
};

const MOST: usize = 200;
/// Texts that become choices where a field becomes one.
const MOST_TEXTS: i64 = 200;

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldInput {
    #[serde(rename = "on")]
    pub subject: Subject,
    pub label: String,
    pub kind: FieldKind,
    /// The name for programs; made from the label where it is absent.
    #[serde(default)]
    pub key: Option<String>,
    #[serde(default)]
    pub choices: Vec<ChoiceInput>,
}

/// What is absent stays as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldChange {
    pub label: Option<String>,
    /// Values that do not read as the new kind are kept, and come back with it.
    pub kind: Option<FieldKind>,
    /// All that is offered, in its order. Values keep a choice that is left out.
    pub choices: Option<Vec<ChoiceInput>>,
    /// 1 is the first.
    pub position: Option<i32>,
}

pub async fn define_field(scope: &mut Scope, input: FieldInput) -> Result<Uuid> {
    if input.kind.has_choices() && input.choices.is_empty() {
        return Err(Error::invalid("choices", FieldCode::Required));
    }
    define_open_field(scope, input).await
}

/// As [`define_field`], but choices may still be to come, from a file.
pub async fn define_open_field(scope: &mut Scope, input: FieldInput) -> Result<Uuid> {
    let label = clean_label(&input.label)?;
    if !input.kind.has_choices() && !input.choices.is_empty() {
        return Err(Error::invalid("choices", FieldCode::WithoutChoices));
    }
    let all = all_fields(scope).await?;
    if all.len() >= MOST {
        return Err(Error::invalid("label", FieldCode::OutOfRange));
    }
    let own: Vec<&Field> = all
        .iter()
        .filter(|field| field.subject == input.subject)
        .collect();
    let key = match input.key.as_deref().map(str::trim) {
        Some(key) if !key.is_empty() => clean_key(key)?,
        _ => free_key(&label, &own),
    };
    let id = insert(scope, &input, &key, &label).await?;
    if input.kind.has_choices() && !input.choices.is_empty() {
        let new = field(scope, id).await?;
        set_choices(scope, &new, input.choices).await?;
    }
    record(scope, EventKind::FieldDefined, id, json!({ "key": key })).await?;
    Ok(id)
}

async fn insert(scope: &mut Scope, input: &FieldInput, key: &str, label: &str) -> Result<Uuid> {
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into custom_fields (id, workspace_id, subject, key, label, kind, position, created_at, updated_at)
         select $1, $2, $3, $4, $5, $6, coalesce(max(position), 0) + 1, $7, $7
         from custom_fields
         where workspace_id = acting_workspace() and subject = $3",
        id,
        workspace,
        input.subject.as_str(),
        key,
        label,
        input.kind.as_str(),
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(id)
}

pub async fn change_field(scope: &mut Scope, id: Uuid, change: FieldChange) -> Result<()> {
    let before = field(scope, id).await?;
    let label = match &change.label {
        Some(label) => clean_label(label)?,
        None => before.label.clone(),
    };
    let kind = change.kind.unwrap_or(before.kind);
    let now = scope.now;
    sqlx::query!(
        "update custom_fields set label = $2, kind = $3, updated_at = $4 where id = $1",
        id,
        label,
        kind.as_str(),
        now,
    )
    .execute(scope.db())
    .await?;
    let after = Field {
        kind,
        ..before.clone()
    };
    offer(scope, &before, &after, change.choices).await?;
    if let Some(position) = change.position {
        put_at(scope, &after, position).await?;
    }
    record(
        scope,
        EventKind::FieldChanged,
        id,
        json!({ "key": after.key }),
    )
    .await
}

/// Choices as they are wanted; a field that becomes a choice offers what was said in it.
async fn offer(
    scope: &mut Scope,
    before: &Field,
    after: &Field,
    wanted: Option<Vec<ChoiceInput>>,
) -> Result<()> {
    let becomes_choice = after.kind.has_choices() && !before.kind.has_choices();
    let says_more = |wanted: &Vec<ChoiceInput>| wanted.iter().any(|choice| is_new(before, choice));
    if !after.kind.has_choices() && wanted.as_ref().is_some_and(says_more) {
        return Err(Error::invalid("choices", FieldCode::WithoutChoices));
    }
    let wanted = wanted.filter(|wanted| after.kind.has_choices() && !wanted.is_empty());
    let is_other = wanted.is_some();
    if let Some(wanted) = wanted {
        set_choices(scope, after, wanted).await?;
    }
    if becomes_choice {
        let said = said_texts(scope, after, MOST_TEXTS + 1).await?;
        if said.len() as i64 > MOST_TEXTS {
            return Err(Error::invalid("kind", FieldCode::OutOfRange));
        }
        add_choices(scope, after.id, &said).await?;
        if field(scope, after.id).await?.offered().next().is_none() {
            return Err(Error::invalid("choices", FieldCode::Required));
        }
    }
    if is_other || before.kind != after.kind {
        renew_field(scope, after).await?;
    }
    Ok(())
}

/// Whether this was typed, and is not only what the field offers already.
fn is_new(field: &Field, choice: &ChoiceInput) -> bool {
    let key = choice.key.as_deref();
    let mut offered = field.offered();
    !offered.any(|own| key == Some(own.key.as_str()) && own.label == choice.label.trim())
}

/// Puts the field to this place among those in use; 1 is the first.
pub async fn move_field(scope: &mut Scope, id: Uuid, position: i32) -> Result<()> {
    let moved = field(scope, id).await?;
    put_at(scope, &moved, position).await?;
    record(
        scope,
        EventKind::FieldChanged,
        id,
        json!({ "key": moved.key }),
    )
    .await
}

async fn put_at(scope: &mut Scope, moved: &Field, position: i32) -> Result<()> {
    let mut ids: Vec<Uuid> = super::fields(scope, moved.subject)
        .await?
        .iter()
        .map(|field| field.id)
        .filter(|id| *id != moved.id)
        .collect();
    let place = usize::try_from(position - 1).unwrap_or_default();
    ids.insert(place.min(ids.len()), moved.id);
    sqlx::query!(
        "update custom_fields f set position = given.place
         from unnest($1::uuid[]) with ordinality as given (id, place)
         where f.id = given.id",
        &ids,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// A field that is put away shows nowhere; its values stay and come back with it.
pub async fn archive_field(scope: &mut Scope, id: Uuid, archived: bool) -> Result<()> {
    let (found, now) = (field(scope, id).await?, scope.now);
    sqlx::query!(
        "update custom_fields set
           archived_at = case when $2 then $3::timestamptz end,
           updated_at = $3
         where id = $1",
        id,
        archived,
        now,
    )
    .execute(scope.db())
    .await?;
    let data = json!({ "key": found.key, "archived": archived });
    record(scope, EventKind::FieldArchived, id, data).await
}

fn clean_label(label: &str) -> Result<String> {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    match label.chars().count() {
        0 => Err(Error::invalid("label", FieldCode::Required)),
        1..=100 => Ok(label),
        _ => Err(Error::invalid("label", FieldCode::TooLong)),
    }
}

fn clean_key(key: &str) -> Result<String> {
    if key.chars().count() > 100 {
        return Err(Error::invalid("key", FieldCode::TooLong));
    }
    let plain = slug(key);
    if plain == key {
        Ok(plain)
    } else {
        Err(Error::invalid("key", FieldCode::Unreadable))
    }
}

fn free_key(label: &str, own: &[&Field]) -> String {
    let slug = slug(label);
    let base = if slug.is_empty() {
        "field".to_owned()
    } else {
        slug
    };
    let is_free = |key: &String| own.iter().all(|field| field.key != *key);
    let numbered = (2..).map(|number| format!("{base}_{number}"));
    std::iter::once(base.clone())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}
