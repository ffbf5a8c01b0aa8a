//! A message ready to be written: its headers and its parts.

#[derive(Clone, Debug)]
pub(super) struct Mailbox {
    pub name: String,
    pub email: String,
}

/// How text parts are put on the wire.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Transfer {
    /// UTF-8, quoted-printable or base64 by what is shorter.
    Compact,
    Base64,
    EightBit,
    /// ISO 8859-1 where the text allows it.
    Latin1,
}

pub(super) struct Message {
    pub seed: u64,
    pub at: i64,
    pub offset_seconds: i32,
    pub from: Mailbox,
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub subject: String,
    pub id: String,
    pub references: Vec<String>,
    /// The thread, as Gmail numbers it.
    pub thread: u64,
    pub labels: &'static str,
    /// The owner's address that received it; none for what the owner sent.
    pub delivered_to: Option<String>,
    /// Further headers, in ASCII.
    pub extra: Vec<(&'static str, String)>,
    pub transfer: Transfer,
    pub parts: Vec<Part>,
    pub attachment: Option<Part>,
    /// The subtype around several parts, with its parameters.
    pub multipart: &'static str,
}

pub(super) struct Part {
    /// Without the charset.
    pub kind: &'static str,
    pub content: Vec<u8>,
    pub filename: Option<String>,
}

impl Part {
    pub fn text(kind: &'static str, content: String) -> Self {
        Self {
            kind,
            content: content.into_bytes(),
            filename: None,
        }
    }
}
