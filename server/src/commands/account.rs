//! `kith user create` and `kith api-key create`.

use std::io::BufRead;

use anyhow::{Context, Result};
use app::{
    accounts::{self, NewUser},
    api_keys,
    context::{Kith, Viewer},
    dav,
    error::Error,
    shell::error_text,
};
use serde_json::json;

use super::{print, with_kith};
use crate::cli::Global;

pub async fn create_user(global: &Global, email: String, name: String) -> Result<()> {
    let mut password = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut password)
        .context("reading the password from standard input")?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    let new = NewUser {
        email: email.clone(),
        name,
        password,
        invitation: None,
    };
    let (user, workspace) = with_kith(global, async |kith, _| {
        accounts::register(kith, new, true)
            .await
            .map_err(|error| in_words(&error))
    })
    .await?;
    let answer =
        json!({ "user_id": user, "workspace_id": workspace, "email": email.trim().to_lowercase() });
    print(global, &answer, &format!("Created the account {email}."));
    Ok(())
}

pub async fn create_key(global: &Global, email: &str, name: &str) -> Result<()> {
    let key = with_kith(global, async |kith, _| {
        let viewer = member(kith, email).await?;
        let mut scope = viewer.begin().await?;
        let key = api_keys::create_key(&mut scope, name)
            .await
            .map_err(|error| in_words(&error))?;
        scope.commit().await?;
        Ok(key)
    })
    .await?;
    print(global, &json!({ "key": key }), &key);
    Ok(())
}

pub async fn create_app_password(global: &Global, email: &str, name: &str) -> Result<()> {
    let password = with_kith(global, async |kith, _| {
        let viewer = member(kith, email).await?;
        let mut scope = viewer.begin().await?;
        let password = dav::create_app_password(&mut scope, name)
            .await
            .map_err(|error| in_words(&error))?;
        scope.commit().await?;
        Ok(password)
    })
    .await?;
    print(global, &json!({ "password": password }), &password);
    Ok(())
}

/// The account of this address, in its first workspace.
pub async fn member(kith: &Kith, email: &str) -> Result<Viewer> {
    let user = accounts::user_of_address(kith, email)
        .await
        .map_err(|error| in_words(&error))?;
    let user = user.with_context(|| {
        format!("no account signs in with {email}. Create one: kith user create --email {email} --name … --password-stdin")
    })?;
    let workspaces = accounts::workspaces_of(kith, user).await?;
    let workspace = workspaces
        .first()
        .context("this account belongs to no workspace")?;
    accounts::viewer_of(kith, user, workspace.id)
        .await?
        .context("this account belongs to no workspace")
}

/// A refusal with its fields, for a terminal.
pub fn in_words(error: &Error) -> anyhow::Error {
    match error {
        Error::Invalid(errors) => {
            let fields: Vec<String> = errors
                .0
                .iter()
                .map(|(field, code)| format!("{field}: {}", code.text()))
                .collect();
            anyhow::anyhow!(fields.join(" "))
        }
        error => anyhow::anyhow!(error_text(error)),
    }
}
