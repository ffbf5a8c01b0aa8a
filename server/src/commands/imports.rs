//! `kith imports`: list and show imports, what they could not use; answer, pause, go on,
//! stop, undo, import again. What is ordered is done by whoever works: `kith serve` or
//! `kith work`.

mod rejected;
mod show;

use anyhow::Result;
use app::{
    context::{Scope, Viewer},
    error::Error,
    imports::{self, types::ImportReport},
    workspaces::{self, Permission},
};
use uuid::Uuid;

use super::{
    account::{in_words, member},
    import::read_mapping,
    print, with_kith, write_out,
};
use crate::cli::{AnswerArguments, Global, ImportsArguments, ImportsCommand};

const LISTED: i64 = 50;

pub async fn imports(global: &Global, arguments: ImportsArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        let done = match &arguments.command {
            ImportsCommand::List => list(global, &viewer).await,
            ImportsCommand::Show { id } => show::show(global, &viewer, *id).await,
            ImportsCommand::Columns { id, table } => columns(&viewer, *id, table.as_deref()).await,
            ImportsCommand::Rejected(wanted) => rejected::rejected(global, &viewer, wanted).await,
            command => steer(global, &viewer, command).await,
        };
        done.map_err(|error| {
            error
                .downcast()
                .map_or_else(|other| other, |error| refusal(&error))
        })
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

/// As `kith records --show-mapping` prints it, so that it can be given back.
async fn columns(viewer: &Viewer, id: Uuid, table: Option<&str>) -> Result<()> {
    let mut scope = viewer.begin().await?;
    imports::import(&mut scope, id).await?;
    let table = imports::table_of(&mut scope, id, table).await?;
    let mapping = table.ok_or(Error::NotFound)?.mapping;
    write_out(format!("{}\n", serde_json::to_string_pretty(&mapping)?).as_bytes())?;
    Ok(())
}

async fn steer(global: &Global, viewer: &Viewer, command: &ImportsCommand) -> Result<()> {
    viewer.require(Permission::ImportFiles)?;
    if let ImportsCommand::Answer(answer) = command
        && let Some(file) = &answer.mapping
    {
        return answer_columns(global, viewer, answer, read_mapping(file)?).await;
    }
    let mut scope = viewer.begin().await?;
    let id = obey(&mut scope, viewer, command).await?;
    let report = imports::import(&mut scope, id).await?.report();
    scope.commit().await?;
    print(global, &report, &line(&report));
    Ok(())
}

async fn answer_columns(
    global: &Global,
    viewer: &Viewer,
    answer: &AnswerArguments,
    mapping: serde_json::Value,
) -> Result<()> {
    let mut scope = viewer.begin().await?;
    imports::answer_mapping(&mut scope, answer.id, answer.table.as_deref(), mapping).await?;
    let report = imports::import(&mut scope, answer.id).await?.report();
    scope.commit().await?;
    print(global, &report, &line(&report));
    Ok(())
}

async fn obey(scope: &mut Scope, viewer: &Viewer, command: &ImportsCommand) -> Result<Uuid, Error> {
    match command {
        ImportsCommand::Answer(answer) => {
            say_whose(scope, viewer, answer).await?;
            Ok(answer.id)
        }
        ImportsCommand::Include { id, reason } => {
            imports::include(scope, *id, reason).await.map(|()| *id)
        }
        ImportsCommand::Pause { id } => imports::pause(scope, *id).await.map(|()| *id),
        ImportsCommand::Resume { id } => {
            if imports::import(scope, *id).await?.state == "paused" {
                imports::resume(scope, *id).await?;
            } else {
                imports::retry(scope, *id).await?;
            }
            Ok(*id)
        }
        ImportsCommand::Cancel { id } => imports::cancel(scope, *id).await.map(|()| *id),
        ImportsCommand::Undo { id } => imports::undo(scope, *id).await.map(|()| *id),
        ImportsCommand::Redo { id } => imports::redo(scope, *id).await.map(|()| *id),
        ImportsCommand::List
        | ImportsCommand::Show { .. }
        | ImportsCommand::Columns { .. }
        | ImportsCommand::Rejected(_) => Err(Error::NotFound),
    }
}

async fn say_whose(
    scope: &mut Scope,
    viewer: &Viewer,
    answer: &AnswerArguments,
) -> Result<(), Error> {
    if let Some(rule) = answer.contacts {
        viewer.require(Permission::ManageWorkspace)?;
        workspaces::choose_contact_rule(scope, rule).await?;
    }
    if answer.leave_out {
        return imports::leave_table_out(scope, answer.id, answer.table.as_deref()).await;
    }
    if answer.none {
        return imports::answer_none(scope, answer.id).await;
    }
    imports::answer_addresses(scope, answer.id, &answer.addresses).await
}

fn line(report: &ImportReport) -> String {
    format!(
        "{}  {:9}  {} of {} messages  {}",
        report.import_id, report.state, report.stored, report.listed, report.file_name
    )
}
