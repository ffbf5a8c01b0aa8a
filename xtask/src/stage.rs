//! A `kith` on a free port and a data folder of its own, for browser tests and pictures.
//! Both go away with it.

use crate::kith::{Kith, free_address};
use anyhow::Result;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

pub struct Stage {
    pub base_url: String,
    pub data: TempDir,
    kith: Kith,
}

impl Stage {
    /// Starts `kith serve` or `kith demo` and waits until it is ready.
    pub fn open(binary: &Path, subcommand: &str) -> Result<Self> {
        let data = tempfile::Builder::new().prefix("kith-stage-").tempdir()?;
        let address = free_address()?;
        let base_url = format!("http://{address}");
        let mut kith = Kith::start(
            Command::new(binary)
                .arg(subcommand)
                .arg("--data-dir")
                .arg(data.path())
                .env("KITH_ADDRESS", address.to_string())
                .env("KITH_BASE_URL", &base_url)
                .env("KITH_SIGNUP", "open")
                .env_remove("DATABASE_URL"),
        )?;
        kith.wait_until_ready(address)?;
        Ok(Self {
            base_url,
            data,
            kith,
        })
    }

    pub fn close(mut self) -> Result<()> {
        self.kith.stop()?;
        drop(self.kith);
        Ok(self.data.close()?)
    }
}
