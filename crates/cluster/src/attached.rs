//! The cluster in the eyes of a process that does not own it.

use std::fmt;
use std::thread;
use std::time::{Duration, Instant};

use crate::cluster::{superuser_url, url};
use crate::layout::Layout;
use crate::owner_lock::{is_held, read_note};
use crate::secrets::Secrets;
use crate::{Cluster, ClusterError, Settings};

/// A cluster that another live process keeps.
#[derive(Clone)]
pub struct Attached {
    /// As [`Cluster::url`].
    pub url: String,
    /// As [`Cluster::superuser_url`].
    pub superuser_url: String,
    /// The owner's process id.
    pub pid: u32,
}

impl Cluster {
    /// The cluster another live process keeps in this folder; `None` where none runs. While that
    /// process is still starting its server, this waits for it.
    pub fn attach(settings: &Settings) -> Result<Option<Attached>, ClusterError> {
        settings.check()?;
        if !settings.folder.exists() {
            return Ok(None);
        }
        let layout = Layout::open(&settings.folder)?;
        let deadline = Instant::now() + settings.patience;
        while is_held(&layout.lock())? {
            if let Some(attached) = Attached::read(&layout, settings)? {
                return Ok(Some(attached));
            }
            if Instant::now() >= deadline {
                return Err(ClusterError::TimedOut {
                    what: "waiting for the owner of the database to start it".to_owned(),
                    limit: settings.patience,
                });
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(None)
    }
}

impl Attached {
    /// `None` until the owner has said where its server listens.
    fn read(layout: &Layout, settings: &Settings) -> Result<Option<Attached>, ClusterError> {
        let note = read_note(&layout.lock());
        let (Some(pid), Some(port)) = (note.pid, note.port) else {
            return Ok(None);
        };
        let secrets = Secrets::read(&layout.secrets())?;
        Ok(secrets.map(|secrets| Attached {
            url: url(settings, &secrets, port),
            superuser_url: superuser_url(settings, &secrets, port),
            pid,
        }))
    }
}

impl fmt::Debug for Attached {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Attached")
            .field("pid", &self.pid)
            .finish_non_exhaustive()
    }
}
