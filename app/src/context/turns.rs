//! Taking turns: what may run side by side in one workspace, and what needs it alone.
//! Where both are taken, mail comes before people, so that nobody waits in a circle.

use super::Scope;
use crate::error::Result;

#[derive(Clone, Copy)]
pub enum Turn {
    /// Messages: imports add them side by side; who takes some away or turns their
    /// direction is alone.
    Mail,
    /// Links and contacts: one at a time.
    People,
    /// Deciding who is due: one at a time.
    Suggestions,
}

impl Turn {
    fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::People => "people",
            Self::Suggestions => "suggestions",
        }
    }
}

impl Scope {
    /// Until the end of the transaction, with others that go side by side.
    pub async fn side_by_side(&mut self, turn: Turn) -> Result<()> {
        self.take(
            "select pg_advisory_xact_lock_shared(hashtextextended($1, 0))",
            turn,
        )
        .await
    }

    /// Until the end of the transaction, with nobody else.
    pub async fn alone(&mut self, turn: Turn) -> Result<()> {
        self.take(
            "select pg_advisory_xact_lock(hashtextextended($1, 0))",
            turn,
        )
        .await
    }

    async fn take(&mut self, lock: &'static str, turn: Turn) -> Result<()> {
        let name = format!("{} {}", turn.name(), self.workspace);
        sqlx::query(lock).bind(name).execute(self.db()).await?;
        Ok(())
    }
}
