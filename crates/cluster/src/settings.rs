//! What the caller wants of the cluster.

use std::path::PathBuf;
use std::time::Duration;

use crate::ClusterError;

/// The extensions every installation must offer.
pub(crate) const EXTENSIONS: [&str; 5] = ["vector", "pg_trgm", "unaccent", "citext", "hstore"];

/// Belong to the cluster itself.
const TAKEN: [&str; 3] = ["postgres", "template0", "template1"];

#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder that belongs to the cluster alone, for instance `DATA/postgres`.
    pub folder: PathBuf,
    /// The database to provision.
    pub database: String,
    /// Its owner: the role that [`crate::Cluster::url`] names.
    pub role: String,
    /// Created in the database by the superuser where they are missing.
    pub extensions: Vec<String>,
    /// The longest wait for the server to start or stop. Replaying the log after a crash counts.
    pub patience: Duration,
}

impl Settings {
    /// Database and role `kith`, the extensions Kith needs, up to five minutes of waiting.
    pub fn new(folder: impl Into<PathBuf>) -> Settings {
        Settings {
            folder: folder.into(),
            database: "kith".to_owned(),
            role: "kith".to_owned(),
            extensions: EXTENSIONS.map(str::to_owned).to_vec(),
            patience: Duration::from_secs(300),
        }
    }

    /// Names are written into SQL and into the URL as they are, so only plain ones are accepted.
    pub(crate) fn check(&self) -> Result<(), ClusterError> {
        let own = [&self.database, &self.role];
        let taken = own.into_iter().find(|name| TAKEN.contains(&name.as_str()));
        let all = own.into_iter().chain(&self.extensions);
        match taken.or_else(|| all.into_iter().find(|name| !is_plain(name))) {
            Some(name) => Err(ClusterError::BadName(name.clone())),
            None => Ok(()),
        }
    }
}

fn is_plain(name: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    (1..=63).contains(&name.len()) && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_taken_or_need_quoting_are_refused() {
        let mut settings = Settings::new("x");
        assert!(settings.check().is_ok());
        for name in [
            "",
            "postgres",
            "Kith",
            "ki\"th",
            "a b",
            "ä",
            &"a".repeat(64),
        ] {
            settings.role = name.to_owned();
            assert!(matches!(settings.check(), Err(ClusterError::BadName(bad)) if bad == name));
        }
    }
}
