//! The folder of a cluster and the names in it. The folder itself is made here; what belongs to the
//! server's account is made by [`crate::account::Account`].

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::ClusterError;

#[derive(Debug, Clone)]
pub(crate) struct Layout {
    root: PathBuf,
}

impl Layout {
    /// Makes the folder where it is missing. `mode` is for a folder that is new or ours already.
    pub(crate) fn create(folder: &Path, mode: u32) -> Result<Layout, ClusterError> {
        fs::create_dir_all(folder).map_err(ClusterError::io("create the folder", folder))?;
        fs::set_permissions(folder, fs::Permissions::from_mode(mode))
            .map_err(ClusterError::io("set the permissions of", folder))?;
        Layout::open(folder)
    }

    pub(crate) fn open(folder: &Path) -> Result<Layout, ClusterError> {
        let root = fs::canonicalize(folder).map_err(ClusterError::io("open the folder", folder))?;
        Ok(Layout { root })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    pub(crate) fn unfinished_data(&self) -> PathBuf {
        self.root.join("data.new")
    }

    pub(crate) fn sockets(&self) -> PathBuf {
        self.root.join("run")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.root.join("log")
    }

    /// What the server says before its own log is open.
    pub(crate) fn start_log(&self) -> PathBuf {
        self.log().join("start.log")
    }

    pub(crate) fn secrets(&self) -> PathBuf {
        self.root.join("secrets")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    pub(crate) fn postmaster(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// Makes renames in the folder survive a power cut.
    pub(crate) fn sync(&self) -> Result<(), ClusterError> {
        fs::File::open(&self.root)
            .and_then(|folder| folder.sync_all())
            .map_err(ClusterError::io("write to disk", &self.root))
    }
}
