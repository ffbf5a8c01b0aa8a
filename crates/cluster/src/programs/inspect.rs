//! Says whether one folder holds everything, and if not, what is missing.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use super::Programs;
use crate::command::{bounded, clean};
use crate::settings::EXTENSIONS;

const PROGRAMS: [&str; 4] = ["initdb", "postgres", "pg_ctl", "psql"];
const OLDEST: u32 = 16;

/// The version of a PostgreSQL, as in 18.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    pub major: u32,
    pub minor: u32,
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for Version {
    type Err = ();

    /// Reads `postgres (PostgreSQL) 18.6 (Debian 18.6-1)`, also where the minor is `beta1`.
    fn from_str(text: &str) -> Result<Version, ()> {
        let (_, number) = text.split_once("(PostgreSQL)").ok_or(())?;
        let mut parts = number
            .split(|sign: char| !sign.is_ascii_digit())
            .filter(|part| !part.is_empty());
        Ok(Version {
            major: parts.next().and_then(|part| part.parse().ok()).ok_or(())?,
            minor: parts.next().and_then(|part| part.parse().ok()).unwrap_or(0),
        })
    }
}

/// The programs in `bin`, or in words what it lacks.
pub(super) fn inspect(bin: &Path) -> Result<Programs, String> {
    if !bin.is_dir() {
        return Err("there is no such folder".to_owned());
    }
    let missing = absent(PROGRAMS, |program| bin.join(program).is_file());
    if !missing.is_empty() {
        return Err(format!("lacks the programs {missing}"));
    }
    let bin = bin.canonicalize().map_err(|error| error.to_string())?;
    let version = version(&bin)?;
    if version.major < OLDEST {
        return Err(format!("is PostgreSQL {version}, older than {OLDEST}"));
    }
    let share = shares(&bin, version);
    let missing = absent(EXTENSIONS, |extension| has_extension(&share, extension));
    if !missing.is_empty() {
        return Err(format!(
            "is PostgreSQL {version} but lacks the extensions {missing}"
        ));
    }
    Ok(Programs { bin, version })
}

fn absent<const N: usize>(names: [&str; N], is_there: impl Fn(&str) -> bool) -> String {
    let missing: Vec<&str> = names.into_iter().filter(|name| !is_there(name)).collect();
    missing.join(", ")
}

fn version(bin: &Path) -> Result<Version, String> {
    let text = ask(bin, "postgres", "--version").ok_or("postgres does not run here")?;
    text.parse()
        .map_err(|()| format!("postgres calls itself {text:?}"))
}

/// Where its extensions may be described: in a relocatable tree, where `pg_config` says, or where
/// Debian keeps them.
fn shares(bin: &Path, version: Version) -> Vec<PathBuf> {
    let relative = [bin.join("../share"), bin.join("../share/postgresql")];
    let said = ask(bin, "pg_config", "--sharedir").map(PathBuf::from);
    let debian = PathBuf::from(format!("/usr/share/postgresql/{}", version.major));
    relative.into_iter().chain(said).chain([debian]).collect()
}

fn has_extension(shares: &[PathBuf], extension: &str) -> bool {
    let file = format!("extension/{extension}.control");
    shares.iter().any(|share| share.join(&file).is_file())
}

fn ask(bin: &Path, program: &str, option: &str) -> Option<String> {
    let mut command = clean(&bin.join(program));
    command.arg(option);
    let answer = bounded(command, "", Duration::from_secs(20)).ok()?;
    Some(answer.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_programs_print_them() {
        let read = |text: &str| text.parse::<Version>().map(|version| version.to_string());
        assert_eq!(read("postgres (PostgreSQL) 18.6"), Ok("18.6".to_owned()));
        assert_eq!(
            read("postgres (PostgreSQL) 16.10 (Debian 16.10-1)"),
            Ok("16.10".to_owned())
        );
        assert_eq!(read("postgres (PostgreSQL) 19beta1"), Ok("19.1".to_owned()));
        assert_eq!(read("mysqld 8.0"), Err(()));
    }
}
