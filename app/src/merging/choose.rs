//! Which value survives, where a person chose: it is written by hand at the kept one, and
//! parting takes it back unless it was changed meanwhile.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    contacts::{self, Contact, ContactInput, types::ContactField},
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, types::Subject},
    identity,
};

/// By the field, as [`ContactField`] names it, `photo` or `fields.KEY`: whose value it is.
pub type Choices = BTreeMap<String, Uuid>;

/// A field that is chosen in.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    Known(ContactField),
    Photo,
    Own(Box<Field>),
}

impl Chosen {
    pub async fn all(scope: &mut Scope) -> Result<Vec<Self>> {
        let known = ContactField::ALL.into_iter().map(Self::Known);
        let own = fields::fields(scope, Subject::Contact).await?;
        let own = own.into_iter().map(|field| Self::Own(Box::new(field)));
        Ok(known.chain([Self::Photo]).chain(own).collect())
    }

    pub fn name(&self) -> String {
        match self {
            Self::Known(field) => field.as_str().to_owned(),
            Self::Photo => "photo".to_owned(),
            Self::Own(field) => format!("fields.{}", field.key),
        }
    }

    pub fn label(&self) -> String {
        match self {
            Self::Known(field) => field.label().to_owned(),
            Self::Photo => "Photo".to_owned(),
            Self::Own(field) => field.label.clone(),
        }
    }

    /// What a contact has in it, comparable; null where nothing.
    pub async fn value_of(&self, scope: &mut Scope, contact: &Contact) -> Result<Value> {
        let text = |text: String| {
            if text.is_empty() {
                Value::Null
            } else {
                json!(text)
            }
        };
        Ok(match self {
            Self::Known(ContactField::Company) => json!(contact.company_id),
            Self::Known(field) => text(contact.text(*field)),
            Self::Photo => json!(contact.photo),
            Self::Own(field) => {
                let custom = sqlx::query_scalar!(
                    r#"select coalesce(custom -> $2, 'null') as "value!" from contacts where id = $1"#,
                    contact.id,
                    field.id.to_string(),
                );
                custom.fetch_one(scope.db()).await?
            }
        })
    }

    /// As a record holds the value.
    async fn said(&self, scope: &mut Scope, value: &Value) -> Result<Map<String, Value>> {
        let text = value.as_str().unwrap_or_default().to_owned();
        Ok(match self {
            Self::Known(ContactField::Company) => {
                Map::from_iter([("company_id".to_owned(), json!(text))])
            }
            Self::Known(field) => {
                ContactInput::of_field(*field, text)
                    .into_fields(scope)
                    .await?
            }
            Self::Photo => Map::from_iter([("photo".to_owned(), json!(text))]),
            Self::Own(field) => Map::from_iter([(field.record_key(), value.clone())]),
        })
    }
}

/// A choice, with the value as it stands before the join.
pub(super) struct Choice {
    field: Chosen,
    value: Value,
    /// By whose join it goes again.
    owner: Uuid,
}

pub(super) async fn read(
    scope: &mut Scope,
    choices: &Choices,
    kept: Uuid,
    joined: &[Uuid],
) -> Result<Vec<Choice>> {
    let mut read = Vec::new();
    if choices.is_empty() {
        return Ok(read);
    }
    let known = Chosen::all(scope).await?;
    for (name, from) in choices {
        let unknown = || Error::invalid("choose", FieldCode::Unknown);
        let field = known.iter().find(|field| field.name() == *name);
        let field = field.ok_or_else(unknown)?.clone();
        if *from != kept && !joined.contains(from) {
            return Err(unknown());
        }
        let contact = contacts::contact(scope, *from).await?;
        let value = field.value_of(scope, &contact).await?;
        let owner = joined.iter().find(|id| *id == from).or(joined.first());
        read.push(Choice {
            field,
            value,
            owner: owner.copied().unwrap_or(kept),
        });
    }
    Ok(read)
}

/// Writes what is not so by itself.
pub(super) async fn write(scope: &mut Scope, kept: Uuid, chosen: Vec<Choice>) -> Result<()> {
    let contact = contacts::contact(scope, kept).await?;
    let mut said: BTreeMap<Uuid, Map<String, Value>> = BTreeMap::new();
    for choice in chosen {
        if choice.field.value_of(scope, &contact).await? != choice.value {
            let fields = choice.field.said(scope, &choice.value).await?;
            said.entry(choice.owner).or_default().extend(fields);
        }
    }
    if said.is_empty() {
        return Ok(());
    }
    identity::note_record(scope, kept).await?;
    for (owner, fields) in &said {
        remember(scope, kept, *owner, fields).await?;
    }
    let all = said.into_values().flatten().collect();
    identity::edit_fields(scope, kept, all).await
}

/// Notes at the join what is written, and what a person had said there.
async fn remember(
    scope: &mut Scope,
    kept: Uuid,
    owner: Uuid,
    fields: &Map<String, Value>,
) -> Result<()> {
    let keys: Vec<String> = fields.keys().cloned().collect();
    sqlx::query!(
        "update contact_merges m set chosen = jsonb_build_object(
           'fields', $3::jsonb,
           'before', (
             select jsonb_build_object(
               'fields', (
                 select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(r.fields) where key = any($4)
               ),
               'evidence', (
                 select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(r.evidence) where key = any($4)
               )
             )
             from source_records r
             where r.workspace_id = acting_workspace() and r.origin = 'edit' and r.external_id = m.kept_id::text
           )
         )
         where m.kept_id = $1 and m.joined_id = $2 and m.parted_at is null",
        kept,
        owner,
        Value::Object(fields.clone()),
        &keys,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Lets speak again what was said before, in those fields that still hold what was chosen.
/// Those whom it concerns have to be derived again.
pub(super) async fn take_back(scope: &mut Scope, merge: Uuid) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "with standing as (
           select m.kept_id, m.chosen -> 'before' as before, array_agg(said.key) as keys
           from contact_merges m
           join source_records r
             on r.workspace_id = acting_workspace()
             and r.origin = 'edit'
             and r.external_id = m.kept_id::text
           cross join lateral jsonb_each(m.chosen -> 'fields') as said (key, value)
           where m.id = $1
             and r.fields -> said.key = said.value
             and (r.evidence -> said.key ->> 'at')::timestamptz = m.created_at
           group by m.kept_id, m.chosen
         )
         update source_records r set
           fields = (r.fields - s.keys) || (
             select coalesce(jsonb_object_agg(key, value), '{}')
             from jsonb_each(s.before -> 'fields')
             where key = any(s.keys)
           ),
           evidence = (r.evidence - s.keys) || (
             select coalesce(jsonb_object_agg(key, value), '{}')
             from jsonb_each(s.before -> 'evidence')
             where key = any(s.keys)
           ),
           updated_at = $2
         from standing s
         where r.workspace_id = acting_workspace()
           and r.origin = 'edit'
           and r.external_id = s.kept_id::text",
        merge,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
