//! What can be wrong with a mailbox.

use std::io;

/// `container` is the file inside the folder or archive, empty for a single file.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("this is no mailbox: expected mbox, eml, Maildir, or a zip, tar or gzip of these")]
    NotMail,
    #[error("{container}: cannot be read: {error}")]
    Read { container: String, error: io::Error },
    #[error("{container}: the archive is damaged: {error}")]
    Damaged { container: String, error: io::Error },
    #[error("{container}: the path points outside of the archive")]
    UnsafePath { container: String },
    #[error("{container}: unpacks to far more than any mailbox (a zip bomb?)")]
    Bomb { container: String },
    #[error("{container}: is encrypted")]
    Encrypted { container: String },
    #[error("{container}: is packed with a method that is not supported")]
    Method { container: String },
    #[error("{container}: is no longer there to resume in")]
    CursorLost { container: String },
}

impl SourceError {
    /// A stable word for counting.
    pub fn code(&self) -> &'static str {
        match self {
            SourceError::NotMail => "not_mail",
            SourceError::Read { .. } => "unreadable_file",
            SourceError::Damaged { .. } => "damaged_archive",
            SourceError::UnsafePath { .. } => "unsafe_path",
            SourceError::Bomb { .. } => "archive_bomb",
            SourceError::Encrypted { .. } => "encrypted",
            SourceError::Method { .. } => "unsupported_compression",
            SourceError::CursorLost { .. } => "cursor_lost",
        }
    }

    /// The file that the error is about, empty for the source itself.
    pub fn container(&self) -> &str {
        match self {
            SourceError::NotMail => "",
            SourceError::Read { container, .. }
            | SourceError::Damaged { container, .. }
            | SourceError::UnsafePath { container }
            | SourceError::Bomb { container }
            | SourceError::Encrypted { container }
            | SourceError::Method { container }
            | SourceError::CursorLost { container } => container,
        }
    }

    /// Whether nothing follows: the whole source must not or cannot be read.
    pub fn is_fatal(&self) -> bool {
        matches!(
            self,
            SourceError::NotMail
                | SourceError::UnsafePath { .. }
                | SourceError::Bomb { .. }
                | SourceError::CursorLost { .. }
        )
    }

    pub(super) fn read(container: &str, error: io::Error) -> Self {
        let container = container.to_owned();
        match error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Breach>())
        {
            Some(Breach::Bomb) => SourceError::Bomb { container },
            Some(Breach::Checksum) => SourceError::Damaged { container, error },
            None if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::InvalidData
                    | io::ErrorKind::UnexpectedEof
            ) =>
            {
                SourceError::Damaged { container, error }
            }
            None => SourceError::Read { container, error },
        }
    }
}

/// What the guarded readers object to; travels inside an [`io::Error`].
#[derive(Debug, thiserror::Error)]
pub(super) enum Breach {
    #[error("it unpacks to far more than was packed")]
    Bomb,
    #[error("its content does not match its checksum")]
    Checksum,
}

impl From<Breach> for io::Error {
    fn from(breach: Breach) -> Self {
        io::Error::other(breach)
    }
}
