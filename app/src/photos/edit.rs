//! The verbs: choosing the photo of a contact, removing it, and taking that back.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    prepare::{LARGE, Prepared},
    store::{keep, picture, standing},
};
use crate::{
    contacts,
    context::Scope,
    error::{Error, Result},
    events::{EventKind, record},
    identity,
};

const FIELD: &str = "photo";

/// What a person had chosen before, to go back to: a photo, an empty text for none, or
/// nothing where files spoke.
pub type Before = Option<String>;

pub async fn set_photo(scope: &mut Scope, contact: Uuid, photo: &Prepared) -> Result<Before> {
    keep(scope, photo).await?;
    choose(scope, contact, &photo.hash).await
}

pub async fn remove_photo(scope: &mut Scope, contact: Uuid) -> Result<Before> {
    let found = contacts::contact(scope, contact).await?;
    found.photo.ok_or(Error::NotFound)?;
    choose(scope, contact, "").await
}

async fn choose(scope: &mut Scope, contact: Uuid, hash: &str) -> Result<Before> {
    contacts::contact(scope, contact).await?;
    let edited = identity::edited_fields(scope, contact).await?;
    let before = edited.get(FIELD).and_then(Value::as_str);
    let before = before.map(ToOwned::to_owned);
    let fields = Map::from_iter([(FIELD.to_owned(), json!(hash))]);
    identity::edit_fields(scope, contact, fields).await?;
    told(scope, contact).await?;
    Ok(before)
}

/// Lets files speak again where only a hand had silenced them, then chooses this photo if
/// they say another; an empty text for none. A photo that is kept no longer is a conflict.
pub async fn bring_back(
    scope: &mut Scope,
    contact: Uuid,
    hash: &str,
    lets_files_speak: bool,
) -> Result<()> {
    if !hash.is_empty() && standing(scope, &[hash.to_owned()]).await?.is_empty() {
        return Err(Error::Conflict);
    }
    if lets_files_speak {
        restore_photo(scope, contact, None).await?;
    }
    let now = contacts::contact(scope, contact).await?.photo;
    if now.unwrap_or_default() != hash {
        choose(scope, contact, hash).await?;
    }
    Ok(())
}

/// Goes back to what was chosen before.
pub async fn restore_photo(scope: &mut Scope, contact: Uuid, before: Before) -> Result<()> {
    match before {
        Some(hash) => {
            if !hash.is_empty() {
                picture(scope, &hash, LARGE).await?;
            }
            choose(scope, contact, &hash).await?;
            Ok(())
        }
        None => {
            contacts::contact(scope, contact).await?;
            identity::forget_edits(scope, contact, &[FIELD]).await?;
            told(scope, contact).await
        }
    }
}

async fn told(scope: &mut Scope, contact: Uuid) -> Result<()> {
    let data = json!({ "fields": [FIELD] });
    record(scope, EventKind::ContactUpdated, contact, data).await
}
