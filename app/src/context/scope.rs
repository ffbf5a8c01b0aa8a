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
        sqlx::query("select set_config('kith.workspace', $1, true)")
            .bind(workspace.to_string())
            .execute(&mut *transaction)
            .await?;
        Ok(Self { transaction, workspace, actor, now })
    }

    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    pub fn id(&self) -> Uuid {
        ids::new(self.now)
    }

    pub async fn commit(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }
}
