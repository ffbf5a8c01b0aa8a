//! From the file into the database, batch by batch.

use mail::source::SourceError;

use super::{Halt, Run};
use crate::{
    error::Result,
    imports::{batch::store_batch, reader::read, signatures::Signatures, store},
};

/// A mailbox from this size on may change how queries are best planned.
const MANY_BYTES: i64 = 1 << 20;

impl From<SourceError> for Halt {
    fn from(error: SourceError) -> Self {
        Self::Hopeless(match &error {
            SourceError::NotMail => "no_messages",
            SourceError::Read { container, .. } if container.is_empty() => "file_missing",
            _ => error.code(),
        })
    }
}

impl Run<'_> {
    pub(super) async fn read_messages(&mut self) -> Result<(), Halt> {
        if self.import.stage != "reading" {
            return Ok(());
        }
        let path = self.kith.settings.import_file(self.import.id);
        let signatures = Signatures::of_others(&self.import.own_addresses);
        let mut batches = read(path, self.import.position(), signatures);
        while let Some(batch) = batches.recv().await {
            if self.stop.is_cancelled() {
                return Err(Halt::Stopped);
            }
            let batch = batch?;
            let mut scope = self.scope().await?;
            let seconds = self.seconds();
            store_batch(&mut scope, &mut self.import, batch, seconds).await?;
            scope.commit().await?;
        }
        if self.found_mail().await? {
            Ok(self.take_statistics().await?)
        } else {
            Err(Halt::Hopeless("no_messages"))
        }
    }

    /// Whether anything in the file was mail at all.
    async fn found_mail(&self) -> Result<bool> {
        let mut scope = self.scope().await?;
        let report = store::import(&mut scope, self.import.id).await?.report();
        Ok(report.stored + report.known > 0 || !report.skipped.is_empty())
    }

    /// The next stages are planned by how much is there; by itself the database would see
    /// what this import wrote a minute later, and plan for an almost empty workspace.
    async fn take_statistics(&self) -> Result<()> {
        if self.import.file_size < MANY_BYTES {
            return Ok(());
        }
        let mut scope = self.scope().await?;
        sqlx::query("analyze source_records, interactions, participants, identity_links")
            .execute(scope.db())
            .await?;
        scope.commit().await
    }
}
