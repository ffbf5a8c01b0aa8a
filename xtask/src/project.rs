//! Where things lie: the checkout, the target folder, and what is kept in it.
//! Development builds have a target folder of their own, because their compiler
//! flags differ and would otherwise throw away the release and test builds.

use crate::fingerprint::Stamp;
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// The same words wherever cargo is asked for the server side: another choice of packages
/// would choose other features and compile the dependencies again.
pub const SERVER_PACKAGES: [&str; 6] = [
    "--package",
    "app",
    "--package",
    "server",
    "--features",
    "app/ssr",
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Release,
    Development,
}

pub struct Project {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Project {
    pub fn locate() -> Result<Self> {
        // What cargo says now goes before what it said when xtask was compiled: a shared
        // target folder serves more than one checkout.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let manifest = manifest.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = manifest
            .parent()
            .context("xtask lies inside the checkout")?
            .to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// Cargo without the variables that `cargo run` gave to xtask: some build scripts
    /// watch them and would run again for nothing. Queries are checked by `.sqlx`: the
    /// `DATABASE_URL` of whoever calls is meant for the program, not for the compiler.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new("cargo");
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("SQLX_OFFLINE", "true");
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        command
    }

    /// Erased component types compile two to three times as fast.
    pub fn cargo_for(&self, profile: Profile) -> Command {
        let mut command = self.cargo();
        if profile == Profile::Development {
            let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
            command
                .env("CARGO_TARGET_DIR", self.cargo_target(profile))
                .env(
                    "RUSTFLAGS",
                    format!("{flags} --cfg erase_components").trim(),
                );
        }
        command
    }

    pub fn cargo_target(&self, profile: Profile) -> PathBuf {
        match profile {
            Profile::Release => self.target.clone(),
            Profile::Development => self.target.join("dev"),
        }
    }

    /// The folder of the server binary; `hash.txt` lies beside it.
    pub fn server_folder(&self, profile: Profile) -> PathBuf {
        self.cargo_target(profile).join(match profile {
            Profile::Release => "release",
            Profile::Development => "debug",
        })
    }

    pub fn site(&self, profile: Profile) -> PathBuf {
        self.cargo_target(profile).join("site")
    }

    /// What xtask keeps between runs.
    pub fn kept(&self, profile: Profile) -> PathBuf {
        self.cargo_target(profile).join("xtask")
    }

    pub fn stamp(&self, profile: Profile, name: &str) -> Stamp {
        Stamp::at(self.kept(profile).join(name).with_extension("stamp"))
    }

    pub fn npm_program(&self, name: &str) -> Command {
        let mut command = Command::new(self.root.join("node_modules/.bin").join(name));
        command.current_dir(&self.root);
        command
    }
}
