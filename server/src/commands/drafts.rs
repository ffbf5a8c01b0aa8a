//! `kith drafts`: those to a contact, and what a person makes of one. Nothing is sent.

use std::io::Read;

use anyhow::{Context, Result, anyhow};
use app::{
    context::{Scope, Viewer},
    drafts::{self, Draft, api::DraftRecord},
    error::Error,
    workspaces::Permission,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    account::{in_words, member},
    print,
    score::only,
    with_kith,
};
use crate::cli::{DraftsArguments, DraftsCommand, Global, TextArguments};

pub async fn drafts(global: &Global, arguments: DraftsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        match &arguments.command {
            DraftsCommand::List {
                contact,
                limit,
                after,
            } => list(global, &viewer, contact, (*after, i64::from(*limit))).await,
            DraftsCommand::Show { id } => {
                let found = drafts::draft(&mut viewer.begin().await?, *id).await;
                tell(global, found.map_err(|error| refusal(&error))?);
                Ok(())
            }
            other => {
                let changed = change(&viewer, other).await?;
                tell(global, changed);
                Ok(())
            }
        }
    })
    .await
}

async fn list(
    global: &Global,
    viewer: &Viewer,
    contact: &str,
    (after, limit): (Option<Uuid>, i64),
) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let contact = only(&mut scope, contact).await?;
    let found = drafts::drafts_of(&mut scope, contact.id, after, limit).await;
    let mut found = found.map_err(|error| in_words(&error))?;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let lines: Vec<String> = found.iter().map(line).collect();
    let words = match lines.is_empty() {
        true => format!("No drafts to {}.", contact.name),
        false => lines.join("\n"),
    };
    let found: Vec<DraftRecord> = found.into_iter().map(DraftRecord::from).collect();
    print(global, &json!({ "drafts": found }), &words);
    Ok(())
}

fn line(draft: &Draft) -> String {
    let first = match draft.subject.as_str() {
        "" => draft.body.lines().next().unwrap_or_default(),
        subject => subject,
    };
    let (day, state) = (draft.created_at.format("%Y-%m-%d"), draft.state());
    format!("{}  {day}  {state}  {}: {first}", draft.id, draft.channel)
}

fn tell(global: &Global, draft: Draft) {
    eprintln!("{}, {}.", draft.state(), draft.language_name());
    let text = draft.whole();
    print(global, &DraftRecord::from(draft), &text);
}

async fn change(viewer: &Viewer, command: &DraftsCommand) -> Result<Draft> {
    let may = viewer.require(Permission::DecideSuggestions);
    may.map_err(|error| in_words(&error))?;
    let mut scope = viewer.begin().await?;
    let changed = match command {
        DraftsCommand::Edit { id, text } | DraftsCommand::Sent { id, text } => {
            let is_sent = matches!(command, DraftsCommand::Sent { .. });
            let body = said(text)?;
            write(
                &mut scope,
                *id,
                (text.subject.as_deref(), body.as_deref()),
                is_sent,
            )
            .await
        }
        DraftsCommand::Retract { id } => drafts::retract_draft(&mut scope, *id).await,
        DraftsCommand::Discard { id } => match drafts::discard_draft(&mut scope, *id).await {
            Ok(_) => drafts::draft(&mut scope, *id).await,
            Err(error) => Err(error),
        },
        DraftsCommand::Restore { id } => match drafts::restore_draft(&mut scope, *id).await {
            Ok(_) => drafts::draft(&mut scope, *id).await,
            Err(error) => Err(error),
        },
        DraftsCommand::List { .. } | DraftsCommand::Show { .. } => Err(Error::NotFound),
    };
    let changed = changed.map_err(|error| refusal(&error))?;
    scope.commit().await?;
    Ok(changed)
}

fn said(text: &TextArguments) -> Result<Option<String>> {
    if !text.stdin {
        return Ok(text.body.clone());
    }
    let mut body = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut body);
    read.context("reading the text from standard input")?;
    Ok(Some(body))
}

async fn write(
    scope: &mut Scope,
    id: Uuid,
    (subject, body): (Option<&str>, Option<&str>),
    is_sent: bool,
) -> Result<Draft, Error> {
    let before = drafts::draft(scope, id).await?;
    let subject = subject.unwrap_or(&before.subject);
    let body = body.unwrap_or(&before.body);
    if is_sent {
        return drafts::accept_draft(scope, id, Some((subject, body))).await;
    }
    drafts::edit_draft(scope, id, subject, body).await?;
    drafts::draft(scope, id).await
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("there is no such draft in this workspace"),
        Error::Conflict => anyhow!(
            "it is not in a state for that: what was sent is retracted first, what was discarded restored; see kith drafts show ID"
        ),
        other => in_words(other),
    }
}
