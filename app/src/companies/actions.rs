//! What the forms of companies do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::error::Error;

/// Whether the workspace wants the logos that companies' own sites show.
#[server]
pub async fn choose_logos(#[server(default)] wanted: bool) -> Result<(), Error> {
    use super::logos;
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        logos::choose_logos(&mut scope, wanted).await?;
        scope.commit().await?;
        let done = Done::to(paths::settings_at("company-logos"));
        Ok(if wanted {
            done.saying("Logos are being sought. They appear in the list of companies.")
        } else {
            done.saying("No more logos.")
                .or_undo::<ChooseLogos>(&[("wanted", "true".to_owned())])
        })
    })
    .await
}

#[server]
pub async fn edit_company(
    id: Uuid,
    name: String,
    #[server(default)] notes: String,
    #[server(default)] parent: String,
    #[server(default)] seen_name: Option<String>,
    #[server(default)] seen_notes: Option<String>,
    #[server(default)] seen_parent: Option<String>,
) -> Result<(), Error> {
    use super::CompanyInput;
    use crate::{
        contacts::is_unseen,
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let before = super::find(&mut scope, id).await?;
        let above = before.parent.clone().unwrap_or_default();
        let is_unseen = is_unseen(seen_name.as_deref(), &before.name, &name)
            || is_unseen(seen_notes.as_deref(), &before.notes, &notes)
            || is_unseen(seen_parent.as_deref(), &above, &parent);
        if is_unseen {
            return Err(Error::Conflict);
        }
        let input = CompanyInput {
            name: Some(name),
            notes: Some(notes),
            parent: Some(parent),
        };
        super::edit_company(&mut scope, id, input).await?;
        scope.commit().await?;
        let back = [
            ("id", id.to_string()),
            ("name", before.name),
            ("notes", before.notes),
            ("parent", before.parent.unwrap_or_default()),
        ];
        Ok(Done::to(paths::company(id))
            .saying("Company saved.")
            .or_undo::<EditCompany>(&back))
    })
    .await
}

/// Another name or domain.
#[server]
pub async fn add_alias(id: Uuid, value: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::add_alias(&mut scope, id, &value).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("value", value.trim().to_owned())];
        Ok(Done::to(paths::company(id))
            .saying("Added. Who is there belongs to this company.")
            .or_undo::<RemoveAlias>(&back))
    })
    .await
}

#[server]
pub async fn remove_alias(id: Uuid, value: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::remove_alias(&mut scope, id, &value).await?;
        scope.commit().await?;
        let back = [("id", id.to_string()), ("value", value)];
        Ok(Done::to(paths::company(id))
            .saying("Removed.")
            .or_undo::<AddAlias>(&back))
    })
    .await
}

#[server]
pub async fn merge_companies(id: Uuid, into: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        identity::Grounds,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::merge_companies(&mut scope, id, into, &Grounds::default()).await?;
        scope.commit().await?;
        Ok(Done::to(paths::company(into))
            .saying("The two companies are one.")
            .or_undo::<PartCompanies>(&[("id", id.to_string())]))
    })
    .await
}

/// Parts a company from the one it was joined to.
#[server]
pub async fn part_companies(id: Uuid) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        super::part_companies(&mut scope, id).await?;
        scope.commit().await?;
        Ok(Done::to(paths::company(id)).saying("They are two companies again."))
    })
    .await
}
