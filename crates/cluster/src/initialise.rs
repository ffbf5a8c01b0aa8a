//! Makes the cluster's data with `initdb`: beside its final name, and renamed only when complete.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::process::Command;

use crate::ClusterError;
use crate::installation::Installation;
use crate::leftovers::end_processes;
use crate::place::Place;
use crate::secrets::Secrets;

pub(crate) const SUPERUSER: &str = "postgres";

/// The passwords of a cluster that exists when this returns.
pub(crate) fn ensure(installation: &Installation) -> Result<Secrets, ClusterError> {
    let layout = &installation.layout;
    let kept = Secrets::read(&layout.secrets())?;
    if is_initialised(installation)? {
        installation.account.own_tree(&layout.data())?;
        return match kept {
            Some(secrets) => Ok(secrets),
            None => replace_secrets(installation),
        };
    }
    let secrets = match kept {
        Some(secrets) => secrets,
        None => Secrets::random()?,
    };
    secrets.keep(layout)?;
    initialise(installation, &secrets.superuser)?;
    Ok(secrets)
}

fn is_initialised(installation: &Installation) -> Result<bool, ClusterError> {
    let data = installation.layout.data();
    let Ok(version) = fs::read_to_string(data.join("PG_VERSION")) else {
        let is_vacant =
            !data.exists() || fs::read_dir(&data).is_ok_and(|mut list| list.next().is_none());
        return if is_vacant {
            Ok(false)
        } else {
            Err(ClusterError::NotACluster(data))
        };
    };
    if version.trim() == installation.version.major.to_string() {
        return Ok(true);
    }
    Err(ClusterError::OtherVersion {
        folder: data,
        data: version.trim().to_owned(),
        programs: installation.version,
    })
}

fn initialise(installation: &Installation, password: &str) -> Result<(), ClusterError> {
    let layout = &installation.layout;
    let unfinished = layout.unfinished_data();
    if unfinished.exists() {
        end_processes(&unfinished)?;
        fs::remove_dir_all(&unfinished).map_err(ClusterError::io("remove", &unfinished))?;
    }
    installation.account.own_folder(&unfinished)?;
    let place = Place::open(&unfinished, installation.account)?;
    let mut initdb = installation.command("initdb");
    place.give_to(&mut initdb);
    add_options(&mut initdb, installation);
    let file = password_file(installation, password)
        .map_err(ClusterError::io("write to", layout.root()))?;
    initdb.stdin(file);
    crate::command::bounded(initdb, "", installation.patience)?;
    fs::rename(&unfinished, layout.data()).map_err(ClusterError::io("rename", &unfinished))?;
    layout.sync()
}

/// The builtin provider knows the cases of all scripts and sorts the same on every machine and after
/// every upgrade of the system; PostgreSQL 16 does not have it yet.
fn add_options(initdb: &mut Command, installation: &Installation) {
    initdb.args(["--username", SUPERUSER, "--pwfile=/dev/stdin"]);
    initdb.args(["--auth-local=scram-sha-256", "--auth-host=scram-sha-256"]);
    initdb.args(["--data-checksums", "--encoding=UTF8"]);
    if installation.version.major >= 17 {
        initdb.args([
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]);
    } else {
        initdb.args(["--locale=C.UTF-8", "--locale-provider=libc"]);
    }
}

/// A file without a name: it is gone with its last handle.
fn password_file(installation: &Installation, password: &str) -> std::io::Result<File> {
    let mut file = tempfile::tempfile_in(installation.layout.root())?;
    installation.account.own_file(&file)?;
    writeln!(file, "{password}")?;
    file.rewind()?;
    Ok(file)
}

/// New passwords for a cluster whose `secrets` file was lost. The server is not running, so the
/// superuser's is set in single-user mode; the role's is set at every start anyhow.
fn replace_secrets(installation: &Installation) -> Result<Secrets, ClusterError> {
    let secrets = Secrets::random()?;
    let place = Place::open(&installation.layout.data(), installation.account)?;
    let mut postgres = installation.command("postgres");
    postgres.arg("--single");
    place.give_to(&mut postgres);
    postgres.args(["-c", "log_min_error_statement=panic", "postgres"]);
    let statement = format!("alter role {SUPERUSER} password '{}'\n", secrets.superuser);
    crate::command::bounded(postgres, &statement, installation.patience)?;
    secrets.keep(&installation.layout)?;
    Ok(secrets)
}
