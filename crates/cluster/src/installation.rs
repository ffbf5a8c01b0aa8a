//! What every step on a cluster needs: the programs, the folder, and the account between them.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::account::{self, Account};
use crate::copy::{CACHE, reachable_bin};
use crate::layout::Layout;
use crate::{ClusterError, Programs, Settings, Version};

#[derive(Debug, Clone)]
pub(crate) struct Installation {
    pub(crate) layout: Layout,
    pub(crate) account: Account,
    pub(crate) version: Version,
    pub(crate) patience: Duration,
    /// For the programs that run as the process itself.
    pub(crate) client_bin: PathBuf,
    /// For the programs that run as the account.
    server_bin: PathBuf,
}

impl Installation {
    pub(crate) fn prepare(
        programs: &Programs,
        settings: &Settings,
        layout: Layout,
    ) -> Result<Installation, ClusterError> {
        let account = Account::choose(&layout.data())?;
        account.own_folder(&layout.sockets())?;
        account.own_folder(&layout.log())?;
        Ok(Installation {
            layout,
            account,
            version: programs.version,
            patience: settings.patience,
            client_bin: programs.bin.clone(),
            server_bin: reachable_bin(programs, account, CACHE.as_ref())?,
        })
    }

    pub(crate) fn layout(settings: &Settings) -> Result<Layout, ClusterError> {
        Layout::create(&settings.folder, account::folder_mode())
    }

    /// A server program, to run as the account.
    pub(crate) fn command(&self, program: &str) -> Command {
        self.account.command(&self.server_bin.join(program))
    }
}
