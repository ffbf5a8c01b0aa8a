//! What a field offers: a list in its order. A choice that is left out is offered no
//! longer, but stays with the values that hold it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::store::Field;
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

const MOST: usize = 500;

/// A choice as it is to be: by its key, where it is there already.
#[derive(Clone, Debug, Default, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceInput {
    /// Of a choice that is there; it stays when the label changes.
    #[serde(default)]
    pub key: Option<String>,
    pub label: String,
}

impl ChoiceInput {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            key: None,
            label: label.into(),
        }
    }
}

/// Offers these in this order, and nothing else.
pub(super) async fn set_choices(
    scope: &mut Scope,
    field: &Field,
    wanted: Vec<ChoiceInput>,
) -> Result<()> {
    let (keys, labels) = settled(field, wanted)?;
    let now = scope.now;
    sqlx::query!(
        "update custom_choices set archived_at = $3
         where field_id = $1 and archived_at is null and key <> all($2)",
        field.id,
        &keys,
        now,
    )
    .execute(scope.db())
    .await?;
    write(scope, field.id, &keys, &labels, 0).await
}

/// Offers these too, behind those that are there.
pub(super) async fn add_choices(scope: &mut Scope, field: Uuid, labels: &[String]) -> Result<()> {
    let last = sqlx::query_scalar!(
        r#"select coalesce(max(position), 0) as "last!" from custom_choices where field_id = $1"#,
        field,
    );
    let last = last.fetch_one(scope.db()).await?;
    write(scope, field, labels, labels, last).await
}

/// Offers what a file names and the field does not have yet, as long as there is room.
/// Whether anything is new.
pub async fn offer_choices(
    scope: &mut Scope,
    field: &Field,
    named: BTreeSet<String>,
) -> Result<bool> {
    let is_known = |label: &String| {
        let lower = label.to_lowercase();
        field.choice(label).is_some()
            || field.offered().any(|own| own.label.to_lowercase() == lower)
    };
    let mut seen = BTreeSet::new();
    let mut new: Vec<String> = named
        .into_iter()
        .filter(|label| label.chars().count() <= 200 && !is_known(label))
        .filter(|label| seen.insert(label.to_lowercase()))
        .collect();
    new.truncate(MOST.saturating_sub(field.choices.len()));
    if new.is_empty() {
        return Ok(false);
    }
    add_choices(scope, field.id, &new).await?;
    Ok(true)
}

async fn write(
    scope: &mut Scope,
    field: Uuid,
    keys: &[String],
    labels: &[String],
    after: i32,
) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into custom_choices (workspace_id, field_id, key, label, position)
         select $1, $2, key, label, $5 + place::integer
         from unnest($3::text[], $4::text[]) with ordinality as new (key, label, place)
         on conflict (field_id, key) do update set
           label = excluded.label,
           position = excluded.position,
           archived_at = null",
        workspace,
        field,
        keys,
        labels,
        after,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Keys and labels: a choice that is new takes the key of one that was called so.
fn settled(field: &Field, wanted: Vec<ChoiceInput>) -> Result<(Vec<String>, Vec<String>)> {
    let invalid = |code| Err(Error::invalid("choices", code));
    let mut seen = BTreeSet::new();
    let (mut keys, mut labels) = (Vec::new(), Vec::new());
    for choice in wanted {
        let label = choice.label.trim().to_owned();
        if label.is_empty() {
            continue;
        }
        if label.chars().count() > 200 {
            return invalid(FieldCode::TooLong);
        }
        let key = match choice.key.filter(|key| !key.is_empty()) {
            Some(key) if field.choice(&key).is_some() => key,
            Some(_) => return invalid(FieldCode::Unknown),
            None => key_of(field, &label, &keys),
        };
        if !seen.insert(label.to_lowercase()) || keys.contains(&key) {
            return invalid(FieldCode::Taken);
        }
        keys.push(key);
        labels.push(label);
    }
    match keys.len() {
        0 if field.kind.has_choices() => invalid(FieldCode::Required),
        count if count > MOST => invalid(FieldCode::TooLong),
        _ => Ok((keys, labels)),
    }
}

fn key_of(field: &Field, label: &str, taken: &[String]) -> String {
    let is_free = |key: &str| !taken.iter().any(|other| other == key);
    let resting = field
        .choices
        .iter()
        .find(|choice| !choice.is_offered && choice.label == label && is_free(&choice.key));
    if let Some(choice) = resting {
        return choice.key.clone();
    }
    let is_new = |key: &str| is_free(key) && field.choice(key).is_none_or(|own| !own.is_offered);
    let numbered = (2..).map(|number| format!("{label} {number}"));
    std::iter::once(label.to_owned())
        .chain(numbered)
        .find(|key| is_new(key))
        .unwrap_or_default()
}
