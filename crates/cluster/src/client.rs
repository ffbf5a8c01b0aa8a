//! Talks to the server with `psql`: the script on its standard input, the password in its
//! environment.

use std::time::Duration;

use crate::ClusterError;
use crate::command::{bounded, clean};
use crate::installation::Installation;

pub(crate) struct Client<'a> {
    pub(crate) installation: &'a Installation,
    pub(crate) port: u16,
    pub(crate) user: &'a str,
    pub(crate) password: &'a str,
}

impl Client<'_> {
    /// Runs the script up to its first error; gives back the rows, unaligned, one a line.
    pub(crate) fn run(&self, database: &str, script: &str) -> Result<String, ClusterError> {
        let mut psql = clean(&self.installation.client_bin.join("psql"));
        psql.args([
            "--no-psqlrc",
            "--quiet",
            "--no-align",
            "--tuples-only",
            "--no-password",
        ]);
        psql.args([
            "--set",
            "ON_ERROR_STOP=1",
            "--set",
            "VERBOSITY=terse",
            "--host",
            "127.0.0.1",
        ]);
        psql.args(["--port", &self.port.to_string(), "--username", self.user]);
        psql.args(["--dbname", database, "--file", "-"]);
        psql.envs([
            ("PGPASSWORD", self.password),
            ("PGSSLMODE", "disable"),
            ("PGGSSENCMODE", "disable"),
            ("PGCLIENTENCODING", "UTF8"),
            ("PGCONNECT_TIMEOUT", "10"),
            ("PGOPTIONS", "-c client_min_messages=warning"),
        ]);
        bounded(psql, script, Duration::from_secs(60))
    }
}
