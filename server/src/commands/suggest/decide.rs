//! Deciding about a suggestion, and taking that back.

use anyhow::{Result, anyhow};
use app::{
    context::Viewer,
    error::Error,
    suggestions::{self, Decision, Suggestion, api::SuggestionDetails},
    workspaces::Permission,
};
use chrono::Duration;

use crate::{
    cli::{DecideCommand, Global},
    commands::{account::in_words, print},
};

pub async fn decide(global: &Global, viewer: &Viewer, command: &DecideCommand) -> Result<()> {
    let decided = obey(viewer, command)
        .await
        .map_err(|error| refusal(&error))?;
    let words = words(&decided, viewer);
    print(global, &SuggestionDetails::from(decided), &words);
    Ok(())
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("there is no such suggestion in this workspace"),
        Error::Conflict => anyhow!(
            "that was decided already, or is open; see kith suggest --state open, snoozed, done or dismissed"
        ),
        other => in_words(other),
    }
}

async fn obey(viewer: &Viewer, command: &DecideCommand) -> Result<Suggestion, Error> {
    viewer.require(Permission::DecideSuggestions)?;
    let mut scope = viewer.begin().await?;
    let (id, decision) = match command {
        DecideCommand::Done { id } => (*id, Some(Decision::Done)),
        DecideCommand::Dismiss { id } => (*id, Some(Decision::Dismissed)),
        DecideCommand::Snooze { id, days, until } => {
            let decision = match until {
                Some(day) => Decision::snoozed_to(&day.to_string(), viewer.zone)?,
                None => Decision::Snoozed(scope.now + Duration::days(i64::from(*days))),
            };
            (*id, Some(decision))
        }
        DecideCommand::Reopen { id } => (*id, None),
    };
    match decision {
        Some(decision) => suggestions::decide(&mut scope, id, decision).await?,
        None => suggestions::reopen(&mut scope, id).await.map(drop)?,
    }
    let decided = suggestions::suggestion(&mut scope, id).await?;
    scope.commit().await?;
    Ok(decided)
}

fn words(decided: &Suggestion, viewer: &Viewer) -> String {
    let until = decided.snoozed_until.map(|until| {
        let day = until.with_timezone(&viewer.zone).format("%-d %B %Y");
        format!(" until {day}")
    });
    format!(
        "{}: {}{}",
        decided.name,
        decided.state,
        until.unwrap_or_default()
    )
}
