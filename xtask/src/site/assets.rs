//! A folder of files to serve. Every text file stands there three times: as it is, as
//! brotli and as gzip, so that the server never compresses while somebody waits.
//! A file is written only if its content changed; what was not added is swept away.

use crate::fingerprint::{files, short};
use crate::project::Profile;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const TEXT: [&str; 8] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];
const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

pub struct Folder {
    path: PathBuf,
    compress: bool,
    added: BTreeSet<PathBuf>,
}

impl Folder {
    pub fn open(path: PathBuf, profile: Profile) -> Result<Self> {
        fs::create_dir_all(&path)?;
        let compress = profile == Profile::Release;
        let added = BTreeSet::new();
        Ok(Self {
            path,
            compress,
            added,
        })
    }

    /// Adds `name.HASH.extension` and returns the hash.
    pub fn add_hashed(&mut self, name: &str, extension: &str, content: &[u8]) -> Result<String> {
        let hash = short(content);
        self.add(Path::new(&format!("{name}.{hash}.{extension}")), content)?;
        Ok(hash)
    }

    pub fn add(&mut self, name: &Path, content: &[u8]) -> Result<()> {
        let path = self.path.join(name);
        let packed = if self.compress && is_text(&path) {
            vec![with_suffix(&path, ".br"), with_suffix(&path, ".gz")]
        } else {
            Vec::new()
        };
        let is_present = packed.iter().all(|path| path.is_file())
            && fs::read(&path).is_ok_and(|present| present == content);
        if !is_present {
            write(&path, content)?;
        }
        if let ([brotli, gzip], false) = (packed.as_slice(), is_present) {
            write(brotli, &as_brotli(content)?)?;
            write(gzip, &as_gzip(content)?)?;
        }
        self.added.insert(path);
        self.added.extend(packed);
        Ok(())
    }

    /// Removes every file of the folder that this build did not add.
    pub fn sweep(&self) -> Result<()> {
        for file in files(&self.path)? {
            if !self.added.contains(&file) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }
}

fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| TEXT.contains(&extension))
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content).with_context(|| format!("could not write {}", path.display()))
}

fn as_brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 4096, BROTLI_QUALITY, BROTLI_WINDOW);
    packer.write_all(content)?;
    Ok(packer.into_inner())
}

fn as_gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(content)?;
    Ok(packer.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn names(folder: &Path) -> Vec<String> {
        let paths = files(folder).unwrap();
        let names = paths.iter().map(|path| path.strip_prefix(folder).unwrap());
        names.map(|name| name.display().to_string()).collect()
    }

    #[test]
    fn packs_text_and_leaves_fonts() {
        let root = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(root.path().into(), Profile::Release).unwrap();
        folder
            .add(Path::new("robots.txt"), b"User-agent: *")
            .unwrap();
        folder.add(Path::new("fonts/a.woff2"), b"font").unwrap();
        let expected = [
            "fonts/a.woff2",
            "robots.txt",
            "robots.txt.br",
            "robots.txt.gz",
        ];
        assert_eq!(names(root.path()), expected);
        let packed = fs::File::open(root.path().join("robots.txt.br")).unwrap();
        let mut text = String::new();
        brotli::Decompressor::new(packed, 4096)
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "User-agent: *");
    }

    #[test]
    fn a_new_content_gets_a_new_name_and_the_old_one_goes() {
        let root = tempfile::tempdir().unwrap();
        let mut first = Folder::open(root.path().into(), Profile::Development).unwrap();
        let old = first.add_hashed("kith", "css", b"a{}").unwrap();
        let mut second = Folder::open(root.path().into(), Profile::Development).unwrap();
        let new = second.add_hashed("kith", "css", b"b{}").unwrap();
        second.sweep().unwrap();
        assert_ne!(old, new);
        assert_eq!(names(root.path()), [format!("kith.{new}.css")]);
    }
}
