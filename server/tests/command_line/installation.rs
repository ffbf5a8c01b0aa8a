//! A data folder, a fresh database with one account, and the binary run on them.

use std::{
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
};

use chrono::{Duration, Utc};
use serde_json::Value;
use sqlx::{Connection, Executor, PgConnection, postgres::PgConnectOptions};
use tempfile::TempDir;

/// How many messages were written: no two have the same id.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);
const GLANCE: std::time::Duration = std::time::Duration::from_millis(50);
pub const ADA: &str = "ada@kith.example";

pub struct Installation {
    folder: TempDir,
    url: String,
}

impl Installation {
    /// The server is named by `KITH_TEST_DATABASE_URL`, of a role that may create databases.
    pub async fn new() -> Self {
        let server = std::env::var("KITH_TEST_DATABASE_URL")
            .unwrap_or_else(|_| panic!("KITH_TEST_DATABASE_URL names the server for tests: run them by `cargo xtask test server`"));
        let options: PgConnectOptions = server.parse().unwrap();
        let base = options.get_database().unwrap_or("kith").to_owned();
        let folder = TempDir::new().unwrap();
        let name = database_name(&folder);
        let mut admin = PgConnection::connect_with(&options.database("postgres"))
            .await
            .unwrap();
        // Databases are made one after the other, as those of the other tests are.
        let turn = "select pg_advisory_lock(20260302)";
        admin.execute(turn).await.unwrap();
        // The base database holds the extensions that only a superuser may create.
        let create = format!("create database {name} template {base}");
        admin.execute(sqlx::AssertSqlSafe(create)).await.unwrap();
        admin.close().await.unwrap();
        let (server, _) = server.rsplit_once('/').unwrap();
        let kith = Self {
            folder,
            url: format!("{server}/{name}"),
        };
        let arguments = [
            "user",
            "create",
            "--email",
            ADA,
            "--name",
            "Ada Berg",
            "--password-stdin",
        ];
        let created = kith.fed(&arguments, "correct horse battery\n");
        assert!(created.status.success(), "{created:?}");
        kith
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
        command
            .args(arguments)
            .env_clear()
            .env("KITH_DATA_DIR", self.folder.path().join("data"))
            .env("DATABASE_URL", &self.url)
            .env("KITH_LOG", "error")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs it with this on standard input.
    pub fn fed(&self, arguments: &[&str], input: &str) -> Output {
        use std::io::Write;

        let mut child = self.command(arguments).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap()
    }

    /// For Ada, with nothing on standard input.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let arguments = [arguments, &["--as", ADA]].concat();
        self.fed(&arguments, "")
    }

    /// For Ada, with a standard output that nobody reads.
    pub fn unread(&self, arguments: &[&str]) -> Output {
        let arguments = [arguments, &["--as", ADA]].concat();
        let mut child = self.command(&arguments).spawn().unwrap();
        drop(child.stdout.take());
        child.wait_with_output().unwrap()
    }

    /// Lets a worker work until the import stands so.
    pub fn work_until(&self, import: &str, state: &str) {
        let worker = self.command(&["work"]).spawn().unwrap();
        while self.json(&["imports", "show", import])["state"] != state {
            std::thread::sleep(GLANCE);
        }
        interrupt(&worker);
        let ended = worker.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
    }

    /// What it prints where it succeeds.
    pub fn words(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout)
            .unwrap()
            .trim_end()
            .to_owned()
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        let words = self.words(&[arguments, &["--json"]].concat());
        serde_json::from_str(&words).unwrap()
    }

    /// What it complains about where it fails.
    pub fn complaint(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    pub fn store(&self, name: &str, text: &str) -> String {
        let path: PathBuf = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

/// As random as the folder's.
fn database_name(folder: &TempDir) -> String {
    let name = folder.path().file_name().unwrap().to_string_lossy();
    format!(
        "kith_cli_{}",
        name.trim_start_matches(".tmp").to_lowercase()
    )
}

/// As Ctrl-C does.
pub fn interrupt(child: &Child) {
    let pid = child.id().to_string();
    let told = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(told.success());
}

/// A message so many days ago.
#[expect(
    clippy::disallowed_methods,
    reason = "the binary goes by the clock of the system"
)]
pub fn mail(days: i64, from: &str, to: &str, headers: &str) -> String {
    let at = (Utc::now() - Duration::days(days)).to_rfc2822();
    let id = WRITTEN.fetch_add(1, Ordering::Relaxed);
    format!(
        "From - Thu Jan 1 00:00:00 2026\nMessage-ID: <{id}@test.example>\nDate: {at}\nFrom: {from}\n\
         To: {to}\nSubject: Lunch\n{headers}\nShall we have lunch?\n\n"
    )
}

/// Ada and Bo wrote each other every ten days, then silence: he is due.
pub fn exchange() -> String {
    let bo = "Bo Lind <bo@lind.example>";
    let pairs = (0..20).map(|n| {
        let days = 60 + 10 * n;
        mail(days, ADA, bo, "") + &mail(days + 2, bo, ADA, "")
    });
    pairs.collect()
}

/// Ada wrote to one person; three newsletters came.
pub fn with_newsletters() -> String {
    let news = (0..3).map(|n| {
        let headers = "List-Unsubscribe: <mailto:stop@shop.example>\nPrecedence: bulk\n";
        mail(n, "News <news@shop.example>", ADA, headers)
    });
    mail(9, ADA, "Cy Moss <cy@moss.example>", "") + &news.collect::<String>()
}
