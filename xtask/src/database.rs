//! A PostgreSQL for tests and for checking queries, in a temporary folder: thrown away
//! at the end, and therefore not made to survive a power cut.

use crate::command::run;
use crate::project::Project;
use crate::setup::postgres;
use anyhow::Result;
use cluster::{Cluster, Settings, find_programs};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub struct Database {
    cluster: Cluster,
    superuser_url: String,
    folder: TempDir,
}

impl Database {
    pub fn start(project: &Project) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("kith-test-").tempdir()?;
        let settings = Settings::new(folder.path().join("postgres"));
        let bin = postgres::programs(project);
        let programs = find_programs(Some(&bin), &[])?;
        let cluster = Cluster::start(&programs, &settings)?;
        let superuser_url = cluster.superuser_url();
        let database = Self {
            cluster,
            superuser_url,
            folder,
        };
        database.prepare(project)?;
        Ok(database)
    }

    /// The database of the program's own role, which here may also create databases.
    pub fn url(&self) -> &str {
        self.cluster.url()
    }

    pub fn superuser_url(&self) -> &str {
        &self.superuser_url
    }

    pub fn stop(self) -> Result<()> {
        self.cluster.stop()?;
        Ok(self.folder.close()?)
    }

    /// Tests make and drop many databases: a copy made from files is the quicker one.
    fn prepare(&self, project: &Project) -> Result<()> {
        let script = "alter role kith createdb;\n\
             alter system set fsync = off;\n\
             alter system set full_page_writes = off;\n\
             alter system set synchronous_commit = off;\n\
             select pg_reload_conf() \\g /dev/null\n";
        run_script(project, &self.superuser_url, script)
    }
}

/// Runs SQL with psql and stops at its first error.
pub fn run_script(project: &Project, url: &str, script: &str) -> Result<()> {
    let mut psql = Command::new(postgres::programs(project).join("psql"));
    psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"])
        .args(["--dbname", url, "--file", "-"])
        .env("PGOPTIONS", "-c client_min_messages=warning")
        .stdin(Stdio::from(script_file(script)?));
    run(&mut psql)
}

fn script_file(script: &str) -> Result<fs::File> {
    use std::io::Seek;
    let mut file = tempfile::tempfile()?;
    file.write_all(script.as_bytes())?;
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::capture;

    fn ask(project: &Project, url: &str, question: &str) -> String {
        let mut psql = Command::new(postgres::programs(project).join("psql"));
        psql.args([
            "--no-psqlrc",
            "--no-align",
            "--tuples-only",
            "--dbname",
            url,
        ]);
        capture(psql.args(["--command", question])).unwrap()
    }

    #[test]
    fn tests_may_copy_the_database_with_its_extensions() {
        let project = Project::locate().unwrap();
        postgres::install(&project).unwrap();
        let database = Database::start(&project).unwrap();
        run_script(
            &project,
            database.url(),
            "create database copy template kith",
        )
        .unwrap();
        let copy = database.url().replace("/kith?", "/copy?");
        assert_eq!(ask(&project, &copy, "select '[1,2]'::vector"), "[1,2]");
        let privileged =
            "select rolsuper or rolbypassrls from pg_roles where rolname = current_user";
        assert_eq!(ask(&project, &copy, privileged), "f");
        assert_eq!(ask(&project, database.superuser_url(), privileged), "t");
        assert_eq!(ask(&project, &copy, "show fsync"), "off");
        assert!(run_script(&project, &copy, "select absent").is_err());
        let folder = database.folder.path().to_owned();
        database.stop().unwrap();
        assert!(!folder.exists());
    }
}
