//! From the file into the database, batch by batch.

use std::{collections::BTreeMap, io::ErrorKind};

use mail::source::SourceError;

use super::{Halt, Run, statistics::Written};
use crate::{
    error::{Result, internal},
    imports::{
        batch::store_batch,
        reader::{Batch, Reading, read},
        signatures::Signatures,
        store,
        types::ImportReport,
    },
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
        if !matches!(self.import.stage.as_str(), "reading" | "including") {
            return Ok(());
        }
        let path = self.kith.settings.import_file(self.import.id);
        let signatures = Signatures::of_others(&self.import.own_addresses);
        let reading = read(path, self.import.position(), signatures);
        self.store_all(reading).await?;
        let report = self.report().await?;
        if found_mail(&report) {
            Ok(self.take_statistics(Written::Mail).await?)
        } else {
            Err(Halt::Hopeless(why_nothing(&report.failed)))
        }
    }

    pub(super) async fn store_all(&mut self, (mut batches, thread): Reading) -> Result<(), Halt> {
        let mut stored = 0_u32;
        while let Some(read) = batches.recv().await {
            if self.stop.is_cancelled() {
                return Err(Halt::Stopped);
            }
            let batch = match read {
                Ok(batch) => batch,
                Err(error) => self.broken_off(error).await?,
            };
            let mut scope = self.scope().await?;
            let seconds = self.seconds();
            store_batch(&mut scope, &mut self.import, batch, seconds).await?;
            scope.commit().await?;
            stored += 1;
            if stored.is_power_of_two() {
                self.renew_statistics().await?;
            }
        }
        Ok(thread.await.map_err(internal)?)
    }

    /// What ends the reading before its end is one more thing that failed, where there
    /// was something to read: its people are to be found.
    async fn broken_off(&self, error: SourceError) -> Result<Batch, Halt> {
        if !found_mail(&self.report().await?) {
            return Err(error.into());
        }
        match error {
            // A disk that fails now may be well again soon.
            SourceError::Read { error, .. } if error.kind() != ErrorKind::NotFound => {
                Err(internal(error).into())
            }
            _ => Ok(Batch::unread(&error)),
        }
    }

    async fn report(&self) -> Result<ImportReport> {
        let mut scope = self.scope().await?;
        Ok(store::import(&mut scope, self.import.id).await?.report())
    }
}

/// Whether anything in the file was mail at all.
fn found_mail(report: &ImportReport) -> bool {
    report.stored + report.known > 0 || !report.skipped.is_empty()
}

/// What most of the files in an archive that gave nothing could not be read for.
fn why_nothing(failed: &BTreeMap<String, i32>) -> &'static str {
    [
        "encrypted",
        "unsupported_compression",
        "damaged_archive",
        "unreadable_file",
    ]
    .into_iter()
    .filter_map(|reason| Some((failed.get(reason)?, reason)))
    .max()
    .map_or("no_messages", |(_, reason)| reason)
}
