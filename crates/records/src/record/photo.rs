//! A picture of a contact: bytes of a known kind, or an address.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Serialize, Serializer};

/// A picture inside the record, or its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Photo {
    /// At most [`Photo::LIMIT`] bytes; the type is told from the bytes.
    Bytes {
        media_type: String,
        #[serde(serialize_with = "as_base64")]
        bytes: Vec<u8>,
    },
    Url(String),
}

impl Photo {
    /// The largest picture that is kept: 4 MiB.
    pub const LIMIT: usize = 4 * 1024 * 1024;

    /// Takes JPEG, PNG, GIF and WebP, known by their first bytes; nothing else is a photo.
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Option<Photo> {
        let media_type = match bytes.as_slice() {
            [0xff, 0xd8, 0xff, ..] => "image/jpeg",
            [0x89, b'P', b'N', b'G', ..] => "image/png",
            [b'G', b'I', b'F', b'8', ..] => "image/gif",
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => "image/webp",
            _ => return None,
        };
        (bytes.len() <= Self::LIMIT).then(|| Photo::Bytes {
            media_type: media_type.to_owned(),
            bytes,
        })
    }
}

fn as_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}
