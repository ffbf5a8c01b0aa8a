//! Brings role, database and extensions to what the settings say. Runs at every start and changes
//! only what differs, so that a later version's extension or a lost password repairs itself.

use crate::client::Client;
use crate::{ClusterError, Settings};

/// The database that is always there.
const MAINTENANCE: &str = "postgres";

pub(crate) fn provision(
    superuser: &Client<'_>,
    settings: &Settings,
    role_password: &str,
) -> Result<(), ClusterError> {
    let script = script(settings, role_password);
    superuser.run(MAINTENANCE, &script).map(drop)
}

/// Proves that the role can log in to its database.
pub(crate) fn verify(role: &Client<'_>, settings: &Settings) -> Result<(), ClusterError> {
    role.run(&settings.database, "select 1;").map(drop)
}

fn script(settings: &Settings, password: &str) -> String {
    let Settings { database, role, .. } = settings;
    let mut script = format!(
        "select 'create role \"{role}\"' \
           where not exists (select from pg_roles where rolname = '{role}') \\gexec\n\
         alter role \"{role}\" with login nosuperuser nocreatedb nocreaterole noreplication \
           nobypassrls password '{password}';\n\
         select 'create database \"{database}\" owner \"{role}\" template template0' \
           where not exists (select from pg_database where datname = '{database}') \\gexec\n\
         alter database \"{database}\" owner to \"{role}\";\n\
         revoke all on database \"{database}\" from public;\n\
         \\connect \"{database}\"\n"
    );
    for extension in &settings.extensions {
        script += &format!("create extension if not exists \"{extension}\";\n");
    }
    script
}
