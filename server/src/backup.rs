//! One file with everything: a tar of a PostgreSQL dump and the files of the data
//! folder. Made and brought back by PostgreSQL's own programs as a role that row-level
//! security does not narrow.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
use app::schema;
use cluster::find_programs;
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::{cli::Global, configuration, database::Database};

const DUMP: &str = "database.dump";
const FILES: &str = "files";

pub async fn backup(global: &Global, file: &Path) -> Result<()> {
    let data_dir = configuration::data_dir(global)?;
    let database = Database::borrow(global, data_dir.clone()).await?;
    let outcome = write_backup(global, &database, data_dir, file.to_owned()).await;
    database.close().await?;
    let bytes = outcome?;
    if global.json {
        println!("{}", json!({ "file": file, "bytes": bytes }));
    } else {
        println!("Wrote {} ({:.1} MB)", file.display(), bytes as f64 / 1e6);
    }
    Ok(())
}

async fn write_backup(
    global: &Global,
    database: &Database,
    data_dir: PathBuf,
    file: PathBuf,
) -> Result<u64> {
    let dump = program(global, "pg_dump")?;
    let url = database.admin_url()?.to_owned();
    spawn_blocking(move || {
        let folder = tempfile::tempdir()?;
        let dumped = folder.path().join(DUMP);
        // The address goes by the environment: a command line is for everybody to read.
        let mut command = with_address(Command::new(dump), &url)?;
        run(command
            .args(["--format=custom", "--no-password", "--file"])
            .arg(&dumped))?;
        let unfinished = file.with_extension("unfinished");
        let mut archive = tar::Builder::new(create_private(&unfinished)?);
        archive.append_path_with_name(&dumped, DUMP)?;
        let files = data_dir.join(FILES);
        if files.is_dir() {
            archive.append_dir_all(FILES, files)?;
        }
        archive.into_inner()?.sync_all()?;
        std::fs::rename(&unfinished, &file)?;
        Ok(std::fs::metadata(&file)?.len())
    })
    .await?
}

fn create_private(path: &Path) -> Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let mut options = File::options();
    options.write(true).create(true).truncate(true).mode(0o600);
    options
        .open(path)
        .with_context(|| format!("writing {}", path.display()))
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
    let pg_restore = program(global, "pg_restore")?;
    let url = database.admin_url()?.to_owned();
    spawn_blocking(move || {
        let folder = tempfile::tempdir_in(&data_dir)?;
        tar::Archive::new(File::open(&file)?)
            .unpack(folder.path())
            .context("reading the backup")?;
        let dumped = folder.path().join(DUMP);
        ensure!(
            dumped.is_file(),
            "{} is not a backup of Kith",
            file.display()
        );
        let mut command = with_address(Command::new(pg_restore), &url)?;
        let name = command_database(&url)?;
        run(command
            .args([
                "--clean",
                "--if-exists",
                "--single-transaction",
                "--exit-on-error",
                "--no-password",
                "--dbname",
            ])
            .arg(name)
            .arg(&dumped))?;
        put_files(&folder.path().join(FILES), &data_dir.join(FILES))
    })
    .await?
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

fn with_address(mut command: Command, url: &str) -> Result<Command> {
    let parsed: sqlx::postgres::PgConnectOptions = url.parse()?;
    let rest = url
        .split_once("://")
        .context("the address of the database has no scheme")?
        .1;
    let password = rest
        .split_once('@')
        .and_then(|(user, _)| user.split_once(':'))
        .map(|(_, password)| password);
    command
        .env("PGHOST", parsed.get_host())
        .env("PGPORT", parsed.get_port().to_string())
        .env("PGUSER", parsed.get_username())
        .env("PGDATABASE", parsed.get_database().unwrap_or("kith"))
        .env("PGPASSWORD", password.unwrap_or_default());
    Ok(command)
}

fn command_database(url: &str) -> Result<String> {
    let parsed: sqlx::postgres::PgConnectOptions = url.parse()?;
    Ok(parsed.get_database().unwrap_or("kith").to_owned())
}

fn program(global: &Global, name: &str) -> Result<PathBuf> {
    let programs = find_programs(global.postgres_bin.as_deref(), &crate::database::beside())?;
    Ok(programs.bin.join(name))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .context("starting a program of PostgreSQL")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
