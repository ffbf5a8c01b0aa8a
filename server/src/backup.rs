//! `kith backup` and `kith restore`: one file with everything, made and brought back by
//! PostgreSQL's own programs as a role that row-level security does not narrow.

use std::{
    fs::{File, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use app::{
    backups::{DUMP, FILES, KEY, Source, run, with_address, write_backup},
    schema,
};
use cluster::find_programs;
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::{cli::Global, configuration, database::Database, signals};

pub async fn backup(global: &Global, file: &Path) -> Result<()> {
    let data_dir = configuration::data_dir(global)?;
    let stop = signals::stop_token()?;
    let database = Database::borrow(global, data_dir.clone()).await?;
    let outcome = match source(global, &database) {
        Ok(source) => write_backup(&source, &data_dir, file, &stop).await,
        Err(error) => Err(error),
    };
    database.close().await?;
    let bytes = outcome?;
    if global.json {
        println!("{}", json!({ "file": file, "bytes": bytes }));
    } else {
        println!("Wrote {} ({:.1} MB)", file.display(), bytes as f64 / 1e6);
    }
    Ok(())
}

/// What a backup is made from.
pub fn source(global: &Global, database: &Database) -> Result<Source> {
    Ok(Source {
        url: database.admin_url()?.to_owned(),
        programs: global.postgres_bin.clone(),
        find: programs,
    })
}

/// The folder of `pg_dump` and `pg_restore`: that of a whole PostgreSQL, else any with both.
fn programs(explicit: Option<&Path>) -> Result<PathBuf> {
    let whole = find_programs(explicit, &crate::database::beside());
    whole.map(|programs| programs.bin).or_else(|missing| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<PathBuf> = match explicit {
            Some(folder) => vec![folder.to_owned()],
            None => std::env::split_paths(&path).collect(),
        };
        let both = |folder: &PathBuf| {
            ["pg_dump", "pg_restore"]
                .iter()
                .all(|name| folder.join(name).is_file())
        };
        folders.into_iter().find(both).ok_or_else(|| missing.into())
    })
}

pub async fn restore(global: &Global, file: &Path, replace: bool) -> Result<()> {
    ensure!(file.is_file(), "{} is not a file", file.display());
    let data_dir = configuration::data_dir(global)?;
    let database = Database::keep(global, data_dir.clone())
        .await
        .context("a backup is restored while no kith runs")?;
    let outcome = read_backup(global, &database, data_dir, file.to_owned(), replace).await;
    let outcome = match outcome {
        Ok(()) => schema::migrate(&database.pool).await,
        failed => failed,
    };
    database.close().await?;
    outcome?;
    if global.json {
        println!("{}", json!({ "restored": file }));
    } else {
        println!("Restored {}", file.display());
    }
    Ok(())
}

async fn read_backup(
    global: &Global,
    database: &Database,
    data_dir: PathBuf,
    file: PathBuf,
    replace: bool,
) -> Result<()> {
    if !replace && holds_accounts(database).await {
        bail!("the data folder holds accounts already. Add --replace to throw them away");
    }
    let source = source(global, database)?;
    let stop = signals::stop_token()?;
    let below = data_dir.clone();
    let folder = spawn_blocking(move || -> Result<_> {
        let folder = tempfile::tempdir_in(&below)?;
        tar::Archive::new(File::open(&file)?)
            .unpack(folder.path())
            .context("reading the backup")?;
        ensure!(
            folder.path().join(DUMP).is_file(),
            "{} is not a backup of Kith",
            file.display()
        );
        Ok(folder)
    })
    .await??;
    let mut command = with_address(source.folder().await?.join("pg_restore"), &source.url)?;
    command
        .args([
            "--clean",
            "--if-exists",
            "--single-transaction",
            "--exit-on-error",
            "--no-password",
            "--dbname",
        ])
        .arg(database_of(&source.url)?)
        .arg(folder.path().join(DUMP));
    run(&mut command, &stop).await?;
    put_key(&folder.path().join(KEY), &data_dir.join(KEY))?;
    put_files(&folder.path().join(FILES), &data_dir.join(FILES))
}

/// For its owner's eyes only. A backup without one holds nothing that it would open.
fn put_key(from: &Path, to: &Path) -> Result<()> {
    if from.is_file() {
        std::fs::set_permissions(from, Permissions::from_mode(0o600))?;
        std::fs::rename(from, to)?;
    }
    Ok(())
}

async fn holds_accounts(database: &Database) -> bool {
    let found = sqlx::query_scalar("select exists (select from users)")
        .fetch_one(&database.pool)
        .await;
    found.unwrap_or(false)
}

/// The files of the backup take the place of those that are there.
fn put_files(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    if from.is_dir() {
        std::fs::rename(from, to)?;
    }
    Ok(())
}

fn database_of(url: &str) -> Result<String> {
    let parsed: sqlx::postgres::PgConnectOptions = url.parse()?;
    Ok(parsed.get_database().unwrap_or("kith").to_owned())
}
