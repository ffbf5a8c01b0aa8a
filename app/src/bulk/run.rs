//! A change from its first contact to its last, and its undo, in steps. Where a step
//! fails, its contacts are tried one by one, so that one that cannot be changed does not
//! keep the others from it.

use serde_json::json;
use uuid::Uuid;

use super::{
    Action,
    step::{backward, forward, give_up_next},
    store::{self, Change},
};
use crate::{
    companies,
    context::{Kith, Scope, Turn},
    error::Result,
    events::{EventKind, record},
    jobs::Stop,
    suggestions,
};

/// How many contacts are changed in one transaction.
const STEP: i64 = 2_000;

const FORWARD: [&str; 2] = ["queued", "running"];
const BACKWARD: [&str; 1] = ["undoing"];

/// The whole of it within the caller's transaction.
pub(super) async fn run_through(scope: &mut Scope, id: Uuid) -> Result<()> {
    let mut more = true;
    while more {
        let change = store::change(scope, id).await?;
        more = forward(scope, &change, STEP).await?;
    }
    finish(scope, id, "done", EventKind::BulkChangeDone).await
}

pub(super) async fn undo_through(scope: &mut Scope, id: Uuid) -> Result<()> {
    let mut more = true;
    while more {
        let change = store::change(scope, id).await?;
        more = backward(scope, &change, STEP).await?;
    }
    finish(scope, id, "undone", EventKind::BulkChangeUndone).await
}

async fn finish(scope: &mut Scope, id: Uuid, state: &str, event: EventKind) -> Result<()> {
    match store::change(scope, id).await?.action()? {
        Action::KeepInTouch { .. } => suggestions::refresh(scope).await?,
        action if action.moves_people() => companies::refresh_counts(scope, None).await?,
        _ => {}
    }
    let now = scope.now;
    sqlx::query!(
        "update bulk_changes set state = $2, finished_at = $3 where id = $1",
        id,
        state,
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, event, id, json!({})).await
}

pub async fn run(
    kith: &Kith,
    workspace: Uuid,
    change: Uuid,
    attempt: i32,
    undo: bool,
    stop: &Stop,
) -> anyhow::Result<()> {
    let run = Run {
        kith,
        workspace,
        change,
        attempt,
        undo,
    };
    let mut at_most = STEP;
    let mut singly = 0;
    loop {
        if stop.is_cancelled() {
            anyhow::bail!("stopped");
        }
        match run.step(at_most).await {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) if undo || error.is_away() => return Err(error.into()),
            Err(error) if at_most > 1 => {
                tracing::warn!(%change, %error, "a step failed: its contacts are tried one by one");
                (at_most, singly) = (1, STEP);
                continue;
            }
            Err(_) => run.give_up_next().await?,
        }
        singly -= 1;
        if singly <= 0 {
            at_most = STEP;
        }
    }
}

struct Run<'a> {
    kith: &'a Kith,
    workspace: Uuid,
    change: Uuid,
    attempt: i32,
    undo: bool,
}

impl Run<'_> {
    /// A transaction with the row of the change in hand; none where it is somebody
    /// else's by now. Its turn comes before the row, which who cancels wants as well.
    async fn open(&self) -> Result<Option<(Scope, Change)>> {
        let (kith, workspace) = (self.kith, self.workspace);
        let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
        scope.alone(Turn::People).await?;
        scope.plan_anew().await?;
        let states: &[&str] = if self.undo { &BACKWARD } else { &FORWARD };
        let change = store::lock(&mut scope, self.change, self.attempt, states).await?;
        Ok(change.map(|change| {
            scope.actor = change.user_id.filter(|_| !self.undo);
            (scope, change)
        }))
    }

    /// Whether there is more to do.
    async fn step(&self, at_most: i64) -> Result<bool> {
        let Some((mut scope, change)) = self.open().await? else {
            return Ok(false);
        };
        let more = if self.undo {
            backward(&mut scope, &change, at_most).await?
        } else {
            forward(&mut scope, &change, at_most).await?
        };
        if !more {
            let (state, event) = match self.undo {
                true => ("undone", EventKind::BulkChangeUndone),
                false => ("done", EventKind::BulkChangeDone),
            };
            finish(&mut scope, self.change, state, event).await?;
        }
        scope.commit().await?;
        Ok(more)
    }

    async fn give_up_next(&self) -> Result<()> {
        if let Some((mut scope, change)) = self.open().await? {
            give_up_next(&mut scope, &change).await?;
            scope.commit().await?;
        }
        Ok(())
    }
}

/// Says on the change's page that the last attempt failed.
pub async fn give_up(kith: &Kith, workspace: Uuid, change: Uuid, attempt: i32) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let now = scope.now;
    sqlx::query!(
        "update bulk_changes set state = 'failed', finished_at = $3
         where id = $1 and attempt = $2 and state in ('queued', 'running', 'undoing')",
        change,
        attempt,
        now,
    )
    .execute(scope.db())
    .await?;
    scope.commit().await
}
