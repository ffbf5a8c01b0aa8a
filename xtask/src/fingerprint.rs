//! What a step was made from, as one hash over the content of files. Content, not
//! times: a fresh checkout or a change of branch and back builds nothing again.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// The hash of these files and folders below `root`; those that are absent count as absent.
pub fn of(root: &Path, inputs: &[&str]) -> Result<String> {
    let mut hasher = Sha256::new();
    for input in inputs {
        for path in files(&root.join(input))? {
            let content =
                fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path);
            hasher.update(name.to_string_lossy().as_bytes());
            hasher.update((content.len() as u64).to_le_bytes());
            hasher.update(content);
        }
    }
    hasher.update(std::env::var("RUSTFLAGS").unwrap_or_default());
    Ok(hex::encode(hasher.finalize()))
}

/// Sixteen hexadecimal digits that change with the content.
pub fn short(content: &[u8]) -> String {
    hex::encode(&Sha256::digest(content)[..8])
}

/// All files at or below a path, in a fixed order.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let entries =
        fs::read_dir(path).with_context(|| format!("could not list {}", path.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    let nested = paths.iter().map(|path| files(path));
    Ok(nested.collect::<Result<Vec<_>>>()?.concat())
}

/// Remembers the fingerprint with which a step last succeeded.
pub struct Stamp(PathBuf);

impl Stamp {
    pub fn at(path: PathBuf) -> Self {
        Self(path)
    }

    pub fn is(&self, fingerprint: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|kept| kept == fingerprint)
    }

    pub fn set(&self, fingerprint: &str) -> Result<()> {
        if let Some(folder) = self.0.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.0, fingerprint)
            .with_context(|| format!("could not write {}", self.0.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_content_and_names_but_not_times() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("app")).unwrap();
        fs::write(root.join("app/a.rs"), "one").unwrap();
        let first = of(root, &["app", "absent"]).unwrap();
        fs::write(root.join("app/a.rs"), "one").unwrap();
        assert_eq!(first, of(root, &["app", "absent"]).unwrap());
        fs::write(root.join("app/a.rs"), "two").unwrap();
        assert_ne!(first, of(root, &["app", "absent"]).unwrap());
        fs::rename(root.join("app/a.rs"), root.join("app/b.rs")).unwrap();
        fs::write(root.join("app/b.rs"), "one").unwrap();
        assert_ne!(first, of(root, &["app", "absent"]).unwrap());
    }

    #[test]
    fn stamp_holds_the_last_success() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp::at(folder.path().join("kept/site.stamp"));
        assert!(!stamp.is("a"));
        stamp.set("a").unwrap();
        assert!(stamp.is("a"));
        assert!(!stamp.is("b"));
    }
}
