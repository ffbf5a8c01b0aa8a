//! `dev`: builds without optimisation, serves, and on every change builds again, puts the
//! new server in the old one's place and reloads the open pages. A change that does not
//! compile leaves the last good server running.

mod reload;
mod watch;

use crate::build;
use crate::interrupt;
use crate::kith::Kith;
use crate::project::{Profile, Project};
use crate::setup::{self, postgres};
use crate::site;
use anyhow::Result;
use reload::Pages;
use std::ffi::OsString;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

const GLANCE: Duration = Duration::from_millis(300);
const SITE_PORT: u16 = 3000;

pub fn dev(project: &Project, arguments: &[OsString]) -> Result<()> {
    setup::ensure(project)?;
    let pages = Pages::listen()?;
    let mut session = Session {
        project,
        arguments,
        kith: None,
        running: None,
    };
    let mut seen = None;
    while !interrupt::happened() {
        let now = watch::snapshot(&project.root)?;
        if seen != Some(now) {
            seen = Some(now);
            match session.renew() {
                Ok(()) => pages.reload(),
                Err(error) => eprintln!("{error:#}\nWaiting for the next change"),
            }
        }
        sleep(GLANCE);
    }
    session.stop()
}

struct Session<'a> {
    project: &'a Project,
    arguments: &'a [OsString],
    kith: Option<Kith>,
    /// The time of the binary that runs.
    running: Option<std::time::SystemTime>,
}

impl Session<'_> {
    fn renew(&mut self) -> Result<()> {
        site::build(self.project, Profile::Development)?;
        let binary = build::server(self.project, Profile::Development)?;
        let built = Some(fs::metadata(&binary)?.modified()?);
        let lives = match &mut self.kith {
            Some(kith) => !kith.has_ended()?,
            None => false,
        };
        if lives && self.running == built {
            return Ok(());
        }
        self.stop()?;
        self.running = built;
        let kith = self.kith.insert(Kith::start(&mut self.command(&binary))?);
        kith.wait_until_ready(SocketAddr::from((Ipv4Addr::LOCALHOST, SITE_PORT)))
    }

    fn command(&self, binary: &std::path::Path) -> Command {
        let mut command = Command::new(binary);
        command
            .current_dir(&self.project.root)
            .arg("serve")
            .args(self.arguments)
            .env("KITH_ADDRESS", format!("127.0.0.1:{SITE_PORT}"))
            .env("KITH_POSTGRES_BIN", postgres::programs(self.project))
            .env("LEPTOS_SITE_ROOT", self.project.site(Profile::Development))
            .env("LEPTOS_RELOAD_PORT", reload::PORT.to_string())
            .env("LEPTOS_WATCH", "true");
        command
    }

    fn stop(&mut self) -> Result<()> {
        match self.kith.take() {
            Some(mut kith) => kith.stop(),
            None => Ok(()),
        }
    }
}
