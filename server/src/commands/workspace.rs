//! `kith addresses` and `kith settings`. Mail that is here is corrected by whoever works:
//! `kith serve` or `kith work`.

use anyhow::Result;
use app::{
    context::Viewer,
    error::Error,
    review,
    workspaces::{self, ContactRule, Morning, Permission},
};
use serde_json::json;

use super::{
    account::{in_words, member},
    language, print, with_kith,
};
use crate::cli::{
    AddressesArguments, AddressesCommand, Global, Joining, SettingsArguments, SettingsCommand,
};

const CORRECTED: &str = "Mail that is here follows as soon as kith serve or kith work runs.";

pub async fn addresses(global: &Global, arguments: AddressesArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let (own, said) = change_addresses(&viewer, &arguments.command)
            .await
            .map_err(|error| refusal(&error))?;
        let words = said.unwrap_or_else(|| own.join("\n"));
        print(global, &json!({ "addresses": own }), &words);
        Ok(())
    })
    .await
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow::anyhow!("that is not one of the addresses of this workspace"),
        other => in_words(other),
    }
}

/// The addresses as they are then, and what was done in words.
async fn change_addresses(
    viewer: &Viewer,
    command: &AddressesCommand,
) -> Result<(Vec<String>, Option<String>), Error> {
    let mut scope = viewer.begin().await?;
    let said = match command {
        AddressesCommand::List => None,
        AddressesCommand::Add { own } => {
            viewer.require(Permission::ImportFiles)?;
            let address = workspaces::add_own_address(&mut scope, own).await?;
            Some(format!("{address} is yours. {CORRECTED}"))
        }
        AddressesCommand::Remove { own } => {
            viewer.require(Permission::ImportFiles)?;
            let address = workspaces::remove_own_address(&mut scope, own).await?;
            Some(format!("{address} is not yours any more. {CORRECTED}"))
        }
    };
    let own = workspaces::own_addresses(&mut scope).await?;
    scope.commit().await?;
    Ok((own, said))
}

pub async fn settings(global: &Global, arguments: SettingsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let (value, words) = match arguments.command {
            SettingsCommand::Language(wanted) => language::language(&viewer, &wanted).await?,
            SettingsCommand::Morning { at, zone } => {
                let morning = morning(&viewer, at.as_deref(), zone.as_deref()).await;
                let morning = morning.map_err(|error| in_words(&error))?;
                let at = morning.at.format("%H:%M").to_string();
                let whose = if morning.follows_owner {
                    ", as the clocks of the owner"
                } else {
                    ""
                };
                let words = format!("{at} in {}{whose}.", morning.zone.name());
                let value = json!({
                    "morning": at, "zone": morning.zone.name(), "follows_owner": morning.follows_owner,
                });
                (value, words)
            }
            SettingsCommand::Contacts { rule } => {
                let rule = contact_rule(&viewer, rule).await;
                let rule = rule.map_err(|error| in_words(&error))?;
                let words = format!("{}: {}", rule.as_str(), rule.words());
                (json!({ "contacts": rule }), words)
            }
            SettingsCommand::Joining { from } => {
                let from = joining(&viewer, from).await;
                let from = from.map_err(|error| in_words(&error))?;
                let joined = review::join_words(from).replace('\u{a0}', " ");
                let words = format!("Joined without a question: {joined}");
                (json!({ "join_from": from }), words)
            }
        };
        print(global, &value, &words);
        Ok(())
    })
    .await
}

/// What is not said stays as it is.
async fn morning(viewer: &Viewer, at: Option<&str>, zone: Option<&str>) -> Result<Morning, Error> {
    let mut scope = viewer.begin().await?;
    let now = workspaces::morning(&mut scope).await?;
    if at.is_none() && zone.is_none() {
        return Ok(now);
    }
    viewer.require(Permission::ManageWorkspace)?;
    let zone = match zone {
        Some("mine") => "",
        Some(zone) => zone,
        None if now.follows_owner => "",
        None => now.zone.name(),
    };
    let kept = now.at.format("%H:%M").to_string();
    let chosen = workspaces::choose_morning(&mut scope, viewer, zone, at.unwrap_or(&kept)).await?;
    scope.commit().await?;
    Ok(chosen)
}

async fn joining(viewer: &Viewer, chosen: Option<Joining>) -> Result<Option<f64>, Error> {
    let mut scope = viewer.begin().await?;
    if let Some(Joining(from)) = chosen {
        viewer.require(Permission::ManageWorkspace)?;
        review::choose_join_from(&mut scope, from).await?;
    }
    let from = review::join_from(&mut scope).await?;
    scope.commit().await?;
    Ok(from)
}

async fn contact_rule(viewer: &Viewer, chosen: Option<ContactRule>) -> Result<ContactRule, Error> {
    let mut scope = viewer.begin().await?;
    if let Some(rule) = chosen {
        viewer.require(Permission::ManageWorkspace)?;
        workspaces::choose_contact_rule(&mut scope, rule).await?;
    }
    let rule = workspaces::contact_rule(&mut scope).await?;
    scope.commit().await?;
    Ok(rule)
}
