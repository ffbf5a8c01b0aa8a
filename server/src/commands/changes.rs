//! `kith contacts change` and `kith changes`: one thing done to many contacts, seen
//! before, followed to its end, reported on, and taken back.

mod report;

use std::io::{BufRead, IsTerminal};

use anyhow::{Result, bail};
use app::{
    bulk::{self, Action, Asked},
    context::{Kith, Viewer},
    error::Error,
    routes::paths,
    workspaces::Permission,
};
use uuid::Uuid;

use self::report::{Report, follow, preview_words};
use super::{
    account::{in_words, member},
    import::start_worker,
    print, with_kith,
};
use crate::{
    cli::{ChangeArguments, ChangesArguments, ChangesCommand, Global},
    database::Database,
    signals,
};

const LISTED: i64 = 50;

pub async fn change(global: &Global, account: &str, wanted: ChangeArguments) -> Result<()> {
    with_kith(global, async |kith, database| {
        let viewer = member(kith, account).await?;
        viewer.require(Permission::EditContacts).map_err(refused)?;
        let asked = asked(&wanted);
        let chosen = preview(global, &viewer, &wanted, &asked).await?;
        if wanted.preview || chosen.is_empty() {
            return Ok(());
        }
        if !wanted.yes && !agreed(chosen.len())? {
            bail!("nothing was changed; say --yes to do it without being asked");
        }
        let mut scope = viewer.begin().await?;
        let action = asked.read(&mut scope).await.map_err(refused)?;
        let id = bulk::start(&mut scope, &action, &chosen)
            .await
            .map_err(refused)?;
        scope.commit().await?;
        through(global, kith, database, &viewer, id).await
    })
    .await
}

fn refused(error: Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow::anyhow!("there is no such change in this workspace"),
        Error::Conflict => {
            anyhow::anyhow!("the change is in no state for that; see kith changes list")
        }
        other => in_words(&other),
    }
}

fn asked(wanted: &ChangeArguments) -> Asked {
    let tag = wanted.tag.as_ref().or(wanted.untag.as_ref());
    let company = |name: &String| ("company".to_owned(), name.clone());
    let field = wanted.field.clone();
    let said = field
        .or_else(|| wanted.add_choice.clone())
        .or_else(|| wanted.remove_choice.clone())
        .or_else(|| wanted.company.as_ref().map(company));
    let (field, value) = said.unwrap_or_default();
    Asked {
        action: action(wanted).to_owned(),
        tag: tag.cloned().unwrap_or_default(),
        field,
        value,
        values: Vec::new(),
    }
}

fn action(wanted: &ChangeArguments) -> &'static str {
    let cases = [
        (wanted.tag.is_some(), "add_tag"),
        (wanted.untag.is_some(), "remove_tag"),
        (wanted.add_choice.is_some(), "add_choice"),
        (wanted.remove_choice.is_some(), "remove_choice"),
        (wanted.archive, "archive"),
        (wanted.unarchive, "unarchive"),
        (wanted.delete, "delete"),
    ];
    let found = cases.into_iter().find(|(is_wanted, _)| *is_wanted);
    found.map_or("set", |(_, action)| action)
}

/// Prints what would happen, and gives those whom it would happen to; nobody, where
/// nothing would.
async fn preview(
    global: &Global,
    viewer: &Viewer,
    wanted: &ChangeArguments,
    asked: &Asked,
) -> Result<Vec<Uuid>> {
    let mut scope = viewer.begin().await?;
    let list = format!("q={}", paths::encode(&wanted.query));
    let found = bulk::page::of_list(&list, viewer);
    let Ok(selection) = found else {
        bail!("--query: cannot be read; docs/finding.md says how it is written");
    };
    let chosen = selection.contacts(&mut scope).await.map_err(refused)?;
    let action: Action = asked.read(&mut scope).await.map_err(refused)?;
    let preview = bulk::preview(&mut scope, &action, &chosen)
        .await
        .map_err(refused)?;
    let words = preview_words(&action, &preview);
    if wanted.preview {
        print(global, &Report::preview(&action, &preview), &words);
    } else {
        eprintln!("{words}");
    }
    Ok(chosen)
}

pub fn agreed(count: usize) -> Result<bool> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return Ok(false);
    }
    eprint!("Do it to these {count}? [y/N]: ");
    let mut line = String::new();
    input.lock().read_line(&mut line)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}

/// Works along until the change is over, and prints its report.
pub async fn through(
    global: &Global,
    kith: &Kith,
    database: &Database,
    viewer: &Viewer,
    id: Uuid,
) -> Result<()> {
    let stop = signals::stop_token()?;
    let working = stop.child_token();
    let worker = start_worker(kith, database.is_own(), &working);
    let followed = follow(viewer, id, &stop).await;
    working.cancel();
    worker.await??;
    followed?;
    let report = Report::of(viewer, id).await?;
    print(global, &report, &report.words());
    match report.failed {
        0 => Ok(()),
        failed => bail!("{failed} of {} could not be changed", report.total),
    }
}

pub async fn changes(global: &Global, arguments: ChangesArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, database| {
        let viewer = member(kith, account).await?;
        match arguments.command {
            ChangesCommand::List => list(global, &viewer).await,
            ChangesCommand::Show { id } => {
                let report = Report::of(&viewer, id).await?;
                print(global, &report, &report.words());
                Ok(())
            }
            command => {
                let id = obey(&viewer, command).await.map_err(refused)?;
                through(global, kith, database, &viewer, id).await
            }
        }
    })
    .await
}

async fn list(global: &Global, viewer: &Viewer) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let mut rows = bulk::changes(&mut scope, None, LISTED).await?;
    rows.truncate(LISTED as usize);
    let reports = rows
        .into_iter()
        .map(|change| Report::new(change, Vec::new()))
        .collect::<Result<Vec<_>, _>>()?;
    let lines: Vec<String> = reports.iter().map(Report::line).collect();
    let words = if lines.is_empty() {
        "Nothing was changed in bulk yet.".to_owned()
    } else {
        lines.join("\n")
    };
    print(global, &reports, &words);
    Ok(())
}

/// The change that it is about then.
async fn obey(viewer: &Viewer, command: ChangesCommand) -> Result<Uuid, Error> {
    viewer.require(Permission::EditContacts)?;
    let mut scope = viewer.begin().await?;
    let id = match command {
        ChangesCommand::Undo { id } => bulk::undo(&mut scope, id).await?.id,
        ChangesCommand::Retry { id } => bulk::retry(&mut scope, id).await?,
        ChangesCommand::Cancel { id } => bulk::cancel(&mut scope, id).await.map(|()| id)?,
        ChangesCommand::List | ChangesCommand::Show { .. } => return Err(Error::NotFound),
    };
    scope.commit().await?;
    Ok(id)
}
