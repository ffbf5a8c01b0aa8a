//! `kith notifications`: what is new and unread, and marking it as read.

use anyhow::{Result, anyhow};
use app::{
    context::Viewer,
    error::Error,
    notifications::{Notification, Wanted, list, mark_all_read, mark_read},
    workspaces::Permission,
};
use serde_json::{Value, json};

use super::{
    account::{in_words, member},
    print, with_kith,
};
use crate::cli::{Global, NotificationsArguments, NotificationsCommand};

const MOST: i64 = 100;

pub async fn notifications(global: &Global, arguments: NotificationsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        match arguments.command {
            None => show(global, &viewer).await,
            Some(NotificationsCommand::Read { id }) => {
                let may = viewer.require(Permission::DecideSuggestions);
                may.map_err(|error| in_words(&error))?;
                let mut scope = viewer.begin().await?;
                let count = match id {
                    Some(id) => mark_read(&mut scope, id).await.map(|()| 1),
                    None => mark_all_read(&mut scope).await.map(|(count, _)| count),
                };
                let count = count.map_err(|error| match error {
                    Error::NotFound => anyhow!("there is no such notification"),
                    other => in_words(&other),
                })?;
                scope.commit().await?;
                let words = format!("{count} marked as read.");
                print(global, &json!({ "read": count }), &words);
                Ok(())
            }
        }
    })
    .await
}

async fn show(global: &Global, viewer: &Viewer) -> Result<()> {
    let wanted = Wanted {
        is_unread: true,
        ..Wanted::default()
    };
    let mut found = list(&mut viewer.begin().await?, wanted, MOST).await?;
    found.truncate(MOST as usize);
    let lines: Vec<String> = found.iter().map(|one| line(one, viewer)).collect();
    let words = match lines.is_empty() {
        true => "All is read.".to_owned(),
        false => lines.join("\n"),
    };
    let values: Vec<Value> = found.iter().map(as_json).collect();
    print(global, &values, &words);
    Ok(())
}

fn line(one: &Notification, viewer: &Viewer) -> String {
    let at = one.created_at.with_timezone(&viewer.zone);
    let detail = match one.detail.as_str() {
        "" => String::new(),
        detail => format!(": {detail}"),
    };
    format!("{} {}{detail}", at.format("%Y-%m-%d %H:%M"), one.title)
}

fn as_json(one: &Notification) -> Value {
    json!({
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "detail": one.detail,
        "link": one.link,
        "created_at": one.created_at,
        "read_at": one.read_at,
    })
}
