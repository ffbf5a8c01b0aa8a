//! The program itself, as a process: started, looked after, killed.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

/// How long a stop may take before the test gives up on it.
const PATIENCE: Duration = Duration::from_secs(120);

/// `kith serve` on a data folder.
pub struct Program {
    folder: PathBuf,
    child: Child,
    pub address: String,
}

impl Program {
    /// Returns when it listens. A database that dies while the program starts ends it, as
    /// a supervisor would see it: then it is started once more.
    pub fn serve(folder: &Path) -> Self {
        for _ in 0..10 {
            let mut child = command(folder, &["serve", "--address", "127.0.0.1:0"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut said = BufReader::new(child.stdout.take().unwrap());
            if let Some(address) = listening_on(&mut said) {
                std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                return Self {
                    folder: folder.to_owned(),
                    child,
                    address,
                };
            }
            child.wait().unwrap();
        }
        panic!("kith does not start: {}", log(folder));
    }

    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub fn kill(&mut self) {
        let _it_is_gone_already = self.child.kill();
        let _it_is_gone_already = self.child.wait();
    }

    /// As an administrator stops it; its database ends with it.
    pub fn stop(&mut self) {
        signal(self.child.id(), Signal::SIGTERM);
        let deadline = Instant::now() + PATIENCE;
        while self.is_alive() {
            assert!(
                Instant::now() < deadline,
                "kith does not stop: {}",
                log(&self.folder)
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

pub fn signal(pid: u32, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(pid).unwrap());
    let _it_is_gone_already = kill(pid, signal);
}

/// Runs a command to its end and gives back what it printed.
pub fn kith(folder: &Path, arguments: &[&str], input: &str) -> serde_json::Value {
    let mut child = command(folder, arguments)
        .arg("--json")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", log(folder));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let log = File::options()
        .create(true)
        .append(true)
        .open(folder.join("log"))
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command
        .args(arguments)
        .arg("--data-dir")
        .arg(folder.join("data"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .env_remove("DATABASE_URL")
        .env_remove("KITH_BASE_URL")
        .stderr(log);
    command
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("log")).unwrap_or_default()
}

fn listening_on(said: &mut impl BufRead) -> Option<String> {
    let line = said
        .lines()
        .map_while(Result::ok)
        .find(|line| line.contains("listening on"))?;
    let (_, address) = line.split_once("listening on ")?;
    Some(address.trim_end_matches(')').to_owned())
}
