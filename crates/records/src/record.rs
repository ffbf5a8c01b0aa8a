//! The common shape of what was read. `raw` is the whole of what the source said; `fields` is
//! what was made of it; together with the external id they are a source record.

mod contact;
mod interaction;
mod photo;

use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub use contact::{Address, Contact, ContactKind, Employment, Handle, Labelled, Phone};
pub use interaction::{Form, Meeting, Message, Party, PartyStatus};
pub use photo::Photo;

/// One normalised record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// The source's own id, or `sha256:` and the digest of the raw part: the same again gives
    /// the same.
    pub external_id: String,
    #[serde(flatten)]
    pub fields: Fields,
    /// All that the source said: an object of columns, `{"text": …}`, or the source's own JSON.
    pub raw: Value,
    /// What was put right or not understood, for people to look at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// The kinds of records.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", content = "fields", rename_all = "snake_case")]
pub enum Fields {
    Contact(Box<Contact>),
    Meeting(Box<Meeting>),
    Message(Box<Message>),
}

impl Record {
    pub(crate) fn new(id: Option<String>, fields: Fields, raw: Value) -> Self {
        let external_id = id.unwrap_or_else(|| digest(&[&raw.to_string()]));
        Record {
            external_id,
            fields,
            raw,
            remarks: Vec::new(),
        }
    }
}

impl Fields {
    /// `contact`, `meeting` or `message`.
    pub fn kind(&self) -> &'static str {
        match self {
            Fields::Contact(_) => "contact",
            Fields::Meeting(_) => "meeting",
            Fields::Message(_) => "message",
        }
    }
}

/// A stable id of these parts.
pub(crate) fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let bytes = hash.finalize();
    let hex = |byte: &u8| format!("{byte:02x}");
    format!("sha256:{}", bytes.iter().map(hex).collect::<String>())
}

pub(crate) fn text_raw(text: &str) -> Value {
    Value::Object(Map::from_iter([("text".to_owned(), text.into())]))
}

/// NUL cannot be stored as text in PostgreSQL.
pub(crate) fn without_nul(value: Value) -> Value {
    match value {
        Value::String(text) if text.contains('\0') => text.replace('\0', "").into(),
        Value::Array(list) => list.into_iter().map(without_nul).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| (key.replace('\0', ""), without_nul(value)))
            .collect(),
        other => other,
    }
}
