//! A folder as the server's account can enter and name it, even where its parents are closed to
//! that account: the child enters through a handle that root holds open (`/proc/self/fd/N`) and
//! then knows the folder as `/proc/self/cwd`.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ClusterError;
use crate::account::Account;

pub(crate) struct Place {
    entrance: PathBuf,
    name: PathBuf,
    _handle: Option<File>,
}

impl Place {
    /// The place must outlive the spawning of the commands that enter it.
    pub(crate) fn open(folder: &Path, account: Account) -> Result<Place, ClusterError> {
        match account.other_user() {
            Some(user) if !account.reaches(folder) => Place::through_handle(folder, user),
            _ => Ok(Place {
                entrance: folder.to_owned(),
                name: folder.to_owned(),
                _handle: None,
            }),
        }
    }

    fn through_handle(folder: &Path, user: u32) -> Result<Place, ClusterError> {
        if !Path::new("/proc/self/cwd").exists() {
            let folder = folder.to_owned();
            return Err(ClusterError::Unreachable { folder, user });
        }
        let handle = File::open(folder).map_err(ClusterError::io("open the folder", folder))?;
        Ok(Place {
            entrance: format!("/proc/self/fd/{}", handle.as_raw_fd()).into(),
            name: "/proc/self/cwd".into(),
            _handle: Some(handle),
        })
    }

    /// Makes the place the command's working directory and passes it as its data folder.
    pub(crate) fn give_to(&self, command: &mut Command) {
        command
            .current_dir(&self.entrance)
            .arg("-D")
            .arg(&self.name);
    }
}
