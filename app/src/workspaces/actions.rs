use leptos::prelude::*;

use crate::error::Error;

#[server]
pub async fn rename_workspace(name: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        super::rename_workspace(&mut scope, &name).await?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("workspace")).saying("Workspace renamed."))
    })
    .await
}

/// Who becomes a contact from now on.
#[server]
pub async fn choose_contact_rule(rule: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::{ContactRule, Permission},
    };

    answer(async {
        let rule =
            ContactRule::parse(&rule).ok_or_else(|| Error::invalid("rule", FieldCode::Unknown))?;
        let mut scope = viewer_who_may(Permission::ManageWorkspace)?.begin().await?;
        super::choose_contact_rule(&mut scope, rule).await?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("contact-rule"))
            .saying("Saved. Contacts that are here stay; new ones follow the rule."))
    })
    .await
}

/// Where the workspace's days begin and end, and when its suggestions are made.
#[server]
pub async fn choose_morning(#[server(default)] zone: String, morning: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ManageWorkspace)?;
        let mut scope = viewer.begin().await?;
        super::choose_morning(&mut scope, &viewer, &zone, &morning).await?;
        scope.commit().await?;
        Ok(Done::to(paths::schedule()).saying("Saved. What comes next is planned anew."))
    })
    .await
}

#[server]
pub async fn add_own_address(email: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        let email = super::add_own_address(&mut scope, &email).await?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("addresses")).saying(format!("{email} is yours.")))
    })
    .await
}

#[server]
pub async fn remove_own_address(email: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        forms::{Done, answer},
        routes::paths,
        workspaces::Permission,
    };

    answer(async {
        let mut scope = viewer_who_may(Permission::ImportFiles)?.begin().await?;
        super::remove_own_address(&mut scope, &email).await?;
        scope.commit().await?;
        Ok(Done::to(paths::settings_at("addresses"))
            .saying(format!("{email} removed."))
            .or_undo::<AddOwnAddress>(&[("email", email)]))
    })
    .await
}

/// Invites by a link that the inviting person passes on.
#[server]
pub async fn invite_member(email: String, role: String) -> Result<(), Error> {
    use crate::{
        context::viewer_who_may,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
        workspaces::{Permission, Role},
    };

    answer(async {
        let viewer = viewer_who_may(Permission::ManageMembers)?;
        let role = Role::parse(&role).ok_or_else(|| Error::invalid("role", FieldCode::Unknown))?;
        let mut scope = viewer.begin().await?;
        let token = super::invite(&mut scope, &email, role).await?;
        scope.commit().await?;
        crate::settings::show_once("invitation", &paths::register(Some(&token))).await?;
        Ok(Done::to(paths::settings()))
    })
    .await
}

/// Goes on in another workspace that the user belongs to.
#[server]
pub async fn switch_workspace(workspace: uuid::Uuid) -> Result<(), Error> {
    use crate::{
        accounts,
        context::{session, viewer},
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        let viewer = viewer()?;
        accounts::viewer_of(&viewer.kith, viewer.user, workspace)
            .await?
            .ok_or(Error::NotFound)?;
        session()?.insert("workspace", workspace).await?;
        Ok(Done::to(paths::today()))
    })
    .await
}
