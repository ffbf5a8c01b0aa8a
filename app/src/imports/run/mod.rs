//! The run of an import, stage by stage. Each stage may be entered again: after a
//! kill the job starts over and finds the cursor and the stage where they stand.

mod finish;
mod owner;
mod people;
mod read;
mod records;
mod resolve;
mod statistics;
#[cfg(test)]
mod tests;

pub(super) use finish::forget_touched;

use std::time::Instant;

use serde_json::json;
use uuid::Uuid;

use super::store::{self, Import};
use crate::{
    context::{Kith, Scope, Turn},
    error::{Error, Result},
    events::{EventKind, announce, record},
    jobs::Stop,
    notifications::tell_of_import,
    review,
};

/// How many contacts are worked on in one transaction.
const AT_ONCE: usize = 5_000;

struct Run<'a> {
    kith: &'a Kith,
    workspace: Uuid,
    import: Import,
    stop: &'a Stop,
    clock: Instant,
}

/// Why a run ended before its end.
pub(super) enum Halt {
    /// A person paused or cancelled the import, is asked something, or another run took over.
    Withdrawn,
    /// Nothing will be different at another try.
    Hopeless(&'static str),
    /// The process stops: the order is handed back.
    Stopped,
    Failed(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        if error == Error::Conflict {
            Self::Withdrawn
        } else {
            Self::Failed(error)
        }
    }
}

pub async fn run(
    kith: &Kith,
    workspace: Uuid,
    import: Uuid,
    attempt: i32,
    stop: &Stop,
) -> anyhow::Result<()> {
    let Some(import) = start(kith, workspace, import, attempt).await? else {
        return Ok(());
    };
    let id = import.id;
    let mut run = Run {
        kith,
        workspace,
        import,
        stop,
        clock: Instant::now(),
    };
    match run.all_stages().await {
        Err(Halt::Hopeless(reason)) => Ok(fail(kith, workspace, id, attempt, reason).await?),
        outcome => told(outcome),
    }
}

/// What the worker is told of a run that ended.
pub(super) fn told(outcome: Result<(), Halt>) -> anyhow::Result<()> {
    match outcome {
        Ok(()) | Err(Halt::Withdrawn) => Ok(()),
        Err(Halt::Hopeless(reason)) => Err(anyhow::anyhow!(reason)),
        Err(Halt::Stopped) => Err(anyhow::anyhow!("stopped")),
        Err(Halt::Failed(error)) => Err(error.into()),
    }
}

/// Says on the import's page that the last attempt failed.
pub async fn give_up(kith: &Kith, workspace: Uuid, import: Uuid, attempt: i32) -> Result<()> {
    fail(kith, workspace, import, attempt, "internal").await
}

/// None where there is nothing to do any more, or a newer attempt does it.
async fn start(kith: &Kith, workspace: Uuid, import: Uuid, attempt: i32) -> Result<Option<Import>> {
    let mut scope = open(kith, workspace, None).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update imports set
           state = 'running',
           stage = case when stage = 'waiting' then 'reading' else stage end,
           own_addresses = (
             select coalesce(array_agg(email order by created_at, email), '{}')
             from own_addresses
             where workspace_id = acting_workspace()
           ),
           started_at = coalesce(started_at, $2),
           updated_at = $2
         where id = $1 and state in ('queued', 'running') and attempt = $3",
        import,
        now,
        attempt,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(None);
    }
    let import = store::import(&mut scope, import).await?;
    scope.commit().await?;
    Ok(Some(import))
}

pub(super) async fn open(kith: &Kith, workspace: Uuid, user: Option<Uuid>) -> Result<Scope> {
    Scope::open(&kith.pool, workspace, user, kith.clock.now()).await
}

impl Run<'_> {
    async fn scope(&self) -> Result<Scope> {
        open(self.kith, self.workspace, self.import.user_id).await
    }

    /// Working time so far, over all runs of this import.
    fn seconds(&self) -> f64 {
        self.import.seconds + self.clock.elapsed().as_secs_f64()
    }

    async fn all_stages(&mut self) -> Result<(), Halt> {
        self.recognise().await?;
        if self.import.is_records() {
            self.read_records().await?;
        } else {
            self.find_owner().await?;
            self.read_messages().await?;
        }
        self.enter("people").await?;
        self.resolve_people().await?;
        self.enter("scores").await?;
        self.weigh().await?;
        self.enter("suggestions").await?;
        self.finish().await
    }

    /// A transaction of a run that still is the one to work. Its turns come before the row
    /// of the import, which who pauses it wants as well: nobody waits there for others.
    async fn step(&self, turns: &[Turn]) -> Result<Scope, Halt> {
        if self.stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        let mut scope = self.scope().await?;
        for turn in turns {
            scope.alone(*turn).await?;
        }
        self.claim(&mut scope).await?;
        Ok(scope)
    }

    /// Says that this run is at work, if it still is the one to work.
    async fn claim(&self, scope: &mut Scope) -> Result<(), Halt> {
        let done = sqlx::query!(
            "update imports set seconds = $2, updated_at = now()
             where id = $1 and state = 'running' and attempt = $3",
            self.import.id,
            self.seconds(),
            self.import.attempt,
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        if done.rows_affected() == 0 {
            return Err(Halt::Withdrawn);
        }
        Ok(announce(scope, "import.progress", self.import.id).await?)
    }

    async fn enter(&mut self, stage: &str) -> Result<(), Halt> {
        let mut scope = self.step(&[]).await?;
        sqlx::query!(
            "update imports set stage = $2, stage_began = seconds where id = $1",
            self.import.id,
            stage,
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        self.import.stage = stage.to_owned();
        Ok(scope.commit().await?)
    }
}

/// Nothing where a person took over meanwhile, by another attempt or at all.
async fn fail(
    kith: &Kith,
    workspace: Uuid,
    import: Uuid,
    attempt: i32,
    reason: &str,
) -> Result<()> {
    let mut scope = open(kith, workspace, None).await?;
    let now = scope.now;
    let done = sqlx::query!(
        "update imports set state = 'failed', error = $2, finished_at = $3, updated_at = $3
         where id = $1 and state in ('queued', 'running', 'undoing') and attempt = $4",
        import,
        reason,
        now,
        attempt,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    record(
        &mut scope,
        EventKind::ImportFailed,
        import,
        json!({ "reason": reason }),
    )
    .await?;
    review::resume_matching(&mut scope).await?;
    let failed = store::import(&mut scope, import).await?;
    tell_of_import(&mut scope, kith, &failed).await?;
    scope.commit().await
}

fn count(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}
