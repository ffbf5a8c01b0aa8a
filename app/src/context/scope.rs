//! One transaction in one workspace: what every domain verb works on.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use uuid::Uuid;

use crate::{error::Result, ids};

pub struct Scope {
    transaction: Transaction<'static, Postgres>,
    pub workspace: Uuid,
    pub actor: Option<Uuid>,
    pub now: DateTime<Utc>,
}

impl Scope {
    pub async fn open(
        pool: &PgPool,
        workspace: Uuid,
        actor: Option<Uuid>,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let mut transaction = pool.begin().await?;
        act_for(&mut transaction, workspace, actor).await?;
        Ok(Self {
            transaction,
            workspace,
            actor,
            now,
        })
    }

    /// As the workspace is at this moment, whatever others change meanwhile; only to read.
    pub async fn snapshot(pool: &PgPool, workspace: Uuid, now: DateTime<Utc>) -> Result<Self> {
        let mut transaction = pool
            .begin_with("begin isolation level repeatable read, read only")
            .await?;
        act_for(&mut transaction, workspace, None).await?;
        Ok(Self {
            transaction,
            workspace,
            actor: None,
            now,
        })
    }

    /// Goes on in another workspace, in the same transaction.
    pub async fn enter(&mut self, workspace: Uuid) -> Result<()> {
        act_for(&mut self.transaction, workspace, self.actor).await?;
        self.workspace = workspace;
        Ok(())
    }

    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    pub fn id(&self) -> Uuid {
        ids::new(self.now)
    }

    /// What this does can be done again from where it stood: its end needs not wait for the
    /// disk. Whatever is committed after it the usual way takes it there as well.
    pub async fn repeatable(&mut self) -> Result<()> {
        sqlx::query("set local synchronous_commit = off")
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// Each statement is planned for the tables as they are now. A plan that is kept may be
    /// from when they were empty, and look through all of what many steps have written.
    pub async fn plan_anew(&mut self) -> Result<()> {
        sqlx::query("set local plan_cache_mode = force_custom_plan")
            .execute(self.db())
            .await?;
        Ok(())
    }

    pub async fn commit(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }
}

/// Who acts is known to triggers that note it.
async fn act_for(db: &mut PgConnection, workspace: Uuid, actor: Option<Uuid>) -> Result<()> {
    let set = "select set_config('kith.workspace', $1, true), set_config('kith.actor', $2, true)";
    sqlx::query(set)
        .bind(workspace.to_string())
        .bind(actor.map(|actor| actor.to_string()).unwrap_or_default())
        .execute(db)
        .await?;
    Ok(())
}
