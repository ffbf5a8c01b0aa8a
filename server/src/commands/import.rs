//! `kith import`: enqueues as the web does, works along, and waits.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use app::{
    context::{Kith, Viewer},
    imports::{self, import_local_file, types::ImportReport, types::error_words},
    jobs,
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{account::member, print, with_kith};
use crate::{cli::Global, signals};

const GLANCE: Duration = Duration::from_millis(100);

pub async fn import(global: &Global, files: &[PathBuf], account: &str) -> Result<()> {
    for file in files {
        if !file.is_file() {
            bail!("{} is not a file", file.display());
        }
    }
    let failed = with_kith(global, async |kith, database| {
        let viewer = member(kith, account).await?;
        let stop = signals::stop_token()?;
        let worker = start_worker(kith, database.is_own(), &stop);
        let mut failed = 0;
        for file in files {
            let report = import_file(&viewer, file, &stop).await?;
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
    stop: &CancellationToken,
) -> Result<ImportReport> {
    let id = import_local_file(viewer, file)
        .await
        .with_context(|| format!("taking in {}", file.display()))?;
    loop {
        let report = report(viewer, id).await?;
        if report.is_over() {
            return Ok(report);
        }
        tokio::select! {
            () = tokio::time::sleep(GLANCE) => {}
            () = stop.cancelled() => bail!("interrupted; the import goes on with the next kith serve or kith work"),
        }
    }
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
    format!(
        "{}: stored {} of {} messages ({} known, {} skipped, {} failed), {} new contacts, {} updated, {} companies, in {:.1} s",
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
    )
}
