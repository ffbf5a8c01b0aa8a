//! How a person or a program asks for a change of many, in words.

use serde::Deserialize;
use utoipa::ToSchema;

use super::action::{Action, FIELDS, KEEP_IN_TOUCH, Own};
use crate::{
    contacts::{ContactInput, types::ContactField},
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{
        self, Field, Held,
        types::{FieldKind, Subject},
    },
    suggestions::Wish,
    tags,
};

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct Asked {
    /// `add_tag`, `remove_tag`, `set`, `add_choice`, `remove_choice`, `archive`,
    /// `unarchive` or `delete`
    pub action: String,
    /// The tag's name; `add_tag` makes one that is missing.
    #[serde(default)]
    pub tag: String,
    /// `company`, `title`, `location`, `about`, `how_met`, `met_on`, `priority`,
    /// `time_zone`, `pronouns` or `keep_in_touch` (days, `never`, or nothing for the usual
    /// rhythm); `fields.KEY` for a field of the workspace's own.
    #[serde(default)]
    pub field: String,
    /// What the field shall say; an empty text clears it.
    #[serde(default)]
    pub value: String,
    /// Several values, of a field with several choices.
    #[serde(default)]
    pub values: Vec<String>,
}

/// What a field of contacts is called by people and programs.
pub enum Named {
    BuiltIn(ContactField),
    KeepInTouch,
    Own(Box<Field>),
}

/// None where no field that many may have in common is called so.
pub async fn named(scope: &mut Scope, name: &str) -> Result<Option<Named>> {
    let name = name.trim();
    let is_called = |field: &ContactField| {
        field.as_str() == name || field.label().to_lowercase() == name.to_lowercase()
    };
    if let Some(field) = FIELDS.into_iter().find(is_called) {
        return Ok(Some(Named::BuiltIn(field)));
    }
    if name == KEEP_IN_TOUCH {
        return Ok(Some(Named::KeepInTouch));
    }
    let name = name.strip_prefix("fields.").unwrap_or(name);
    let own = fields::fields(scope, Subject::Contact).await?;
    let by_key = own.iter().find(|field| field.key == name);
    let found = by_key.or_else(|| own.iter().find(|field| field.is_called(name)));
    Ok(found.cloned().map(|field| Named::Own(Box::new(field))))
}

impl Asked {
    /// Makes the tag or the company that it names, where there is none.
    pub async fn read(&self, scope: &mut Scope) -> Result<Action> {
        match self.action.as_str() {
            "add_tag" => {
                let tag = tags::ensure_tag(scope, &self.tag).await.map_err(of_tag)?;
                let name = tags::tag(scope, tag).await?.name;
                Ok(Action::AddTag { tag, name })
            }
            "remove_tag" => {
                let found = tags::tag_called(scope, &self.tag).await?;
                let found = found.ok_or_else(|| Error::invalid("tag", FieldCode::Unknown))?;
                Ok(Action::RemoveTag {
                    tag: found.id,
                    name: found.name,
                })
            }
            "set" | "add_choice" | "remove_choice" => self.read_field(scope).await,
            "archive" => Ok(Action::Archive),
            "unarchive" => Ok(Action::Unarchive),
            "delete" => Ok(Action::Delete),
            _ => Err(Error::invalid("action", FieldCode::Unknown)),
        }
    }

    async fn read_field(&self, scope: &mut Scope) -> Result<Action> {
        let unknown = || Error::invalid("field", FieldCode::Unknown);
        match named(scope, &self.field).await?.ok_or_else(unknown)? {
            Named::Own(field) if self.action == "set" => self.set_own(scope, &field).await,
            Named::Own(field) if field.kind == FieldKind::MultiChoice => {
                self.choices(scope, &field).await
            }
            _ if self.action != "set" => Err(unknown()),
            Named::BuiltIn(field) => self.set(scope, field).await,
            Named::KeepInTouch => self.keep_in_touch(),
            Named::Own(_) => Err(unknown()),
        }
    }

    async fn set(&self, scope: &mut Scope, field: ContactField) -> Result<Action> {
        let value = self.value.trim().to_owned();
        let input = ContactInput::of_field(field, value.clone());
        let fields = input
            .into_fields(scope)
            .await
            .map_err(|error| error.renamed(field.as_str(), "value"))?;
        Ok(Action::Set {
            field,
            value,
            fields,
        })
    }

    fn keep_in_touch(&self) -> Result<Action> {
        let wish = match self.value.trim() {
            "" => Wish::Rhythm,
            "never" => Wish::Never,
            days => match days.parse() {
                Ok(days) => Wish::EveryDays(days),
                Err(_) => return Err(Error::invalid("value", FieldCode::NotANumber)),
            },
        };
        wish.check()
            .map_err(|error| error.renamed("every", "value"))?;
        Ok(Action::KeepInTouch {
            days: wish.days(),
            never: wish == Wish::Never,
        })
    }

    /// What was written, as texts.
    fn texts(&self) -> Vec<String> {
        if self.values.is_empty() {
            vec![self.value.clone()]
        } else {
            self.values.clone()
        }
    }

    async fn set_own(&self, scope: &mut Scope, field: &Field) -> Result<Action> {
        let value = fields::written(scope, field, &self.texts(), "value").await?;
        let held = Held {
            field: field.clone(),
            contact: fields::person_of(scope, field, &value).await?,
            value,
        };
        Ok(Action::SetOwn {
            own: own(field, held.words().unwrap_or_default()),
            value: held.value,
        })
    }

    async fn choices(&self, scope: &mut Scope, field: &Field) -> Result<Action> {
        let value = fields::written(scope, field, &self.texts(), "value").await?;
        let held = Held {
            field: field.clone(),
            contact: None,
            value,
        };
        let choices = held.parts();
        if choices.is_empty() {
            return Err(Error::invalid("value", FieldCode::Required));
        }
        let own = own(field, held.words().unwrap_or_default());
        Ok(match self.action.as_str() {
            "add_choice" => Action::AddChoices { own, choices },
            _ => Action::RemoveChoices { own, choices },
        })
    }
}

fn own(field: &Field, words: String) -> Own {
    Own {
        field: field.id,
        label: field.label.clone(),
        words,
    }
}

fn of_tag(error: Error) -> Error {
    error.renamed("name", "tag")
}
