//! `kith imports`: list imports, pause, go on, stop, undo, import again. What is ordered
//! is done by whoever works: `kith serve` or `kith work`.

use anyhow::{Context, Result};
use app::{
    context::Viewer,
    error::Error,
    imports::{self, types::ImportReport},
};
use uuid::Uuid;

use super::{
    account::{in_words, member},
    print, with_kith,
};
use crate::cli::{Global, ImportsCommand};

const LISTED: i64 = 50;

pub async fn steer(global: &Global, command: &ImportsCommand, account: Option<&str>) -> Result<()> {
    let account = account.context("say for whom: --as EMAIL")?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        if let ImportsCommand::List = command {
            return list(global, &viewer).await;
        }
        let report = obey(&viewer, command)
            .await
            .map_err(|error| refusal(&error))?;
        print(global, &report, &line(&report));
        Ok(())
    })
    .await
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow::anyhow!("there is no such import in this workspace"),
        Error::Conflict => {
            anyhow::anyhow!("the import is in no state for that; see kith imports list")
        }
        other => in_words(other),
    }
}

async fn list(global: &Global, viewer: &Viewer) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let mut rows = imports::imports(&mut scope, None, LISTED).await?;
    rows.truncate(LISTED as usize);
    let reports: Vec<ImportReport> = rows.iter().map(imports::Import::report).collect();
    let lines: Vec<String> = reports.iter().map(line).collect();
    let words = if lines.is_empty() {
        "Nothing was imported yet.".to_owned()
    } else {
        lines.join("\n")
    };
    print(global, &reports, &words);
    Ok(())
}

async fn obey(viewer: &Viewer, command: &ImportsCommand) -> Result<ImportReport, Error> {
    let mut scope = viewer.begin().await?;
    let id: Uuid = match command {
        ImportsCommand::List => return Err(Error::NotFound),
        ImportsCommand::Pause { id }
        | ImportsCommand::Resume { id }
        | ImportsCommand::Cancel { id }
        | ImportsCommand::Undo { id }
        | ImportsCommand::Redo { id } => *id,
    };
    match command {
        ImportsCommand::List => {}
        ImportsCommand::Pause { .. } => imports::pause(&mut scope, id).await?,
        ImportsCommand::Resume { .. } => {
            let state = imports::import(&mut scope, id).await?.state;
            if state == "paused" {
                imports::resume(&mut scope, id).await?;
            } else {
                imports::retry(&mut scope, id).await?;
            }
        }
        ImportsCommand::Cancel { .. } => imports::cancel(&mut scope, id).await?,
        ImportsCommand::Undo { .. } => imports::undo(&mut scope, id).await?,
        ImportsCommand::Redo { .. } => imports::redo(&mut scope, id).await?,
    }
    let report = imports::import(&mut scope, id).await?.report();
    scope.commit().await?;
    Ok(report)
}

fn line(report: &ImportReport) -> String {
    format!(
        "{}  {:9}  {} of {} messages  {}",
        report.import_id, report.state, report.stored, report.listed, report.file_name
    )
}
