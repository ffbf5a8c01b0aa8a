//! What is done to each of many contacts, and how a person or a program asks for it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    contacts::{ContactInput, types::ContactField},
    context::Scope,
    error::{Error, FieldCode, Result},
    tags,
};

/// As it is stored: never change a variant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Action {
    AddTag {
        tag: Uuid,
        name: String,
    },
    RemoveTag {
        tag: Uuid,
        name: String,
    },
    Set {
        field: ContactField,
        /// As it was written.
        value: String,
        /// As a source record holds it.
        fields: Map<String, Value>,
    },
    Archive,
    Unarchive,
    Delete,
}

/// The fields that many may have in common.
pub const FIELDS: [ContactField; 4] = [
    ContactField::Company,
    ContactField::Title,
    ContactField::Location,
    ContactField::About,
];

/// What is asked for, in words.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct Asked {
    /// `add_tag`, `remove_tag`, `set`, `archive`, `unarchive` or `delete`
    pub action: String,
    /// The tag's name; `add_tag` makes one that is missing.
    #[serde(default)]
    pub tag: String,
    /// `company`, `title`, `location` or `about`
    #[serde(default)]
    pub field: String,
    /// What the field shall say; an empty text clears it.
    #[serde(default)]
    pub value: String,
}

impl Asked {
    /// Makes the tag or the company that it names, where there is none.
    pub async fn read(&self, scope: &mut Scope) -> Result<Action> {
        match self.action.as_str() {
            "add_tag" => {
                let tag = tags::ensure_tag(scope, &self.tag).await.map_err(named)?;
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
            "set" => self.read_field(scope).await,
            "archive" => Ok(Action::Archive),
            "unarchive" => Ok(Action::Unarchive),
            "delete" => Ok(Action::Delete),
            _ => Err(Error::invalid("action", FieldCode::Unknown)),
        }
    }

    async fn read_field(&self, scope: &mut Scope) -> Result<Action> {
        let field = FIELDS
            .into_iter()
            .find(|field| field.as_str() == self.field)
            .ok_or_else(|| Error::invalid("field", FieldCode::Unknown))?;
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
}

fn named(error: Error) -> Error {
    error.renamed("name", "tag")
}

impl Action {
    /// `Add the tag “tea”`
    pub fn words(&self) -> String {
        match self {
            Self::AddTag { name, .. } => format!("Add the tag “{name}”"),
            Self::RemoveTag { name, .. } => format!("Remove the tag “{name}”"),
            Self::Set { field, value, .. } if value.is_empty() => {
                format!("Clear {}", field.label().to_lowercase())
            }
            Self::Set { field, value, .. } => {
                format!("Set {} to “{value}”", field.label().to_lowercase())
            }
            Self::Archive => "Archive".to_owned(),
            Self::Unarchive => "Take out of the archive".to_owned(),
            Self::Delete => "Delete".to_owned(),
        }
    }
}
