//! A Kith with a database of its own, which may be killed at any moment and is looked
//! after by the test, as a supervisor would.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use cluster::Cluster;
use nix::sys::signal::Signal;
use serde_json::Value;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;

use super::{
    digest::Digest,
    mailbox,
    moments::{Moments, Progress, Victim},
    program::{Program, kith, signal},
};

/// Only a test that hangs takes so long.
const HUNG: Duration = Duration::from_secs(1_200);
const GLANCE: Duration = Duration::from_millis(4);

pub struct House {
    folder: TempDir,
    program: Program,
    database: Option<PgConnection>,
    /// The process of the database server, the last one seen.
    postmaster: Option<u32>,
    key: String,
    opened: Instant,
}

/// What an import says of itself when it is over.
#[derive(Debug, PartialEq)]
pub struct Report(Value);

impl House {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let password = "correct horse battery staple\n";
        let user = [
            "user",
            "create",
            "--email",
            mailbox::ME,
            "--name",
            "Ada Berg",
        ];
        kith(
            folder.path(),
            &[&user[..], &["--password-stdin"]].concat(),
            password,
        );
        let key = [
            "api-key",
            "create",
            "--email",
            mailbox::ME,
            "--name",
            "test",
        ];
        let key = kith(folder.path(), &key, "")["key"]
            .as_str()
            .unwrap()
            .to_owned();
        Self {
            program: Program::serve(folder.path()),
            folder,
            database: None,
            postmaster: None,
            key,
            opened: Instant::now(),
        }
    }

    pub fn close(mut self) {
        self.program.stop();
    }

    pub async fn upload(&mut self, name: &str, content: Vec<u8>) -> Uuid {
        let query = format!("imports?file_name={name}&own_addresses={}", mailbox::ME);
        let answer = self.post(&query, content).await;
        answer["data"]["import_id"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap()
    }

    pub async fn steer(&mut self, import: Uuid, verb: &str) {
        self.post(&format!("imports/{import}/{verb}"), Vec::new())
            .await;
    }

    async fn post(&self, path: &str, body: Vec<u8>) -> Value {
        let url = format!("http://{}/api/v1/{path}", self.program.address);
        app::tls::use_ring();
        let request = reqwest::Client::new()
            .post(url)
            .bearer_auth(&self.key)
            .body(body);
        let answer = request.send().await.unwrap();
        let status = answer.status();
        let body = answer.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {body}");
        serde_json::from_str(&body).unwrap()
    }

    /// Looks on until the import or its undo has ended, and kills at the given moments.
    pub async fn until_over(&mut self, import: Uuid, moments: &mut Moments) -> Report {
        loop {
            assert!(
                self.opened.elapsed() < HUNG,
                "hung with {} kills left",
                moments.left()
            );
            if !self.program.is_alive() {
                self.program = Program::serve(self.folder.path());
            }
            if let Some(progress) = self.progress(import).await {
                if matches!(progress.state.as_str(), "done" | "undone") {
                    moments.next_leg();
                    return self.report(import).await;
                }
                assert_ne!(progress.state, "failed", "the import gave up");
                if let Some(victim) = moments.strike(&progress) {
                    self.kill(victim);
                }
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    fn kill(&mut self, victim: Victim) {
        match victim {
            Victim::Server => self.program.kill(),
            Victim::Database => signal(self.postmaster.unwrap(), Signal::SIGKILL),
        }
    }

    /// Nothing while the database cannot be asked.
    async fn progress(&mut self, import: Uuid) -> Option<Progress> {
        let asked = sqlx::query_as(
            "select state, stage, listed, removed, stored from imports where id = $1",
        )
        .bind(import)
        .fetch_one(self.connection().await?)
        .await;
        let Ok((state, stage, listed, removed, stored)) = asked else {
            self.database = None;
            return None;
        };
        let (listed, removed, stored): (i32, i32, i32) = (listed, removed, stored);
        let fraction = match state {
            _ if stage == "removing" => f64::from(removed) / f64::from(stored.max(1)),
            _ => f64::from(listed) / mailbox::MESSAGES as f64,
        };
        Some(Progress {
            state,
            stage,
            fraction,
        })
    }

    async fn report(&mut self, import: Uuid) -> Report {
        let row = sqlx::query_scalar(
            "select jsonb_build_object(
               'state', state, 'stage', stage, 'bytes', bytes_read, 'listed', listed, 'stored', stored,
               'known', known, 'skipped', skipped, 'failed', failed, 'interactions', interactions,
               'contacts', array[contacts_created, contacts_updated, companies_created],
               'own', own_addresses, 'removed', removed, 'kept', kept, 'error', error)
             from imports
             where id = $1",
        );
        let connection = self.connection().await.unwrap();
        Report(row.bind(import).fetch_one(connection).await.unwrap())
    }

    pub async fn digest(&mut self) -> Digest {
        Digest::of(self.connection().await.unwrap()).await
    }

    /// As the superuser: rows of every workspace.
    async fn connection(&mut self) -> Option<&mut PgConnection> {
        if self.database.is_none() {
            let settings = cluster::Settings::new(self.folder.path().join("data/postgres"));
            let attached = Cluster::attach(&settings).ok()??;
            let mut connection = PgConnection::connect(&attached.superuser_url).await.ok()?;
            self.postmaster = Some(postmaster(&mut connection).await?);
            self.database = Some(connection);
        }
        self.database.as_mut()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

async fn postmaster(connection: &mut PgConnection) -> Option<u32> {
    let file: String = sqlx::query_scalar("select pg_read_file('postmaster.pid')")
        .fetch_one(connection)
        .await
        .ok()?;
    file.lines().next()?.trim().parse().ok()
}

/// A test that failed leaves no database behind.
impl Drop for House {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = std::fs::read_to_string(self.log()).unwrap_or_default();
            eprintln!("{log}");
        }
        self.program.kill();
        if let Some(pid) = self.postmaster.filter(|pid| is_database(*pid)) {
            signal(pid, Signal::SIGQUIT);
        }
    }
}

/// Process ids are given again: this one must still be a database server.
fn is_database(pid: u32) -> bool {
    let name = std::fs::read_to_string(format!("/proc/{pid}/comm"));
    name.is_ok_and(|name| name.trim() == "postgres")
}
