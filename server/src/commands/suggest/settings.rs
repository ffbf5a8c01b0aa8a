//! What the workspace wants of its suggestions, and what decisions taught.

use anyhow::{Context, Result};
use app::{
    context::Viewer,
    suggestions::{
        self, FollowUps,
        api::{FollowUpSettings, learned_reasons},
        types::Patience,
    },
    workspaces::Permission,
};
use serde_json::json;

use crate::{
    cli::{FollowUpArguments, Global},
    commands::{account::in_words, print},
};

pub async fn settings(global: &Global, viewer: &Viewer, wanted: &FollowUpArguments) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let known = suggestions::follow_ups(&mut scope).await?;
    let new = over(known, wanted)?;
    if new != known {
        let may = viewer.require(Permission::ManageWorkspace);
        may.map_err(|error| in_words(&error))?;
        let set = suggestions::set_follow_ups(&mut scope, new).await;
        set.map_err(|error| in_words(&error))?;
        scope.commit().await?;
    }
    print(global, &FollowUpSettings::from(new), &words(new));
    Ok(())
}

/// What is said over what holds.
fn over(known: FollowUps, wanted: &FollowUpArguments) -> Result<FollowUps> {
    let patience = match wanted.patience.as_deref() {
        Some(text) => Patience::ALL
            .into_iter()
            .find(|one| one.as_str() == text)
            .context("--patience is little, usual or much")?,
        None => known.patience,
    };
    Ok(FollowUps {
        shortest_days: wanted.shortest.unwrap_or(known.shortest_days),
        longest_days: wanted.longest.unwrap_or(known.longest_days),
        patience,
        most_open: wanted.most_open.unwrap_or(known.most_open),
        daily: wanted.daily.unwrap_or(known.daily),
        active_share: wanted.active_share.unwrap_or(known.active_share),
        lead_days: wanted.lead_days.unwrap_or(known.lead_days),
    })
}

fn words(holds: FollowUps) -> String {
    let FollowUps {
        shortest_days,
        longest_days,
        most_open,
        daily,
        active_share,
        lead_days,
        ..
    } = holds;
    format!(
        "A rhythm is between {shortest_days} and {longest_days} days; patience: {}.\n\
         {daily} new suggestions a day, {active_share} % of them ties that are alive; {most_open} stand open at most.\n\
         Birthdays are told {lead_days} days ahead.",
        holds.patience.as_str()
    )
}

pub async fn learned(global: &Global, viewer: &Viewer, forget: bool) -> Result<()> {
    let mut scope = viewer.begin().await?;
    if forget {
        let may = viewer.require(Permission::ManageWorkspace);
        may.map_err(|error| in_words(&error))?;
        let now = scope.now;
        suggestions::learn_since(&mut scope, Some(now)).await?;
    }
    let found = learned_reasons(&mut scope).await?;
    if forget {
        scope.commit().await?;
    }
    let lines: Vec<String> = found.iter().map(|one| one.line()).collect();
    let words = match lines.is_empty() {
        true => "Nothing was decided yet that teaches anything.".to_owned(),
        false => lines.join("\n"),
    };
    print(global, &json!({ "learned": found }), &words);
    Ok(())
}
