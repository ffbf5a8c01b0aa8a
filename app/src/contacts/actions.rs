pub mod employments;
pub mod moving;
pub mod points;

use leptos::prelude::*;
use uuid::Uuid;

use super::types::ContactField;
use crate::error::Error;

#[server]
pub async fn create_contact(
    name: String,
    #[server(default)] email: String,
    #[server(default)] title: String,
    #[server(default)] company: String,
    #[server(default)] anyway: bool,
) -> Result<(), Error> {
    use super::ContactInput;
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        review,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let emails = Some(vec![email]).filter(|emails| !emails[0].trim().is_empty());
        let input = ContactInput {
            name: Some(name),
            title: Some(title),
            company: Some(company).filter(|company| !company.trim().is_empty()),
            emails,
            ..ContactInput::default()
        };
        let likely = review::likely_same(&mut scope, &input).await?;
        if !anyway && !likely.is_empty() {
            return Err(Error::invalid("anyway", FieldCode::LooksTheSame));
        }
        let id = super::create_contact(&mut scope, input).await?;
        // Who was shown the others, and made another one, said that they are two.
        let others: Vec<Uuid> = likely.iter().map(|one| one.id).collect();
        review::keep_apart(&mut scope, id, &others).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id)).saying("Contact created."))
    })
    .await
}

/// Sets one field, with a way back. Where it is no longer as the form had seen it, the
/// form comes back and shows both.
#[server]
pub async fn edit_contact(
    id: Uuid,
    field: ContactField,
    #[server(default)] value: String,
    #[server(default)] seen: Option<String>,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::refuse_unseen(&mut scope, id, field, seen.as_deref(), &value).await?;
        let before = super::edit_contact(&mut scope, id, field, value).await?;
        scope.commit().await?;
        let mut back = vec![("id", id.to_string()), ("field", field.as_str().to_owned())];
        let done = Done::to(paths::contact(id)).saying(format!("{} saved.", field.label()));
        Ok(match before {
            Some(before) => {
                back.push(("value", before));
                done.or_undo::<EditContact>(&back)
            }
            None => done.or_undo::<RestoreField>(&back),
        })
    })
    .await
}

/// Lets the sources speak for a field again.
#[server]
pub async fn restore_field(id: Uuid, field: ContactField) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_field(&mut scope, id, field).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id)).saying(format!("{} is as it was.", field.label())))
    })
    .await
}

#[server]
pub async fn delete_contact(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::delete_contact(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contacts())
            .saying("Contact deleted. It stays in the trash for 30 days.")
            .or_undo::<RestoreContact>(&[("id", id.to_string())]))
    })
    .await
}

#[server]
pub async fn restore_contact(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::restore_contact(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::contact(id)).saying("Contact restored."))
    })
    .await
}

#[server]
pub async fn archive_contact(id: Uuid, archived: bool) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::archive_contact(&mut scope, id, archived).await?;
        scope.commit().await?;
        let text = if archived {
            "Contact archived."
        } else {
            "Contact is back in the list."
        };
        let back = [
            ("id", id.to_string()),
            ("archived", (!archived).to_string()),
        ];
        Ok(Done::to(paths::contact(id))
            .saying(text)
            .or_undo::<ArchiveContact>(&back))
    })
    .await
}
