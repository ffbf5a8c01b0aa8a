//! From the file to batches of parsed messages, on a thread of its own, so that
//! parsing and writing go on side by side. Memory is bounded by two batches.

use std::{
    fs::File,
    io::{self, BufReader, Seek, SeekFrom},
    path::Path,
    sync::Arc,
};

use mail::{
    mbox::Reader,
    message::{Message, parse},
};
use tokio::sync::mpsc;

use super::signatures::{Signatures, Signed};

/// How many messages are written in one transaction.
pub const BATCH: usize = 500;
const BATCH_BYTES: usize = 16 << 20;

/// One message of the file: where it stands, and what it says or why it cannot be read.
pub struct Item {
    pub place: i64,
    pub content: Result<Box<Message>, &'static str>,
    pub signed: Option<Arc<Signed>>,
}

pub struct Batch {
    pub items: Vec<Item>,
    /// Where the next batch begins: the cursor once this one is written.
    pub end: i64,
}

/// Reads from the cursor on, with the signatures where they are asked for. The channel
/// closes at the end of the file.
pub fn read(
    path: &Path,
    cursor: i64,
    signatures: Option<Signatures>,
) -> io::Result<mpsc::Receiver<io::Result<Batch>>> {
    let mut file = File::open(path)?;
    let start = u64::try_from(cursor).unwrap_or_default();
    file.seek(SeekFrom::Start(start))?;
    let (sender, receiver) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let reader = Reader::resume(BufReader::with_capacity(1 << 18, file), start);
        send_batches(reader, signatures, &sender);
    });
    Ok(receiver)
}

fn send_batches(
    reader: Reader<BufReader<File>>,
    mut signatures: Option<Signatures>,
    sender: &mpsc::Sender<io::Result<Batch>>,
) {
    let mut items = Vec::with_capacity(BATCH);
    let (mut bytes, mut end) = (0, 0);
    for raw in reader {
        let raw = match raw {
            Ok(raw) => raw,
            Err(cause) => {
                // The other side is gone only when the run has ended.
                let _ = sender.blocking_send(Err(cause));
                return;
            }
        };
        bytes += raw.bytes.len();
        end = i64::try_from(raw.end).unwrap_or(i64::MAX);
        let content = parse(&raw.bytes);
        items.push(Item {
            place: i64::try_from(raw.offset).unwrap_or(i64::MAX),
            signed: content
                .as_ref()
                .ok()
                .zip(signatures.as_mut())
                .and_then(|(message, signatures)| signatures.read(message)),
            content: content
                .map(Box::new)
                .map_err(|unreadable| unreadable.code()),
        });
        if items.len() == BATCH || bytes > BATCH_BYTES {
            let full = std::mem::replace(&mut items, Vec::with_capacity(BATCH));
            if sender
                .blocking_send(Ok(Batch { items: full, end }))
                .is_err()
            {
                return;
            }
            bytes = 0;
        }
    }
    if !items.is_empty() {
        let _ = sender.blocking_send(Ok(Batch { items, end }));
    }
}
