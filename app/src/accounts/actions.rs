use leptos::prelude::*;

use crate::error::Error;

#[server]
pub async fn register(
    name: String,
    email: String,
    password: String,
    #[server(default)] invitation: String,
    #[server(default)] zone: String,
) -> Result<(), Error> {
    use super::{NewUser, is_zone};
    use crate::{
        context::{kith, session, start_session},
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        let invitation = Some(invitation).filter(|token| !token.is_empty());
        let new = NewUser {
            email,
            name: name.clone(),
            password,
            invitation,
        };
        let (user, workspace) = super::register(&kith()?, new, false).await?;
        if is_zone(&zone) {
            super::set_profile(&kith()?, user, &name, &zone).await?;
        }
        start_session(&session()?, user, workspace).await?;
        super::actions_support::describe_session().await?;
        Ok(Done::to(paths::welcome()))
    })
    .await
}

#[server]
pub async fn login(
    email: String,
    password: String,
    #[server(default)] next: String,
) -> Result<(), Error> {
    use super::actions_support::{client_address, describe_session};
    use crate::{
        context::{kith, session, start_session},
        forms::{Done, answer},
        routes::local_path,
    };

    answer(async {
        let (user, workspace) =
            super::sign_in(&kith()?, &email, password, &client_address()).await?;
        start_session(&session()?, user, workspace).await?;
        describe_session().await?;
        Ok(Done::to(local_path(&next)))
    })
    .await
}

#[server]
pub async fn logout() -> Result<(), Error> {
    use crate::{
        context::session,
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        session()?.flush().await?;
        Ok(Done::to(paths::login(None)))
    })
    .await
}

#[server]
pub async fn change_password(current_password: String, password: String) -> Result<(), Error> {
    use crate::{
        context::viewer,
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        let viewer = viewer()?;
        super::change_password(&viewer.kith, viewer.user, current_password, password).await?;
        let keep = super::actions_support::own_session_row()?;
        super::end_other_sessions(&viewer.kith, viewer.user, keep.as_deref()).await?;
        Ok(Done::to(paths::settings_at("password"))
            .saying("Password changed. All other sessions were ended."))
    })
    .await
}

#[server]
pub async fn end_session(id: String) -> Result<(), Error> {
    use crate::{
        context::viewer,
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        let viewer = viewer()?;
        super::end_session(&viewer.kith, viewer.user, &id).await?;
        Ok(Done::to(paths::settings_at("sessions")).saying("Session ended."))
    })
    .await
}

#[server]
pub async fn save_profile(name: String, zone: String) -> Result<(), Error> {
    use crate::{
        context::viewer,
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        let viewer = viewer()?;
        super::set_profile(&viewer.kith, viewer.user, &name, &zone).await?;
        Ok(Done::to(paths::settings()).saying("Profile saved."))
    })
    .await
}

#[server]
pub async fn choose_theme(theme: String) -> Result<(), Error> {
    use crate::{
        context::viewer,
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        let viewer = viewer()?;
        super::set_theme(&viewer.kith, viewer.user, &theme).await?;
        Ok(Done::to(paths::settings_at("appearance")).saying("Appearance saved."))
    })
    .await
}

#[server]
pub async fn choose_signup(policy: String) -> Result<(), Error> {
    use super::SignupPolicy;
    use crate::{
        context::viewer,
        error::FieldCode,
        forms::{Done, answer},
        routes::paths,
    };

    answer(async {
        let viewer = viewer()?;
        viewer.require_operator()?;
        let policy = SignupPolicy::parse(&policy)
            .ok_or_else(|| Error::invalid("policy", FieldCode::Unknown))?;
        let mut db = viewer.kith.pool.acquire().await?;
        super::set_signup_policy(&mut db, policy).await?;
        Ok(Done::to(paths::settings_at("signup")).saying("Sign-up setting saved."))
    })
    .await
}
