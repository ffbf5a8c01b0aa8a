//! `kith events`: what happened in people's lives; deciding about it, and taking that back.

use anyhow::{Result, anyhow};
use app::{
    context::Viewer,
    error::Error,
    life_events::{
        self, Judgement, LifeEvent, WantedEvents, api::LifeEventDetails, parse_place,
        types::EventKind,
    },
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

pub async fn events(global: &Global, arguments: EventsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        if let EventsCommand::List { .. } = &arguments.command {
            return list(global, &viewer, &arguments.command).await;
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

async fn list(global: &Global, viewer: &Viewer, command: &EventsCommand) -> Result<()> {
    let EventsCommand::List {
        contact,
        state,
        kind,
        limit,
        after,
    } = command
    else {
        return Ok(());
    };
    let mut scope = viewer.begin().await?;
    let contact = match contact {
        Some(text) => Some(only(&mut scope, text).await?.id),
        None => None,
    };
    let after = match after {
        Some(place) => {
            Some(parse_place(place).ok_or_else(|| anyhow!("{place} is no place of a list"))?)
        }
        None => None,
    };
    let wanted = WantedEvents {
        contact,
        kind: kind.as_deref().and_then(EventKind::parse),
        state: state.as_deref(),
        after,
    };
    let found = life_events::life_events(&mut scope, wanted, i64::from(*limit)).await;
    let mut found = found.map_err(|error| in_words(&error))?;
    let has_more = found.len() > usize::from(*limit);
    found.truncate(usize::from(*limit));
    let next = found.last().filter(|_| has_more).map(LifeEvent::place);
    let mut lines: Vec<String> = found.iter().map(line).collect();
    if lines.is_empty() {
        lines.push("Nothing is known to have happened.".to_owned());
    }
    lines.extend(
        next.as_ref()
            .map(|next| format!("There are more: --after {next}")),
    );
    let listed: Vec<LifeEventDetails> = found.into_iter().map(LifeEventDetails::from).collect();
    let value = json!({ "life_events": listed, "next": next });
    print(global, &value, &lines.join("\n"));
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
