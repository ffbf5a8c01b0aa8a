//! `kith events`: what happened in people's lives; deciding about it, and taking that back.

use anyhow::{Result, anyhow};
use app::{
    context::Viewer,
    error::Error,
    life_events::{self, Judgement, LifeEvent, api::LifeEventDetails},
    workspaces::Permission,
};
use serde_json::json;

use super::{
    account::{in_words, member},
    print,
    score::only,
    with_kith,
};
use crate::cli::{EventsArguments, EventsCommand, Global};

const MOST: i64 = 200;

pub async fn events(global: &Global, arguments: EventsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        if let EventsCommand::List { contact, state } = &arguments.command {
            return list(global, &viewer, contact.as_deref(), state.as_deref()).await;
        }
        let decided = obey(&viewer, &arguments.command)
            .await
            .map_err(|error| refusal(&error))?;
        let words = format!("{}: {}", line(&decided), decided.state);
        print(global, &LifeEventDetails::from(decided), &words);
        Ok(())
    })
    .await
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("there is no such event in this workspace"),
        Error::Conflict => anyhow!("it tells of no new job, or that was written down already"),
        other => in_words(other),
    }
}

async fn list(
    global: &Global,
    viewer: &Viewer,
    contact: Option<&str>,
    state: Option<&str>,
) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let contact = match contact {
        Some(text) => Some(only(&mut scope, text).await?.id),
        None => None,
    };
    let found = life_events::life_events(&mut scope, contact, state, None, MOST).await;
    let mut found = found.map_err(|error| in_words(&error))?;
    found.truncate(MOST as usize);
    let words = if found.is_empty() {
        "Nothing is known to have happened.".to_owned()
    } else {
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let listed: Vec<LifeEventDetails> = found.into_iter().map(LifeEventDetails::from).collect();
    print(global, &json!({ "life_events": listed }), &words);
    Ok(())
}

async fn obey(viewer: &Viewer, command: &EventsCommand) -> Result<LifeEvent, Error> {
    viewer.require(Permission::EditContacts)?;
    let mut scope = viewer.begin().await?;
    let (id, judgement) = match command {
        EventsCommand::Confirm { id } => (*id, Some(Judgement::Confirmed)),
        EventsCommand::Wrong { id } => (*id, Some(Judgement::Wrong)),
        EventsCommand::Reopen { id } => (*id, Some(Judgement::Open)),
        EventsCommand::Accept { id } => (*id, None),
        EventsCommand::List { .. } => return Err(Error::NotFound),
    };
    match judgement {
        Some(judgement) => life_events::judge_event(&mut scope, id, judgement)
            .await
            .map(drop)?,
        None => life_events::accept_job(&mut scope, id).await?,
    }
    let decided = life_events::life_event(&mut scope, id).await?;
    scope.commit().await?;
    Ok(decided)
}

fn line(event: &LifeEvent) -> String {
    format!(
        "{}  {}  {}: {} (“{}”, {}, {:.0} % sure)",
        event.id,
        event.happened_on,
        event.name,
        event.summary,
        event.quote.split_whitespace().collect::<Vec<_>>().join(" "),
        event.source().label(),
        event.confidence * 100.0,
    )
}
