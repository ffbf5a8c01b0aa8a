//! What the forms of companies do.

use std::collections::BTreeMap;

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

/// Where one is called so, or has the domain, the form comes back and leads there.
#[server]
pub async fn create_company(
    name: String,
    #[server(default)] domain: String,
    #[server(default)] parent: String,
    #[server(default)] anyway: bool,
) -> Result<(), Error> {
    use super::NewCompany;
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        trash::actions::DeleteCompany,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let new = NewCompany {
            name,
            domain: Some(domain),
            parent: Some(parent),
        };
        if !anyway && !super::same_companies(&mut scope, &new).await?.is_empty() {
            return Err(Error::invalid("anyway", FieldCode::LooksTheSame));
        }
        let id = super::create_company(&mut scope, &new).await?;
        scope.commit().await?;
        Ok(Done::to(paths::company(id))
            .saying("Company created.")
            .or_undo::<DeleteCompany>(&[("id", id.to_string())]))
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

/// Joins `id` to `into`, or the other way round where `id` is to be kept; in each field of
/// `choose` the value of the company that is named survives.
#[server]
pub async fn merge_companies(
    id: Uuid,
    into: Uuid,
    #[server(default)] kept: Option<Uuid>,
    #[server(default)] choose: BTreeMap<String, Uuid>,
) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        merging::Terms,
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let (id, into) = match kept {
            Some(kept) if kept == id => (into, id),
            _ => (id, into),
        };
        let terms = Terms {
            choices: choose,
            ..Terms::default()
        };
        super::merge_companies(&mut scope, id, into, &terms).await?;
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

/// Brings back what stood there before the change.
#[server]
pub async fn revert_company_change(company: Uuid, change: i64) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::EditContacts)?.begin().await?;
        let made = super::revert_change(&mut scope, company, change).await?;
        scope.commit().await?;
        let done = Done::to(paths::company_history(company));
        Ok(match made {
            Some(made) => {
                let back = [
                    ("company", company.to_string()),
                    ("change", made.to_string()),
                ];
                done.saying("It is as it was.")
                    .or_undo::<RevertCompanyChange>(&back)
            }
            None => done.saying("That stands there already."),
        })
    })
    .await
}
