//! The three things a developer brings: rustup, Node.js 20 or newer with npm, and
//! Python 3.9 or newer with pip. Whatever is missing is named with how to get it.

use anyhow::{Result, bail};
use std::process::{Command, Stdio};

pub fn check() -> Result<()> {
    let missing: Vec<_> = [rustup(), node(), npm(), python(), pip()]
        .into_iter()
        .flatten()
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    bail!("missing on this machine:\n  {}", missing.join("\n  "))
}

fn rustup() -> Option<String> {
    let advice = "rustup: install it as https://rustup.rs describes";
    answer("rustup", &["--version"])
        .is_none()
        .then(|| advice.to_owned())
}

fn node() -> Option<String> {
    let advice =
        "Node.js 20 or newer: from https://nodejs.org, nvm, or your system's package nodejs";
    lacks(answer("node", &["--version"]), (20, 0), advice)
}

fn npm() -> Option<String> {
    let advice = "npm: comes with Node.js from https://nodejs.org; on Debian the package npm";
    answer("npm", &["--version"])
        .is_none()
        .then(|| advice.to_owned())
}

fn python() -> Option<String> {
    let advice = "Python 3.9 or newer: from https://python.org or your system's package python3";
    lacks(answer("python3", &["--version"]), (3, 9), advice)
}

fn pip() -> Option<String> {
    let advice =
        "pip for Python 3: python3 -m ensurepip, or your system's package (Debian: python3-pip)";
    answer("python3", &["-m", "pip", "--version"])
        .is_none()
        .then(|| advice.to_owned())
}

fn lacks(version: Option<String>, least: (u32, u32), advice: &str) -> Option<String> {
    match version {
        Some(text) if parse(&text).is_some_and(|found| found >= least) => None,
        Some(text) => Some(format!("{advice} (found {text})")),
        None => Some(advice.to_owned()),
    }
}

/// Major and minor number out of `v20.11.1` or `Python 3.11.7`.
fn parse(text: &str) -> Option<(u32, u32)> {
    let number = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let mut parts = number.split('.');
    let major = parts.next()?.parse().ok()?;
    Some((major, parts.next()?.parse().ok()?))
}

fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_versions_as_programs_print_them() {
        assert_eq!(parse("v20.11.1"), Some((20, 11)));
        assert_eq!(parse("Python 3.9.0"), Some((3, 9)));
        assert_eq!(parse("unknown"), None);
    }

    #[test]
    fn names_an_old_or_absent_program() {
        assert_eq!(lacks(Some("v20.0.0".into()), (20, 0), "Node.js"), None);
        assert_eq!(
            lacks(Some("v18.19.0".into()), (20, 0), "Node.js").as_deref(),
            Some("Node.js (found v18.19.0)")
        );
        assert_eq!(lacks(None, (20, 0), "Node.js").as_deref(), Some("Node.js"));
    }
}
