//! `kith schedule`: what comes back by itself, how it went, and running it now.

use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use app::{
    context::Viewer,
    error::Error,
    jobs::schedule::{self, Entry, page::took},
    workspaces::Permission,
};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{
    account::{in_words, member},
    import::start_worker,
    print, with_kith,
};
use crate::{
    cli::{Global, ScheduleArguments, ScheduleCommand},
    signals,
};

const GLANCE: Duration = Duration::from_millis(100);

pub async fn schedule(global: &Global, arguments: ScheduleArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, database| {
        let viewer = member(kith, account).await?;
        let may = viewer.require(Permission::ManageWorkspace);
        may.map_err(|error| in_words(&error))?;
        match arguments.command {
            None | Some(ScheduleCommand::List) => list(global, &viewer).await,
            Some(ScheduleCommand::Run { name }) => {
                let stop = signals::stop_token()?;
                let working = stop.child_token();
                begin(&viewer, &name).await?;
                let worker = start_worker(kith, database.is_own(), &working);
                let outcome = follow(&viewer, &name, &stop).await;
                working.cancel();
                worker.await??;
                told(global, &outcome?)
            }
        }
    })
    .await
}

async fn list(global: &Global, viewer: &Viewer) -> Result<()> {
    let entries = schedule::entries(&mut viewer.begin().await?, viewer).await?;
    let lines: Vec<String> = entries.iter().map(|entry| line(entry, viewer)).collect();
    print(global, &entries, &lines.join("\n"));
    Ok(())
}

fn line(entry: &Entry, viewer: &Viewer) -> String {
    let at = |at: chrono::DateTime<chrono::Utc>| {
        at.with_timezone(&viewer.zone)
            .format("%Y-%m-%d %H:%M")
            .to_string()
    };
    let last = match (entry.last_run_at, entry.took_ms, &entry.outcome) {
        (Some(last), Some(ms), Some(outcome)) => format!("{outcome} {} in {}", at(last), took(ms)),
        _ => "not run yet".to_owned(),
    };
    let next = match entry.next_run_at {
        Some(next) => format!("next {}", at(next)),
        None if entry.is_off => "off".to_owned(),
        None => "no worker has run yet".to_owned(),
    };
    let problem = entry.problem.as_deref().map(|said| format!("\n    {said}"));
    format!(
        "{}: {last}; {next}\n    {}{}",
        entry.name,
        entry.words,
        problem.unwrap_or_default()
    )
}

async fn begin(viewer: &Viewer, name: &str) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let ordered =
        schedule::run_now(&mut scope, viewer, name)
            .await
            .map_err(|error| match error {
                Error::NotFound => anyhow!("there is no such entry; see kith schedule"),
                Error::Forbidden => anyhow!("only the operator of this Kith runs that"),
                other => in_words(&other),
            })?;
    if !ordered {
        bail!("it is under way already");
    }
    Ok(scope.commit().await?)
}

async fn follow(viewer: &Viewer, name: &str, stop: &CancellationToken) -> Result<Entry> {
    loop {
        let entry = schedule::entry(&mut viewer.begin().await?, viewer, name).await?;
        if !entry.is_under_way {
            return Ok(entry);
        }
        tokio::select! {
            () = tokio::time::sleep(GLANCE) => {}
            () = stop.cancelled() => bail!("interrupted; it goes on wherever kith serve or kith work runs"),
        }
    }
}

fn told(global: &Global, entry: &Entry) -> Result<()> {
    if entry.outcome.as_deref() != Some("done") {
        bail!("{}", entry.problem.as_deref().unwrap_or("it failed"));
    }
    let words = format!(
        "{} is done, in {}.",
        entry.name,
        took(entry.took_ms.unwrap_or_default())
    );
    print(global, &json!(entry), &words);
    Ok(())
}
