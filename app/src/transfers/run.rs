//! A transfer as a job: it goes on until it is done, cancelled, or the worker stops; then it
//! begins again.

use serde_json::json;
use uuid::Uuid;

use super::{
    load::load_workspace,
    out::{Watch, write_workspace},
    store::{self, Outcome, Transfer},
};
use crate::{
    accounts,
    context::{Kith, Scope, Viewer},
    error::{Error, Result, internal},
    jobs::{Order, Stop},
    notifications::tell_of_failure,
};

pub async fn run_transfer(kith: &Kith, workspace: Uuid, id: Uuid, stop: &Stop) -> Result<()> {
    let mut scope = open(kith, workspace).await?;
    let found = store::transfer(&mut scope, id).await?;
    let goes_on = store::begin(&mut scope, id).await?;
    scope.commit().await?;
    if !goes_on {
        return Ok(());
    }
    let user = user_of(kith, workspace, id).await?;
    let Some(viewer) = accounts::viewer_of(kith, user, workspace).await? else {
        give_up(kith, workspace, id).await?;
        return tell(kith, workspace, id).await;
    };
    let mut watch = Job {
        kith,
        workspace,
        id,
        stop,
    };
    if found.is_out() {
        export(&viewer, &found, &mut watch).await
    } else {
        load(&viewer, &found, &mut watch).await
    }
}

async fn open(kith: &Kith, workspace: Uuid) -> Result<Scope> {
    Scope::open(&kith.pool, workspace, None, kith.clock.now()).await
}

async fn user_of(kith: &Kith, workspace: Uuid, id: Uuid) -> Result<Uuid> {
    let mut scope = open(kith, workspace).await?;
    let user = sqlx::query_scalar!("select user_id from transfers where id = $1", id)
        .fetch_one(scope.db())
        .await?;
    user.ok_or(Error::NotFound)
}

async fn export(viewer: &Viewer, transfer: &Transfer, watch: &mut Job<'_>) -> Result<()> {
    let file = viewer.kith.settings.transfer_file(transfer.id);
    let Some(manifest) = write_workspace(viewer, &file, watch).await? else {
        return watch.ended();
    };
    let outcome = Outcome {
        bytes: tokio::fs::metadata(&file).await?.len(),
        tables: json!(manifest.tables),
    };
    let mut scope = viewer.begin().await?;
    store::finish(&mut scope, transfer.id, &outcome).await?;
    scope.commit().await
}

async fn load(viewer: &Viewer, transfer: &Transfer, watch: &mut Job<'_>) -> Result<()> {
    let file = viewer.kith.settings.transfer_file(transfer.id);
    let loaded = match load_workspace(viewer, &file, watch).await? {
        Ok(None) => return watch.ended(),
        other => other,
    };
    let mut is_refused = false;
    let mut scope = viewer.begin().await?;
    match loaded {
        Ok(tables) => {
            let outcome = Outcome {
                bytes: transfer.bytes.unsigned_abs(),
                tables: json!(tables),
            };
            store::finish(&mut scope, transfer.id, &outcome).await?;
        }
        Err(refusal) => {
            let problem = Some(refusal.as_str());
            is_refused = store::end(&mut scope, transfer.id, "failed", problem).await?;
        }
    }
    let workspace = scope.workspace;
    scope.commit().await?;
    if is_refused {
        tell(&viewer.kith, workspace, transfer.id).await?;
    }
    Ok(tokio::fs::remove_file(file).await?)
}

async fn tell(kith: &Kith, workspace: Uuid, transfer: Uuid) -> Result<()> {
    let order = Order::TransferWorkspace {
        workspace,
        transfer,
    };
    tell_of_failure(kith, &order).await
}

/// Says that the last attempt failed.
pub async fn give_up(kith: &Kith, workspace: Uuid, id: Uuid) -> Result<()> {
    let mut scope = open(kith, workspace).await?;
    store::end(&mut scope, id, "failed", None).await?;
    scope.commit().await
}

struct Job<'a> {
    kith: &'a Kith,
    workspace: Uuid,
    id: Uuid,
    stop: &'a Stop,
}

impl Job<'_> {
    /// A worker that stops hands the order back; who cancelled is done.
    fn ended(&self) -> Result<()> {
        if self.stop.is_cancelled() {
            Err(internal("the worker stops"))
        } else {
            Ok(())
        }
    }
}

impl Watch for Job<'_> {
    async fn went_on(&mut self, done: u64, total: u64) -> Result<bool> {
        if self.stop.is_cancelled() {
            return Ok(false);
        }
        let mut scope = open(self.kith, self.workspace).await?;
        let goes_on = store::advance(&mut scope, self.id, done, total).await?;
        scope.commit().await?;
        Ok(goes_on)
    }
}
