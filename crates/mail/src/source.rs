//! Mailboxes as people have them: mbox, single messages, Maildir and other folders, gzip, zip and
//! tar of these (Google Takeout, Apple Mail, Thunderbird), as one resumable stream of messages.
//! Invariant: memory does not grow with the input, nothing is ever written, and a source opened
//! again at a message's cursor yields exactly the messages that follow it.

mod entry;
mod error;
mod folder;
mod guard;
mod tarred;
#[cfg(test)]
mod tests;
mod zipped;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::Ordering;

use serde::{Deserialize, Serialize};

pub use error::SourceError;

use crate::mbox::RawMessage;
use entry::{Entry, Kind, Messages, Opened};
use guard::Position;

/// Where a source stands: everything before it has been given out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The file inside the folder or archive, empty for a source that is one file.
    pub container: String,
    /// Bytes of that file, uncompressed, that have been given out.
    pub offset: u64,
}

/// One message and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The file inside the folder or archive, empty for a source that is one file.
    pub container: String,
    /// Resume here to continue behind this message.
    pub cursor: Cursor,
    pub message: RawMessage,
}

/// The messages of one mailbox. Errors concern one file and the rest follows, unless
/// [`SourceError::is_fatal`].
pub struct Source {
    entries: Box<dyn Entries>,
    current: Option<(String, Messages)>,
    resume: Option<Cursor>,
    position: Position,
    ended: bool,
}

/// The files of a folder or archive, in an order that is the same each time.
trait Entries: Send {
    fn next(&mut self) -> Option<Result<Entry, SourceError>>;

    /// Whether `container` comes before `cursor` in this order; archives keep the order in which
    /// they were written and cannot tell.
    fn is_before(&self, container: &str, cursor: &str) -> Option<bool>;
}

impl Source {
    /// Opens a file or folder from its beginning.
    pub fn open(path: &Path) -> Result<Source, SourceError> {
        Self::resume(path, None)
    }

    /// Opens a file or folder behind the message that gave `cursor`.
    pub fn resume(path: &Path, cursor: Option<Cursor>) -> Result<Source, SourceError> {
        let position = Position::default();
        let entries: Box<dyn Entries> = if path.is_dir() {
            Box::new(folder::Folder::open(path, position.clone())?)
        } else {
            open_file(path, &position)?
        };
        Ok(Source {
            entries,
            current: None,
            resume: cursor,
            position,
            ended: false,
        })
    }

    /// Bytes of the file on disk that were read, packed as they lie there and a buffer ahead of
    /// the messages; of a folder, of the file that is being read.
    pub fn position(&self) -> u64 {
        self.position.load(Ordering::Relaxed)
    }

    /// Reads a stream, such as standard input: all but zip archives and folders.
    pub fn stream(input: impl Read + Send + 'static) -> Result<Source, SourceError> {
        let opened = Opened::stream(input).map_err(|error| SourceError::read("", error))?;
        Ok(Source {
            entries: entries(opened)?,
            current: None,
            resume: None,
            ended: false,
            position: Position::default(),
        })
    }

    fn advance(&mut self) -> Option<Result<(), SourceError>> {
        let entry = match self.entries.next()? {
            Ok(entry) => entry,
            Err(error) => return Some(Err(error)),
        };
        let offset = match self.offset_to_resume(&entry.name) {
            Some(offset) => offset,
            None => return Some(Ok(())),
        };
        let name = entry.name.clone();
        match entry.messages(offset) {
            Ok(messages) => self.current = messages.map(|messages| (name, messages)),
            Err(error) => return Some(Err(error)),
        }
        Some(Ok(()))
    }

    /// Where to begin in this file; none where it has been given out.
    fn offset_to_resume(&mut self, name: &str) -> Option<u64> {
        let Some(cursor) = &self.resume else {
            return Some(0);
        };
        if name == cursor.container {
            return self.resume.take().map(|cursor| cursor.offset);
        }
        if self.entries.is_before(name, &cursor.container) == Some(false) {
            self.resume = None;
            return Some(0);
        }
        None
    }

    fn fail(&mut self, error: SourceError) -> Option<Result<Item, SourceError>> {
        self.current = None;
        self.ended = error.is_fatal();
        Some(Err(error))
    }
}

impl Iterator for Source {
    type Item = Result<Item, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            if let Some((container, messages)) = &mut self.current {
                let container = container.clone();
                match messages.next() {
                    Some(Ok(message)) => {
                        let cursor = Cursor {
                            container: container.clone(),
                            offset: message.end,
                        };
                        return Some(Ok(Item {
                            container,
                            cursor,
                            message,
                        }));
                    }
                    Some(Err(error)) => return self.fail(SourceError::read(&container, error)),
                    None => self.current = None,
                }
            }
            match self.advance() {
                Some(Ok(())) => {}
                Some(Err(error)) => return self.fail(error),
                None => self.ended = true,
            }
        }
        self.resume
            .take()
            .filter(|cursor| !cursor.container.is_empty())
            .map(|cursor| {
                Err(SourceError::CursorLost {
                    container: cursor.container,
                })
            })
    }
}

fn open_file(path: &Path, position: &Position) -> Result<Box<dyn Entries>, SourceError> {
    let file = File::open(path).map_err(|error| SourceError::read("", error))?;
    let opened = Opened::file(file, position).map_err(|error| SourceError::read("", error))?;
    match opened.kind {
        Kind::Zip => Ok(Box::new(zipped::Zipped::open(path, position.clone())?)),
        _ => entries(opened),
    }
}

fn entries(opened: Opened) -> Result<Box<dyn Entries>, SourceError> {
    match opened.kind {
        Kind::Tar => Ok(Box::new(tarred::Tarred::new(opened))),
        Kind::Zip | Kind::Unknown => Err(SourceError::NotMail),
        Kind::Empty | Kind::Mbox | Kind::Message | Kind::Emlx => Ok(Box::new(Single(Some(opened)))),
    }
}

/// A source that is one file.
struct Single(Option<Opened>);

impl Entries for Single {
    fn next(&mut self) -> Option<Result<Entry, SourceError>> {
        let opened = self.0.take()?;
        Some(Ok(Entry {
            name: String::new(),
            opened,
        }))
    }

    fn is_before(&self, _container: &str, _cursor: &str) -> Option<bool> {
        None
    }
}
