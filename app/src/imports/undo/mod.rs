//! Undoing an import, days later: what came by it alone goes, what another import
//! delivered as well stays, and so does every contact with a person's hand on it. Each
//! stage may be entered again after a kill.

mod messages;
mod owner;
mod people;
mod records;

use serde_json::json;
use uuid::Uuid;

use super::{
    again::recount,
    run::{Halt, forget_touched, open, told},
    store::{self, Import},
};
use crate::{
    context::{Kith, Scope},
    error::{Error, Result},
    events::{EventKind, announce, record},
    jobs::Stop,
    review,
};

struct Undo<'a> {
    kith: &'a Kith,
    workspace: Uuid,
    import: Import,
    stop: &'a Stop,
}

pub async fn run_undo(
    kith: &Kith,
    workspace: Uuid,
    import: Uuid,
    attempt: i32,
    stop: &Stop,
) -> anyhow::Result<()> {
    let mut scope = open(kith, workspace, None).await?;
    let import = store::import(&mut scope, import).await?;
    scope.commit().await?;
    if import.state != "undoing" || import.attempt != attempt {
        return Ok(());
    }
    let mut undo = Undo {
        kith,
        workspace,
        import,
        stop,
    };
    told(undo.all_stages().await)
}

impl Undo<'_> {
    async fn all_stages(&mut self) -> Result<(), Halt> {
        if self.import.stage == "removing" {
            self.mark_touched().await?;
            self.remove_messages().await?;
            self.enter("sweeping").await?;
        }
        if self.import.stage == "sweeping" {
            self.sweep().await?;
            self.import.stage = "recounting".to_owned();
        }
        let touched = self.touched().await?;
        recount(self.kith, self.workspace, &touched, self.stop).await?;
        self.resolve_again().await?;
        self.finish().await
    }

    async fn scope(&self) -> Result<Scope, Halt> {
        if self.stop.is_cancelled() {
            return Err(Halt::Stopped);
        }
        Ok(open(self.kith, self.workspace, self.import.user_id).await?)
    }

    /// Counts what is gone and says so; refused where another run took over.
    async fn advance(&self, scope: &mut Scope, stage: &str, removed: usize) -> Result<(), Halt> {
        let done = sqlx::query!(
            "update imports set stage = $2, removed = removed + $3, updated_at = now()
             where id = $1 and state = 'undoing' and attempt = $4",
            self.import.id,
            stage,
            i32::try_from(removed).unwrap_or(i32::MAX),
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
        let mut scope = self.scope().await?;
        self.advance(&mut scope, stage, 0).await?;
        self.import.stage = stage.to_owned();
        Ok(scope.commit().await?)
    }

    async fn touched(&self) -> Result<Vec<Uuid>, Halt> {
        let mut scope = self.scope().await?;
        let found = sqlx::query_scalar!(
            "select contact_id from import_touched where import_id = $1 order by contact_id",
            self.import.id,
        );
        Ok(found.fetch_all(scope.db()).await.map_err(Error::from)?)
    }

    async fn finish(&self) -> Result<(), Halt> {
        let mut scope = self.scope().await?;
        self.advance(&mut scope, "done", 0).await?;
        let now = scope.now;
        sqlx::query!(
            "update imports set state = 'undone', finished_at = $2 where id = $1",
            self.import.id,
            now,
        )
        .execute(scope.db())
        .await
        .map_err(Error::from)?;
        forget_touched(&mut scope, self.import.id).await?;
        record(
            &mut scope,
            EventKind::ImportUndone,
            self.import.id,
            json!({}),
        )
        .await?;
        review::order_matching(&mut scope).await?;
        Ok(scope.commit().await?)
    }
}
