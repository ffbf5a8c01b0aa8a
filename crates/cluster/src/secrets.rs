//! The passwords of the superuser and of the role: made once, kept in a file of mode 0600 that is
//! written before the cluster is, so that no cluster is ever without them.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rand::TryRngCore;
use rand::rngs::OsRng;

use crate::ClusterError;
use crate::layout::Layout;

pub(crate) struct Secrets {
    pub(crate) superuser: String,
    pub(crate) role: String,
}

impl Secrets {
    /// The passwords in the file, if there is a whole one.
    pub(crate) fn read(path: &Path) -> Result<Option<Secrets>, ClusterError> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(Secrets::parse(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ClusterError::io("read the passwords in", path)(error)),
        }
    }

    pub(crate) fn random() -> Result<Secrets, ClusterError> {
        Ok(Secrets {
            superuser: random_password()?,
            role: random_password()?,
        })
    }

    pub(crate) fn keep(&self, layout: &Layout) -> Result<(), ClusterError> {
        let path = layout.secrets();
        self.write(layout)
            .map_err(ClusterError::io("write the passwords to", path))?;
        layout.sync()
    }

    /// Beside its final name first, so that a `secrets` file is always whole.
    fn write(&self, layout: &Layout) -> std::io::Result<()> {
        let unfinished = layout.secrets().with_extension("new");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = options.open(&unfinished)?;
        writeln!(file, "superuser={}\nrole={}", self.superuser, self.role)?;
        file.sync_all()?;
        fs::rename(unfinished, layout.secrets())
    }

    fn parse(text: &str) -> Option<Secrets> {
        let value = |key: &str| {
            let found = text.lines().find_map(|line| line.strip_prefix(key))?;
            (!found.is_empty()).then(|| found.to_owned())
        };
        Some(Secrets {
            superuser: value("superuser=")?,
            role: value("role=")?,
        })
    }
}

fn random_password() -> Result<String, ClusterError> {
    let mut bytes = [0_u8; 32];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| {
        ClusterError::io("read", "the system's random source")(std::io::Error::other(error))
    })?;
    Ok(hex::encode(bytes))
}
