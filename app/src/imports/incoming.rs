//! A file on its way in: streamed to its place in the data folder, never held in memory,
//! and gone again unless an import is made of it.

use std::path::{Path, PathBuf};

use tokio::{fs, io::AsyncWriteExt};
use uuid::Uuid;

use super::{
    records::give_mapping,
    store::{NewImport, create_import},
    upload::Intake,
};
use crate::{
    context::Viewer,
    error::{Error, FieldCode, Result},
    ids, workspaces,
};

pub struct Incoming<'a> {
    viewer: &'a Viewer,
    place: Place,
    pub(super) file: fs::File,
    pub(super) size: u64,
}

/// Where the file lies; it goes with this, also where whoever waited for it is gone.
struct Place {
    import: Uuid,
    path: PathBuf,
    is_kept: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.is_kept {
            // What lies there is of no use, if anything does.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl<'a> Incoming<'a> {
    pub async fn begin(viewer: &'a Viewer) -> Result<Self> {
        let import = ids::new(viewer.now);
        let path = viewer.kith.settings.import_file(import);
        let place = Place {
            import,
            path,
            is_kept: false,
        };
        let file = create(&place.path).await?;
        Ok(Self {
            viewer,
            place,
            file,
            size: 0,
        })
    }

    /// Refused where it becomes larger than uploads may be.
    pub async fn write(&mut self, chunk: &[u8]) -> Result<()> {
        self.size += chunk.len() as u64;
        if self.size > self.viewer.kith.settings.upload_limit {
            return Err(Error::invalid("file", FieldCode::TooLarge));
        }
        Ok(self.file.write_all(chunk).await?)
    }

    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// Makes it an import, and says whose mailbox it is if that is known.
    pub async fn register(mut self, file_name: String, intake: &Intake) -> Result<Uuid> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let id = self.place.import;
        let mut scope = self.viewer.begin().await?;
        for address in &intake.own_addresses {
            workspaces::add_own_address(&mut scope, address).await?;
        }
        let new = NewImport::of(id, file_name, self.size);
        create_import(&mut scope, &new, intake.ask).await?;
        if let Some(mapping) = &intake.mapping {
            give_mapping(&mut scope, id, mapping.clone()).await?;
        }
        // A commit that broke off may have been one.
        self.place.is_kept = true;
        scope.commit().await?;
        Ok(id)
    }
}

/// A new file for its owner's eyes only, in a folder of the same kind.
async fn create(path: &Path) -> Result<fs::File> {
    if let Some(folder) = path.parent() {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700).create(folder).await?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    Ok(options.open(path).await?)
}
