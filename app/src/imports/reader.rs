//! From the mailbox to batches of parsed messages, on a thread of its own, so that
//! parsing and writing go on side by side. Memory is bounded by two batches.

use std::{path::PathBuf, sync::Arc};

use mail::{
    message::{Message, Remains, parse_received, remains},
    source::{self, Cursor, Source, SourceError},
};
use tokio::{sync::mpsc, task::JoinHandle};

use super::signatures::{Signatures, Signed};

/// How many messages are written in one transaction.
pub const BATCH: usize = 500;
const BATCH_BYTES: usize = 16 << 20;

/// One message: where it stands, and what it says or why it cannot be read.
pub struct Item {
    /// The file of the archive; empty where the mailbox is one file.
    pub container: String,
    /// None where the whole file could not be read.
    pub place: Option<i64>,
    pub content: Result<Box<Message>, Unread>,
    pub signed: Option<Arc<Signed>>,
}

/// Why something cannot be read, and what can be read of it nevertheless.
pub struct Unread {
    pub reason: &'static str,
    pub remains: Remains,
}

impl Item {
    fn of(found: &source::Item, signatures: &mut Signatures) -> Self {
        let content = parse_received(&found.message.bytes, found.message.received);
        let signed = content.as_ref().ok();
        let signed = signed.and_then(|message| signatures.read(message));
        Self {
            container: found.container.replace('\0', ""),
            place: Some(whole(found.message.offset)),
            content: content.map(Box::new).map_err(|unreadable| Unread {
                reason: unreadable.code(),
                remains: remains(&found.message.bytes),
            }),
            signed,
        }
    }

    fn unread(error: &SourceError) -> Self {
        Self {
            container: error.container().replace('\0', ""),
            place: None,
            content: Err(Unread {
                reason: error.code(),
                remains: Remains::default(),
            }),
            signed: None,
        }
    }
}

#[derive(Default)]
pub struct Batch {
    pub items: Vec<Item>,
    /// The cursor once this batch is written; none where it holds no message.
    pub end: Option<Cursor>,
    /// How much of the file was read by then.
    pub bytes: i64,
}

impl Batch {
    /// Nothing but that a file could not be read.
    pub fn unread(error: &SourceError) -> Self {
        Self {
            items: vec![Item::unread(error)],
            ..Self::default()
        }
    }
}

type Outcome = Result<Batch, SourceError>;

/// The channel closes at the end of the mailbox, and where the thread panics: its handle
/// tells which.
pub type Reading = (mpsc::Receiver<Outcome>, JoinHandle<()>);

/// Reads from the cursor on, with the signatures.
pub fn read(path: PathBuf, cursor: Option<Cursor>, signatures: Signatures) -> Reading {
    on_a_thread(move |sender| send(Source::resume(&path, cursor)?, signatures, sender))
}

pub(super) fn on_a_thread(
    work: impl FnOnce(&mpsc::Sender<Outcome>) -> Result<(), SourceError> + Send + 'static,
) -> Reading {
    let (sender, receiver) = mpsc::channel(2);
    let thread = tokio::task::spawn_blocking(move || {
        if let Err(error) = work(&sender) {
            // The other side is gone only when the run has ended.
            let _ = sender.blocking_send(Err(error));
        }
    });
    (receiver, thread)
}

/// Ends early, without an error, where nobody listens any more.
fn send(
    mut source: Source,
    mut signatures: Signatures,
    sender: &mpsc::Sender<Outcome>,
) -> Result<(), SourceError> {
    let mut batch = Batch::default();
    let mut bytes = 0;
    while let Some(found) = source.next() {
        match found {
            Ok(found) => {
                bytes += found.message.bytes.len();
                batch.items.push(Item::of(&found, &mut signatures));
                batch.end = Some(found.cursor);
            }
            Err(error) if error.is_fatal() => {
                // Likewise.
                let _ = sender.blocking_send(Ok(batch));
                return Err(error);
            }
            Err(error) => batch.items.push(Item::unread(&error)),
        }
        if batch.items.len() == BATCH || bytes > BATCH_BYTES {
            batch.bytes = whole(source.position());
            bytes = 0;
            if sender
                .blocking_send(Ok(std::mem::take(&mut batch)))
                .is_err()
            {
                return Ok(());
            }
        }
    }
    batch.bytes = whole(source.position());
    if !batch.items.is_empty() {
        // Likewise.
        let _ = sender.blocking_send(Ok(batch));
    }
    Ok(())
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
