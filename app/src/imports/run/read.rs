//! From the file into the database, batch by batch.

use mail::source::SourceError;

use super::{Halt, Run, statistics::Written};
use crate::{
    error::{Result, internal},
    imports::{batch::store_batch, reader::read, signatures::Signatures, store},
};

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
        let (mut batches, thread) = read(path, self.import.position(), signatures);
        let mut is_first = true;
        while let Some(batch) = batches.recv().await {
            if self.stop.is_cancelled() {
                return Err(Halt::Stopped);
            }
            let batch = batch?;
            let mut scope = self.scope().await?;
            let seconds = self.seconds();
            store_batch(&mut scope, &mut self.import, batch, seconds).await?;
            scope.commit().await?;
            if std::mem::take(&mut is_first) {
                self.take_first_statistics().await?;
            }
        }
        thread.await.map_err(internal)?;
        if self.found_mail().await? {
            Ok(self.take_statistics(Written::Mail).await?)
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
}
