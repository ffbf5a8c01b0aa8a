//! `kith import`: enqueues as the web does, works along, and waits. Several files run
//! side by side, each with a line of its own.

mod ask;
mod follow;
mod words;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use app::{
    context::{Kith, Viewer},
    imports::{import_local, upload::Intake},
    jobs,
};
use tokio::{
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use self::follow::Following;
pub use self::{ask::proposals, words::standing};
use super::{account::member, with_kith};
use crate::{
    cli::{Global, ImportArguments},
    signals,
};

pub async fn import(global: &Global, arguments: ImportArguments) -> Result<()> {
    let ImportArguments {
        files,
        account,
        own_addresses,
        mapping,
        ask,
    } = arguments;
    if let Some(missing) = files.iter().find(|file| !file.exists()) {
        bail!("{} does not exist", missing.display());
    }
    let count = files.len();
    let intake = Intake {
        ask,
        own_addresses,
        mapping: mapping.as_deref().map(read_mapping).transpose()?,
    };
    let failed = with_kith(global, async |kith, database| {
        let viewer = member(kith, &account).await?;
        let stop = signals::stop_token()?;
        let working = stop.child_token();
        let worker = start_worker(kith, database.is_own(), &working);
        let (taken, taking) = take_in(&viewer, files.clone(), intake, &stop);
        let outcome = Following::new(global, &viewer, &stop, &files)
            .follow(taken)
            .await;
        taking.await?;
        working.cancel();
        worker.await??;
        outcome
    })
    .await?;
    if failed > 0 {
        bail!("{failed} of {count} files could not be imported");
    }
    Ok(())
}

/// A mapping of columns out of a file.
pub fn read_mapping(path: &Path) -> Result<serde_json::Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| format!("{} is no mapping", path.display()))
}

/// A worker of this process: the import goes on whoever else works.
pub fn start_worker(kith: &Kith, alone: bool, stop: &CancellationToken) -> JoinHandle<Result<()>> {
    let stopped = stop.clone().cancelled_owned();
    tokio::spawn(jobs::work(kith.clone(), alone, stopped))
}

/// Which file was taken in, and as which import.
type Taken = (usize, app::error::Result<Uuid>);

/// Copies one file after the other into its place, while those before it run.
fn take_in(
    viewer: &Viewer,
    files: Vec<PathBuf>,
    intake: Intake,
    stop: &CancellationToken,
) -> (UnboundedReceiver<Taken>, JoinHandle<()>) {
    let (taken, received) = unbounded_channel();
    let (viewer, stop) = (viewer.clone(), stop.clone());
    let taking = tokio::spawn(async move {
        for (place, file) in files.iter().enumerate() {
            let id = import_local(&viewer, file, &intake).await;
            if taken.send((place, id)).is_err() || stop.is_cancelled() {
                return;
            }
        }
    });
    (received, taking)
}
