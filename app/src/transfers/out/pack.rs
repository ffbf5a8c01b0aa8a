//! The archive, written by a thread of its own, which counts and hashes what passes.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tokio::{sync::mpsc, task::JoinHandle};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::broke_off;
use crate::{
    error::Result,
    transfers::manifest::{MANIFEST, Manifest, Packed},
};

/// How much is handed over at once.
pub const CHUNK: usize = 256 * 1024;

enum Piece {
    Open(String),
    Text(String),
    File(String, PathBuf),
    End(Box<Manifest>),
}

type Files = BTreeMap<String, Packed>;

pub struct Packer {
    pieces: mpsc::Sender<Piece>,
    thread: JoinHandle<io::Result<Files>>,
}

impl Packer {
    /// A new file for its owner's eyes only.
    pub fn create(path: &Path) -> Result<Self> {
        use std::os::unix::fs::OpenOptionsExt;

        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut options = File::options();
        options.write(true).create(true).truncate(true).mode(0o600);
        let file = options.open(path)?;
        let (pieces, waiting) = mpsc::channel(8);
        let thread = tokio::task::spawn_blocking(move || pack(file, waiting));
        Ok(Self { pieces, thread })
    }

    /// Begins an entry; what is written from now on stands in it.
    pub async fn open(&self, name: &str) -> Result<()> {
        self.hand(Piece::Open(name.to_owned())).await
    }

    pub async fn write(&self, text: String) -> Result<()> {
        self.hand(Piece::Text(text)).await
    }

    /// An entry that is a whole file.
    pub async fn file(&self, name: &str, path: PathBuf) -> Result<()> {
        self.hand(Piece::File(name.to_owned(), path)).await
    }

    /// Writes the manifest, and says what stands in it about the other entries.
    pub async fn finish(self, manifest: Manifest) -> Result<Files> {
        // What went wrong is known by the thread.
        let _ = self.pieces.send(Piece::End(Box::new(manifest))).await;
        drop(self.pieces);
        Ok(self.thread.await??)
    }

    async fn hand(&self, piece: Piece) -> Result<()> {
        self.pieces.send(piece).await.map_err(|_| broke_off())
    }
}

fn pack(file: File, mut pieces: mpsc::Receiver<Piece>) -> io::Result<Files> {
    let mut archive = Archive {
        zip: ZipWriter::new(BufWriter::new(file)),
        open: None,
        files: Files::new(),
    };
    while let Some(piece) = pieces.blocking_recv() {
        match piece {
            Piece::Open(name) => archive.open(name)?,
            Piece::Text(text) => archive.write(text.as_bytes())?,
            Piece::File(name, path) => archive.file(name, &path)?,
            Piece::End(manifest) => return archive.end(*manifest),
        }
    }
    Err(io::ErrorKind::Interrupted.into())
}

struct Archive {
    zip: ZipWriter<BufWriter<File>>,
    /// The entry that is being written.
    open: Option<(String, u64, Sha256)>,
    files: Files,
}

impl Archive {
    fn open(&mut self, name: String) -> io::Result<()> {
        self.close();
        let options = SimpleFileOptions::default().large_file(true);
        self.zip.start_file(name.as_str(), options)?;
        self.open = Some((name, 0, Sha256::new()));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.zip.write_all(bytes)?;
        if let Some((_, size, hash)) = &mut self.open {
            *size += bytes.len() as u64;
            hash.update(bytes);
        }
        Ok(())
    }

    fn file(&mut self, name: String, path: &Path) -> io::Result<()> {
        self.open(name)?;
        let mut file = File::open(path)?;
        let mut chunk = vec![0; CHUNK];
        loop {
            match file.read(&mut chunk)? {
                0 => return Ok(()),
                read => self.write(&chunk[..read])?,
            }
        }
    }

    fn close(&mut self) {
        if let Some((name, bytes, hash)) = self.open.take() {
            let sha256 = hex::encode(hash.finalize());
            self.files.insert(name, Packed { bytes, sha256 });
        }
    }

    fn end(mut self, mut manifest: Manifest) -> io::Result<Files> {
        self.close();
        manifest.files.clone_from(&self.files);
        self.open(MANIFEST.to_owned())?;
        self.write(&serde_json::to_vec_pretty(&manifest)?)?;
        let file = self.zip.finish()?.into_inner()?;
        file.sync_all()?;
        Ok(self.files)
    }
}
