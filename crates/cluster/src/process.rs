//! Processes that are not our children: which of them work in a folder, and whether they live.
//!
//! A process is known by the folder it works in, not by a process id alone: ids are reused, above
//! all in containers. Without `/proc` the id in `postmaster.pid` and its command line must do.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::Duration;

use crate::command::{bounded, clean};

const PROGRAMS: [&str; 2] = ["postgres", "initdb"];

/// The process ids of the server programs whose working directory is `folder`.
pub(crate) fn at_work_in(folder: &Path) -> Vec<i32> {
    match fs::metadata(folder) {
        Err(_) => Vec::new(),
        Ok(metadata) if Path::new("/proc/self/cwd").exists() => processes()
            .into_iter()
            .filter(|pid| works_in(*pid, &metadata))
            .collect(),
        Ok(_) => postmaster(folder)
            .filter(|pid| serves(*pid, folder))
            .into_iter()
            .collect(),
    }
}

/// The process id in the `postmaster.pid` of a data folder; it may be long gone.
pub(crate) fn postmaster(data: &Path) -> Option<i32> {
    let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
    text.lines().next()?.trim().parse().ok()
}

fn processes() -> Vec<i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

fn works_in(pid: i32, folder: &fs::Metadata) -> bool {
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    PROGRAMS.contains(&name.trim())
        && fs::metadata(format!("/proc/{pid}/cwd"))
            .is_ok_and(|cwd| (cwd.dev(), cwd.ino()) == (folder.dev(), folder.ino()))
}

/// Its command line must name the folder: the id may by now be another server's.
fn serves(pid: i32, data: &Path) -> bool {
    let mut ps = clean(Path::new("ps"));
    ps.args(["-ww", "-o", "command=", "-p", &pid.to_string()]);
    bounded(ps, "", Duration::from_secs(10))
        .is_ok_and(|line| line.contains("postgres") && line.contains(&*data.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_proc_a_server_is_known_by_its_command_line() {
        let own = std::process::id().cast_signed();
        let program = std::env::current_exe().unwrap();
        assert!(
            !serves(own, &program),
            "the path alone does not make it a server"
        );
        let mut other = clean(Path::new("sh"));
        let mut other = other.args(["-c", "read line", "postgres", "-D", "/some/data"]);
        other = other.stdin(std::process::Stdio::piped());
        let mut other = other.spawn().unwrap();
        let pid = other.id().cast_signed();
        assert!(serves(pid, Path::new("/some/data")));
        assert!(!serves(pid, Path::new("/other/data")));
        other.kill().unwrap();
        other.wait().unwrap();
    }
}
