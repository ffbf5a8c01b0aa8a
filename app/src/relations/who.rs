//! Whom a person means by what they typed.

use uuid::Uuid;

use crate::{
    contacts::{self, Meant},
    context::Scope,
    error::{Error, FieldCode, Result},
};

/// The other side of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Contact(Uuid),
    /// Nobody who is here.
    Name(String),
}

const LONGEST: usize = 200;

/// The one contact that the text names by id, address or name, or the name `alone`.
pub async fn who(scope: &mut Scope, contact: Uuid, text: &str, alone: bool) -> Result<Who> {
    let text = text.trim();
    let refused = |code| Err(Error::invalid("who", code));
    if text.is_empty() {
        return refused(FieldCode::Required);
    }
    if text.chars().count() > LONGEST {
        return refused(FieldCode::TooLong);
    }
    if alone {
        return Ok(Who::Name(text.to_owned()));
    }
    match candidates(scope, contact, text).await?.as_slice() {
        [] => refused(FieldCode::NobodyFound),
        [one] => Ok(Who::Contact(one.id)),
        _ => refused(FieldCode::SeveralFound),
    }
}

/// All who may be meant, but the contact itself.
pub(super) async fn candidates(scope: &mut Scope, contact: Uuid, text: &str) -> Result<Vec<Meant>> {
    let mut found = contacts::meant(scope, text).await?;
    found.retain(|one| one.id != contact);
    Ok(found)
}
