//! Taking turns: what runs one at a time in one workspace.
//! Where several are taken, it is in the order below, so that nobody waits in a circle.

use super::Scope;
use crate::error::Result;

#[derive(Clone, Copy)]
pub enum Turn {
    /// Messages: an import adds a batch, takes some away, or turns their direction.
    Mail,
    /// Links and contacts: one at a time.
    People,
    /// Taking addresses for the member's own on an import's word, or giving them up with it.
    Addresses,
    /// Noting which cards changed since devices looked last.
    Cards,
    /// Deciding who is due: one at a time.
    Suggestions,
}

impl Turn {
    fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::People => "people",
            Self::Addresses => "addresses",
            Self::Cards => "cards",
            Self::Suggestions => "suggestions",
        }
    }
}

impl Scope {
    /// Until the end of the transaction, with nobody else.
    pub async fn alone(&mut self, turn: Turn) -> Result<()> {
        self.take(
            turn,
            "select pg_advisory_xact_lock(hashtextextended($1, 0))",
        )
        .await
    }

    /// Until the end of the transaction, with nobody but those who share the work.
    pub async fn in_company(&mut self, turn: Turn) -> Result<()> {
        self.take(
            turn,
            "select pg_advisory_xact_lock_shared(hashtextextended($1, 0))",
        )
        .await
    }

    async fn take(&mut self, turn: Turn, lock: &'static str) -> Result<()> {
        let name = format!("{} {}", turn.name(), self.workspace);
        sqlx::query(lock).bind(name).execute(self.db()).await?;
        Ok(())
    }
}
