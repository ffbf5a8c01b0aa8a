//! `kith notifications`: what one was told, marking it as read, and how one is told.

mod telling;

use anyhow::{Result, anyhow};
use app::{
    context::Viewer,
    error::Error,
    notifications::{Kind, Notification, Wanted, list, mark_all_read, mark_read, mark_unread},
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
            Some(NotificationsCommand::List {
                unread,
                kind,
                limit,
                after,
            }) => {
                let wanted = Wanted {
                    is_unread: unread,
                    kind: kind.as_deref().and_then(Kind::parse),
                    before: after,
                };
                all(global, &viewer, wanted, limit).await
            }
            Some(NotificationsCommand::Unread { id }) => {
                let may = viewer.require(Permission::DecideSuggestions);
                may.map_err(|error| in_words(&error))?;
                let mut scope = viewer.begin().await?;
                mark_unread(&mut scope, id)
                    .await
                    .map_err(|error| refusal(&error))?;
                scope.commit().await?;
                print(global, &json!({ "unread": 1 }), "1 marked as unread.");
                Ok(())
            }
            Some(NotificationsCommand::Settings(wanted)) => {
                let (value, words) = telling::telling(&viewer, &wanted).await?;
                print(global, &value, &words);
                Ok(())
            }
            Some(NotificationsCommand::Read { id }) => {
                let may = viewer.require(Permission::DecideSuggestions);
                may.map_err(|error| in_words(&error))?;
                let mut scope = viewer.begin().await?;
                let count = match id {
                    Some(id) => mark_read(&mut scope, id).await.map(|()| 1),
                    None => mark_all_read(&mut scope).await.map(|(count, _)| count),
                };
                let count = count.map_err(|error| refusal(&error))?;
                scope.commit().await?;
                let words = format!("{count} marked as read.");
                print(global, &json!({ "read": count }), &words);
                Ok(())
            }
        }
    })
    .await
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("there is no such notification"),
        other => in_words(other),
    }
}

async fn all(global: &Global, viewer: &Viewer, wanted: Wanted, limit: u16) -> Result<()> {
    let mut found = list(&mut viewer.begin().await?, wanted, i64::from(limit)).await?;
    let has_more = found.len() > usize::from(limit);
    found.truncate(usize::from(limit));
    let next = found.last().filter(|_| has_more).map(|last| last.id);
    let mut lines: Vec<String> = found
        .iter()
        .map(|one| format!("{}  {}", one.id, line(one, viewer)))
        .collect();
    if lines.is_empty() {
        lines.push("Nothing was told.".to_owned());
    }
    lines.extend(next.map(|next| format!("There are more: --after {next}")));
    let values: Vec<Value> = found.iter().map(as_json).collect();
    let value = json!({ "notifications": values, "next": next });
    print(global, &value, &lines.join("\n"));
    Ok(())
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
