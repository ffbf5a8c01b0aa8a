//! `kith import`: enqueues as the web does, works along, and waits.

use std::{
    io::BufRead,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use app::{
    context::{Kith, Viewer},
    error::Error,
    imports::{
        self, import_local,
        types::{ImportReport, ProposedAddress, error_words},
        upload::Intake,
    },
    jobs,
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{account::member, print, with_kith};
use crate::{cli::Global, signals};

const GLANCE: Duration = Duration::from_millis(100);

pub async fn import(
    global: &Global,
    files: &[PathBuf],
    account: &str,
    intake: &Intake,
) -> Result<()> {
    for file in files {
        if !file.exists() {
            bail!("{} does not exist", file.display());
        }
    }
    let failed = with_kith(global, async |kith, database| {
        let viewer = member(kith, account).await?;
        let stop = signals::stop_token()?;
        let worker = start_worker(kith, database.is_own(), &stop);
        let mut failed = 0;
        for file in files {
            let report = import_file(&viewer, file, intake, &stop).await?;
            failed += usize::from(report.state != "done");
            print(global, &report, &in_words(&report));
        }
        stop.cancel();
        worker.await??;
        Ok(failed)
    })
    .await?;
    if failed > 0 {
        bail!("{failed} of {} files could not be imported", files.len());
    }
    Ok(())
}

/// A worker of this process: the import goes on whoever else works.
fn start_worker(kith: &Kith, alone: bool, stop: &CancellationToken) -> JoinHandle<Result<()>> {
    let stopped = stop.clone().cancelled_owned();
    tokio::spawn(jobs::work(kith.clone(), alone, stopped))
}

async fn import_file(
    viewer: &Viewer,
    file: &Path,
    intake: &Intake,
    stop: &CancellationToken,
) -> Result<ImportReport> {
    let id = import_local(viewer, file, intake)
        .await
        .with_context(|| format!("taking in {}", file.display()))?;
    loop {
        let report = report(viewer, id).await?;
        match report.state.as_str() {
            _ if report.is_over() => return Ok(report),
            "paused" => bail!(
                "{} was paused; go on by kith imports resume {id}",
                file.display()
            ),
            "asking" => answer(viewer, &report).await?,
            _ => {}
        }
        tokio::select! {
            () = tokio::time::sleep(GLANCE) => {}
            () = stop.cancelled() => bail!("interrupted; the import goes on with the next kith serve or kith work"),
        }
    }
}

/// Asks on the terminal which of the proposed addresses are the member's.
async fn answer(viewer: &Viewer, report: &ImportReport) -> Result<()> {
    eprintln!("Which addresses in {} are yours?", report.file_name);
    for (place, proposed) in report.proposed_addresses.iter().enumerate() {
        eprintln!(
            "  {}  {} ({})",
            place + 1,
            proposed.address,
            proposed.words()
        );
    }
    eprint!("Numbers or addresses, with spaces between them [1]: ");
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line)?;
    if read == 0 {
        bail!(
            "nobody answered; the import waits. Answer in the browser, or import again with --me ADDRESS"
        );
    }
    let chosen = chosen(&line, &report.proposed_addresses);
    let mut scope = viewer.begin().await?;
    let answered = imports::answer_addresses(&mut scope, report.import_id, &chosen).await;
    match answered {
        Ok(()) => Ok(scope.commit().await?),
        Err(Error::Invalid(_)) => {
            eprintln!("That is not an address.");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Numbers name proposals; nothing at all means the first.
fn chosen(line: &str, proposed: &[ProposedAddress]) -> Vec<String> {
    let line = if line.trim().is_empty() { "1" } else { line };
    let words = line
        .split([' ', ',', ';', '\n', '\r'])
        .filter(|word| !word.is_empty());
    words
        .map(|word| {
            let place = word.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let named = place.and_then(|place| proposed.get(place));
            named.map_or_else(|| word.to_owned(), |found| found.address.clone())
        })
        .collect()
}

async fn report(viewer: &Viewer, id: Uuid) -> Result<ImportReport> {
    let mut scope = viewer.begin().await?;
    Ok(imports::import(&mut scope, id).await?.report())
}

fn in_words(report: &ImportReport) -> String {
    if report.state != "done" {
        let reason = error_words(report.error.as_deref().unwrap_or_default());
        return format!("{}: {} ({reason})", report.file_name, report.state);
    }
    let sum = |counts: &std::collections::BTreeMap<String, i32>| counts.values().sum::<i32>();
    let assumed = report.assumed_address.as_ref().map(|address| {
        format!("\nNone of your addresses owned this mailbox: {address} was taken for yours (kith import --me or the settings page change that)")
    });
    format!(
        "{}: stored {} of {} messages ({} known, {} skipped, {} failed), {} new contacts, {} updated, {} companies, in {:.1} s{}",
        report.file_name,
        report.stored,
        report.listed,
        report.known,
        sum(&report.skipped),
        sum(&report.failed),
        report.contacts_created,
        report.contacts_updated,
        report.companies_created,
        report.seconds,
        assumed.unwrap_or_default(),
    )
}
