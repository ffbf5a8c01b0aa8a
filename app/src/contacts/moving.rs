//! Putting a contact into another group: an edit of the field that the groups go by.

use uuid::Uuid;

use super::{
    edit::{edit_contact, is_unseen, restore_field},
    grouping::Grouping,
    store::contact,
    types::ContactField,
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, types::Subject},
};

pub struct Moved {
    /// Who, and the group where they are now.
    pub name: String,
    pub group: String,
    /// What a person had said before; none where the sources spoke.
    pub before: Option<String>,
}

/// `to` is the key of a group; none clears the field. `Conflict` where the contact is no
/// longer in the group in which it was seen.
pub async fn move_contact(
    scope: &mut Scope,
    id: Uuid,
    grouping: &Grouping,
    to: &str,
    seen: Option<&str>,
) -> Result<Moved> {
    let name = contact(scope, id).await?.name;
    let to = match (grouping, to) {
        (Grouping::Priority, "") => "normal",
        _ => to,
    };
    let own = fields::fields(scope, Subject::Contact).await?;
    let before = match (grouping, grouping.field(&own)) {
        (Grouping::Priority, _) => {
            let now = contact(scope, id).await?.priority;
            refuse_unseen(seen, now.as_deref().unwrap_or("normal"), to)?;
            edit_contact(scope, id, ContactField::Priority, to.to_owned()).await?
        }
        (_, Some(field)) => choose(scope, id, field, to, seen).await?,
        _ => return Err(Error::invalid("group", FieldCode::Unknown)),
    };
    let groups = grouping.groups(&own);
    let group = groups.iter().find(|group| group.key == to);
    let group = group.or(groups.last());
    Ok(Moved {
        name,
        group: group.map(|group| group.label.clone()).unwrap_or_default(),
        before,
    })
}

async fn choose(
    scope: &mut Scope,
    id: Uuid,
    field: &Field,
    to: &str,
    seen: Option<&str>,
) -> Result<Option<String>> {
    let held = fields::held(scope, Subject::Contact, id).await?;
    let held = held.into_iter().find(|held| held.field.id == field.id);
    let said = held.and_then(|held| held.parts().into_iter().next());
    let said = said.unwrap_or_default();
    let is_offered = field.offered().any(|choice| choice.key == said);
    refuse_unseen(seen, if is_offered { &said } else { "" }, to)?;
    let value = fields::written(scope, field, &[to.to_owned()], "to").await?;
    let was_said = fields::set_value(scope, field, id, value).await?;
    Ok(was_said.then_some(said))
}

fn refuse_unseen(seen: Option<&str>, now: &str, wanted: &str) -> Result<()> {
    match is_unseen(seen, now, wanted) {
        true => Err(Error::Conflict),
        false => Ok(()),
    }
}

/// Lets the sources say again where a contact belongs.
pub async fn move_back(scope: &mut Scope, id: Uuid, grouping: &Grouping) -> Result<()> {
    contact(scope, id).await?;
    let own = fields::fields(scope, Subject::Contact).await?;
    match (grouping, grouping.field(&own)) {
        (Grouping::Priority, _) => restore_field(scope, id, ContactField::Priority).await,
        (_, Some(field)) => fields::forget_value(scope, field, id).await,
        _ => Err(Error::invalid("group", FieldCode::Unknown)),
    }
}
