//! `.sqlx`: what PostgreSQL says about every checked query, so that the sources compile
//! without a database. The migrations go into a fresh database, and the compiler asks it.

use crate::command::{capture, run};
use crate::database::{Database, run_script};
use crate::fingerprint::files;
use crate::project::{Profile, Project, SERVER_PACKAGES};
use crate::setup;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const CHECKED: &str = ".sqlx";

/// Replaces `.sqlx` by what the queries and migrations of now give.
pub fn write(project: &Project) -> Result<()> {
    let described = describe(project)?;
    let folder = project.root.join(CHECKED);
    fs::create_dir_all(&folder)?;
    for file in files(&folder)? {
        fs::remove_file(file)?;
    }
    for (name, content) in &described {
        fs::write(folder.join(name), content)?;
    }
    println!("{} queries described in {CHECKED}", described.len());
    Ok(())
}

/// Fails if `.sqlx` is not what [`write`] would make.
pub fn check(project: &Project) -> Result<()> {
    let differences = differences(&read(&project.root.join(CHECKED))?, &describe(project)?);
    if differences.is_empty() {
        return Ok(());
    }
    bail!(
        "{CHECKED} is not current; run `cargo xtask prepare`:\n  {}",
        differences.join("\n  ")
    )
}

type Descriptions = BTreeMap<String, String>;

fn describe(project: &Project) -> Result<Descriptions> {
    setup::ensure(project)?;
    let database = Database::start(project)?;
    migrate(project, database.url())?;
    let folder = tempfile::tempdir()?;
    expand_queries(project, database.url(), folder.path())?;
    database.stop()?;
    read(folder.path())
}

fn read(folder: &Path) -> Result<Descriptions> {
    let entry = |path: PathBuf| {
        let name = path.file_name().context("a file has a name")?;
        let content = fs::read_to_string(&path)?;
        Ok((name.to_string_lossy().into_owned(), content))
    };
    files(folder)?.into_iter().map(entry).collect()
}

fn differences(present: &Descriptions, wanted: &Descriptions) -> Vec<String> {
    let names: std::collections::BTreeSet<_> = present.keys().chain(wanted.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| match (present.get(name), wanted.get(name)) {
            (Some(old), Some(new)) if old == new => None,
            (Some(_), Some(_)) => Some(format!("{name} has changed")),
            (Some(_), None) => Some(format!("{name} belongs to no query")),
            (None, _) => Some(format!("{name} is missing")),
        })
        .collect()
}

/// The queue's tables come first, as they do in the program.
fn migrate(project: &Project, url: &str) -> Result<()> {
    run_script(project, url, &queue_schema(project)?)?;
    for file in files(&project.root.join("migrations"))? {
        let script = fs::read_to_string(&file)?;
        run_script(project, url, &script)
            .with_context(|| format!("migration {} failed", file.display()))?;
    }
    Ok(())
}

/// The migrations that the crate of the queue brings, without the extension that the
/// later ones no longer need.
fn queue_schema(project: &Project) -> Result<String> {
    let metadata = capture(project.cargo().args([
        "metadata",
        "--format-version=1",
        "--filter-platform=wasm32-unknown-unknown",
    ]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let manifest = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == "apalis-postgres")
        .and_then(|package| package["manifest_path"].as_str())
        .context("apalis-postgres is a dependency")?;
    let mut schema = "create schema if not exists apalis;\n".to_owned();
    for file in files(&Path::new(manifest).with_file_name("migrations"))? {
        schema += &fs::read_to_string(file)?;
        schema.push('\n');
    }
    Ok(schema.replace("CREATE EXTENSION IF NOT EXISTS pgcrypto;", ""))
}

/// Cargo does not know that the macros look into a database: a new time on the crate's
/// root makes it expand them again. The old time comes back, so that no other build
/// takes this for a change.
fn expand_queries(project: &Project, url: &str, folder: &Path) -> Result<()> {
    let root = fs::File::options()
        .append(true)
        .open(project.root.join("app/src/lib.rs"))?;
    let before = root.metadata()?.modified()?;
    root.set_modified(SystemTime::now())?;
    let result = run(project
        .cargo()
        .args(["check", "--all-targets"])
        .args(SERVER_PACKAGES)
        .env("RUSTC_WORKSPACE_WRAPPER", wrapper(project, url, folder)?));
    root.set_modified(before)?;
    result
}

/// A compiler with a database, which cargo takes for our own crates only: dependencies
/// that check queries bring their descriptions along.
fn wrapper(project: &Project, url: &str, folder: &Path) -> Result<PathBuf> {
    let path = project.kept(Profile::Release).join("rustc-with-database");
    let script = format!(
        "#!/bin/sh\n\
         export DATABASE_URL='{url}' SQLX_OFFLINE=false SQLX_OFFLINE_DIR='{}'\n\
         exec \"$@\"\n",
        folder.display()
    );
    fs::write(&path, script)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_each_kind_of_difference() {
        let descriptions = |pairs: &[(&str, &str)]| -> Descriptions {
            let owned = pairs
                .iter()
                .map(|(name, text)| (name.to_string(), text.to_string()));
            owned.collect()
        };
        let present = descriptions(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let wanted = descriptions(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(
            differences(&present, &wanted),
            ["b has changed", "c belongs to no query", "d is missing"]
        );
        assert!(differences(&present, &present).is_empty());
    }
}
