//! The account the server programs run as: the process's own, or, where that is root, an
//! unprivileged one. Once data exists its owner decides, so that the choice never changes later.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown, lchown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use nix::unistd::{Uid, User};

use crate::ClusterError;
use crate::command::{self, bounded};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Account {
    other: Option<Identity>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    user: u32,
    group: u32,
}

/// The mode of a cluster's folder: root's server account must pass through it.
pub(crate) fn folder_mode() -> u32 {
    if is_root() { 0o711 } else { 0o700 }
}

fn is_root() -> bool {
    Uid::effective().is_root()
}

impl Account {
    pub(crate) fn choose(data: &Path) -> Result<Account, ClusterError> {
        if !is_root() {
            return Ok(Account { other: None });
        }
        let other = owner(data)
            .or_else(|| named("postgres"))
            .or_else(|| named("kith"))
            .or_else(created)
            .or_else(|| named("nobody"))
            .ok_or(ClusterError::NoAccount)?;
        Ok(Account { other: Some(other) })
    }

    /// The user id, where it is not the process's own.
    pub(crate) fn other_user(self) -> Option<u32> {
        self.other.map(|identity| identity.user)
    }

    /// A command with a clean environment that runs as this account.
    pub(crate) fn command(self, program: &Path) -> Command {
        let mut command = command::clean(program);
        if let Some(Identity { user, group }) = self.other {
            command.uid(user).gid(group);
        }
        command
    }

    /// Makes `folder` where it is missing, private to this account.
    pub(crate) fn own_folder(self, folder: &Path) -> Result<(), ClusterError> {
        fs::create_dir_all(folder).map_err(ClusterError::io("create the folder", folder))?;
        self.own(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(ClusterError::io("set the permissions of", folder))
    }

    /// Hands over a tree that root owns, as after a copy that did not keep the owner.
    pub(crate) fn own_tree(self, path: &Path) -> Result<(), ClusterError> {
        let read = ClusterError::io("read", path);
        let metadata = fs::symlink_metadata(path).map_err(read)?;
        if self.other_user().is_none_or(|user| user == metadata.uid()) {
            return Ok(());
        }
        if metadata.is_dir() {
            for entry in fs::read_dir(path).map_err(ClusterError::io("read", path))? {
                let entry = entry.map_err(ClusterError::io("read", path))?;
                self.own_tree(&entry.path())?;
            }
        }
        self.own(path)
    }

    fn own(self, path: &Path) -> Result<(), ClusterError> {
        match self.other {
            Some(Identity { user, group }) => {
                lchown(path, Some(user), Some(group)).map_err(ClusterError::io("hand over", path))
            }
            None => Ok(()),
        }
    }

    /// Hands an open file over.
    pub(crate) fn own_file(self, file: &fs::File) -> std::io::Result<()> {
        match self.other {
            Some(Identity { user, group }) => fchown(file, Some(user), Some(group)),
            None => Ok(()),
        }
    }

    /// Whether the permission bits let this account enter `folder` and everything above it.
    pub(crate) fn reaches(self, folder: &Path) -> bool {
        self.other.is_none_or(|identity| {
            folder
                .ancestors()
                .all(|step| fs::metadata(step).is_ok_and(|metadata| identity.may_enter(&metadata)))
        })
    }
}

impl Identity {
    fn may_enter(self, metadata: &fs::Metadata) -> bool {
        let bit = if metadata.uid() == self.user {
            0o100
        } else if metadata.gid() == self.group {
            0o010
        } else {
            0o001
        };
        metadata.mode() & bit != 0
    }
}

fn owner(data: &Path) -> Option<Identity> {
    let metadata = fs::metadata(data).ok()?;
    (metadata.uid() != 0).then(|| Identity {
        user: metadata.uid(),
        group: metadata.gid(),
    })
}

fn named(name: &str) -> Option<Identity> {
    let user = User::from_name(name).ok()??;
    (!user.uid.is_root()).then(|| Identity {
        user: user.uid.as_raw(),
        group: user.gid.as_raw(),
    })
}

fn created() -> Option<Identity> {
    let mut useradd = command::clean(Path::new("useradd"));
    useradd.args(["--system", "--user-group", "--no-create-home"]);
    useradd.args([
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
        "kith",
    ]);
    bounded(useradd, "", Duration::from_secs(20)).ok()?;
    named("kith")
}
