//! The passwords of the superuser and of the role: made once, kept in a file of mode 0600 that is
//! written before the cluster is, so that no cluster is ever without them.

use std::fs;
use std::io::{ErrorKind, Write};
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

    pub(crate) fn create(layout: &Layout) -> Result<Secrets, ClusterError> {
        let secrets = Secrets {
            superuser: random_password()?,
            role: random_password()?,
        };
        secrets
            .write(layout)
            .map_err(ClusterError::io("write the passwords to", layout.secrets()))?;
        layout.sync()?;
        Ok(secrets)
    }

    /// A temporary file is 0600 from its first moment.
    fn write(&self, layout: &Layout) -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(layout.root())?;
        writeln!(file, "superuser={}\nrole={}", self.superuser, self.role)?;
        file.as_file().sync_all()?;
        file.persist(layout.secrets())?;
        Ok(())
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
