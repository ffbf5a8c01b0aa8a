//! Secrets of others that must be used again, such as keys to their APIs: sealed under a key
//! that lies beside the database and not in it. Invariant: what is sealed opens only with the
//! key of this installation, and only for what it was sealed for.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::{
    error::{Result, internal},
    ids,
};

const KEY_LENGTH: usize = 32;
/// In the data folder.
pub const FILE: &str = "sealing.key";

/// The key of an installation, made when it is needed first.
pub struct Seal(LessSafeKey);

impl Seal {
    pub fn of(data_dir: &Path) -> Result<Self> {
        let bytes = key(&data_dir.join(FILE)).map_err(internal)?;
        let key = UnboundKey::new(&AES_256_GCM, &bytes);
        Ok(Self(LessSafeKey::new(key.map_err(internal)?)))
    }

    /// `purpose` is said again when it is opened.
    pub fn close(&self, secret: &str, purpose: &str) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = ids::bytes();
        let mut sealed = secret.as_bytes().to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(purpose.as_bytes()),
                &mut sealed,
            )
            .map_err(internal)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// None where it was sealed by another installation, for another purpose, or was changed.
    pub fn open(&self, sealed: &[u8], purpose: &str) -> Option<String> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut bytes = sealed.to_vec();
        let opened = self.0.open_in_place(
            Nonce::assume_unique_for_key(*nonce),
            Aad::from(purpose.as_bytes()),
            &mut bytes,
        );
        String::from_utf8(opened.ok()?.to_vec()).ok()
    }
}

fn key(file: &Path) -> io::Result<[u8; KEY_LENGTH]> {
    match fs::read(file) {
        Ok(bytes) => bytes
            .try_into()
            .map_err(|_| io::Error::other(format!("{} is no key", file.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(file)?;
            key(file)
        }
        Err(error) => Err(error),
    }
}

/// Whole or not at all, and only once, whoever else makes it at the same time.
fn make(file: &Path) -> io::Result<()> {
    let beside = file.with_extension(ids::short());
    write(&beside)?.sync_all()?;
    let linked = fs::hard_link(&beside, file);
    fs::remove_file(&beside)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn write(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let mut opened = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    opened.write_all(&ids::bytes::<KEY_LENGTH>())?;
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_secret_opens_here_and_for_its_purpose_alone() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let sealed = Seal::of(here.path())
            .unwrap()
            .close("sk-1234", "a")
            .unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("sk-1234"));
        let again = Seal::of(here.path()).unwrap();
        assert_eq!(again.open(&sealed, "a").as_deref(), Some("sk-1234"));
        assert_eq!(again.open(&sealed, "b"), None, "another purpose");
        assert_eq!(again.open(&sealed[..9], "a"), None, "cut off");
        let other = Seal::of(there.path()).unwrap();
        assert_eq!(other.open(&sealed, "a"), None, "another installation");
        assert_ne!(sealed, again.close("sk-1234", "a").unwrap());
    }

    #[test]
    fn the_key_is_for_its_owner_alone_and_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        let key = key(&file).unwrap();
        make(&file).unwrap();
        assert_eq!(fs::read(&file).unwrap(), key);
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&file, "short").unwrap();
        assert!(Seal::of(folder.path()).is_err(), "a key is not replaced");
    }
}
