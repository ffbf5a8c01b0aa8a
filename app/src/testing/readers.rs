//! Programs that others wrote, run on what Kith writes. `cargo xtask test` puts them beside
//! the tests, into the target folder.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

/// Only what hangs is silent for so long.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Readers(PathBuf);

pub fn readers() -> Readers {
    let test = std::env::current_exe().unwrap();
    let target = test.ancestors().nth(3).unwrap_or(Path::new(""));
    let folder = target.join("readers");
    assert!(
        folder.is_dir(),
        "{} is missing: cargo xtask test server installs it",
        folder.display()
    );
    Readers(folder)
}

/// A program that goes on until it is dropped, and says something line by line.
pub struct Running {
    lines: Lines<BufReader<ChildStdout>>,
    _child: Child,
}

impl Running {
    /// What it says next.
    pub async fn line(&mut self) -> String {
        let line = self.lines.next_line();
        let line = tokio::time::timeout(PATIENCE, line).await;
        line.unwrap().unwrap().unwrap()
    }
}

impl Readers {
    /// Starts a program that serves; it ends with its standard input.
    pub async fn start(&self, program: &str) -> Running {
        let mut child = Command::new("python3")
            .args(["-s", "-c", program])
            .env("PYTHONPATH", &self.0)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Running {
            lines,
            _child: child,
        }
    }

    /// What this program prints that is given that.
    pub async fn run(&self, program: &str, input: &str) -> String {
        let mut python = Command::new("python3");
        let mut child = python
            .args(["-s", "-c", program])
            .env("PYTHONPATH", &self.0)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let fed = tokio::spawn(async move { stdin.write_all(input.as_bytes()).await });
        let output = child.wait_with_output().await.unwrap();
        fed.await.unwrap().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{complaint}");
        String::from_utf8(output.stdout).unwrap()
    }
}
