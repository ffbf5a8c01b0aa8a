//! What the forms of fields do: definitions in the settings, values where they stand.

use leptos::prelude::*;
use uuid::Uuid;

use super::types::{FieldKind, Subject};
use crate::error::Error;

/// `choices` are lines of text.
#[server]
pub async fn define_field(
    subject: Subject,
    label: String,
    kind: FieldKind,
    #[server(default)] choices: String,
) -> Result<(), Error> {
    use super::{FieldInput, page::lines};
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageFields)?.begin().await?;
        let input = FieldInput {
            subject,
            label,
            kind,
            key: None,
            choices: lines(&choices),
        };
        let id = super::define_field(&mut scope, input).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("archived", "true".to_owned())];
        Ok(Done::to(paths::fields())
            .saying("Field added.")
            .or_undo::<ArchiveField>(&back))
    })
    .await
}

/// `keys` and `labels` are the choices that are there, `more` lines with further ones. A
/// choice whose label is empty is offered no longer.
#[server]
pub async fn change_field(
    id: Uuid,
    label: String,
    kind: FieldKind,
    #[server(default)] keys: Vec<String>,
    #[server(default)] labels: Vec<String>,
    #[server(default)] more: String,
) -> Result<(), Error> {
    use super::{
        FieldChange,
        page::{choices, previous},
    };
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageFields)?.begin().await?;
        let before = super::field(&mut scope, id).await?;
        let change = FieldChange {
            label: Some(label),
            kind: Some(kind),
            choices: Some(choices(&keys, &labels, &more)),
            position: None,
        };
        super::change_field(&mut scope, id, change).await?;
        scope.commit().await?;
        let back = previous(&before);
        let back: Vec<_> = back
            .iter()
            .map(|(name, text)| (name.as_str(), text.clone()))
            .collect();
        Ok(Done::to(paths::fields())
            .saying("Field saved.")
            .or_undo::<ChangeField>(&back))
    })
    .await
}

/// Puts a field before or behind others; 1 is the first place.
#[server]
pub async fn move_field(id: Uuid, position: i32) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageFields)?.begin().await?;
        super::move_field(&mut scope, id, position).await?;
        scope.commit().await?;
        Ok(Done::to(paths::fields()))
    })
    .await
}

#[server]
pub async fn archive_field(id: Uuid, archived: bool) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageFields)?.begin().await?;
        super::archive_field(&mut scope, id, archived).await?;
        scope.commit().await?;
        let text = if archived {
            "Field put away. Its values are kept."
        } else {
            "Field is back, with its values."
        };
        let back = [
            ("id", id.to_string()),
            ("archived", (!archived).to_string()),
        ];
        Ok(Done::to(paths::fields())
            .saying(text)
            .or_undo::<ArchiveField>(&back))
    })
    .await
}

/// Says the value of a field of a contact or a company; nothing clears it.
#[server]
pub async fn set_value(
    field: Uuid,
    id: Uuid,
    #[server(default)] values: Vec<String>,
    #[server(default)] seen: Option<String>,
) -> Result<(), Error> {
    use super::{
        held,
        page::{as_seen, place_of},
        written,
    };
    use crate::{
        contacts,
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let found = super::field(&mut scope, field).await?;
        let before = held(&mut scope, found.subject, id).await?;
        let before = before.into_iter().find(|held| held.field.id == field);
        let before = before.ok_or(Error::NotFound)?;
        let now = as_seen(&before.parts());
        if contacts::is_unseen(seen.as_deref(), &now, &as_seen(&values)) {
            return Err(Error::Conflict);
        }
        let value = written(&mut scope, &found, &values, "values").await?;
        let was_said = super::set_value(&mut scope, &found, id, value).await?;
        scope.commit().await?;
        let done = Done::to(place_of(found.subject, id)).saying(format!("{} saved.", found.label));
        let mut back = vec![("field", field.to_string()), ("id", id.to_string())];
        if !was_said {
            return Ok(done.or_undo::<ForgetValue>(&back));
        }
        back.extend(before.parts().into_iter().map(|part| ("values[]", part)));
        Ok(done.or_undo::<SetValue>(&back))
    })
    .await
}

/// Lets the sources speak for a field again.
#[server]
pub async fn forget_value(field: Uuid, id: Uuid) -> Result<(), Error> {
    use super::page::place_of;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let found = super::field(&mut scope, field).await?;
        super::held(&mut scope, found.subject, id).await?;
        super::forget_value(&mut scope, &found, id).await?;
        scope.commit().await?;
        let text = format!("{} is as it was.", found.label);
        Ok(Done::to(place_of(found.subject, id)).saying(text))
    })
    .await
}
