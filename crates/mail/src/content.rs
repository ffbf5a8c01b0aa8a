//! The readable text and the attachments of a message.
//! Invariant: text is cut at a character's border and holds no NUL.

mod nesting;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use serde::{Deserialize, Serialize};

use crate::{charset, encoded_word, header::fold_spaces, html, message::TEXT_LIMIT};

/// HTML beyond this is not read: the text in it would be cut anyway.
const HTML_LIMIT: usize = 16 * TEXT_LIMIT;
const ATTACHMENT_LIMIT: usize = 500;

/// A part that is not the text of the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub name: Option<String>,
    /// Lower case, `application/octet-stream` where undeclared.
    pub mime: String,
    /// Bytes after decoding.
    pub size: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) attachments: Vec<Attachment>,
    /// The types of all parts, lower case, with their interesting parameters.
    pub(crate) types: Vec<PartKind>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PartKind {
    pub(crate) mime: String,
    /// The `report-type` of a multipart/report or the `method` of a calendar part.
    pub(crate) detail: Option<String>,
}

pub(crate) fn read(raw: &[u8]) -> Content {
    let flat = nesting::flattened(raw);
    let parser = MessageParser::new()
        .with_mime_headers()
        .default_header_ignore();
    let Some(message) = parser.parse(&flat) else {
        return Content::default();
    };
    let attachments = message
        .attachments
        .iter()
        .filter_map(|id| message.parts.get(*id as usize));
    Content {
        text: text(&message, raw),
        attachments: attachments
            .filter_map(attachment)
            .take(ATTACHMENT_LIMIT)
            .collect(),
        types: message
            .parts
            .iter()
            .take(ATTACHMENT_LIMIT)
            .map(kind)
            .collect(),
    }
}

fn text(message: &Message<'_>, raw: &[u8]) -> String {
    let mut text = String::new();
    for part in message
        .text_body
        .iter()
        .filter_map(|id| message.parts.get(*id as usize))
    {
        push_part(&mut text, part, raw);
    }
    if text.trim().is_empty() {
        text.clear();
        for part in message
            .html_body
            .iter()
            .filter_map(|id| message.parts.get(*id as usize))
        {
            push_part(&mut text, part, raw);
        }
    }
    tidy(text)
}

fn push_part(text: &mut String, part: &MessagePart<'_>, raw: &[u8]) {
    if text.len() >= TEXT_LIMIT {
        return;
    }
    let (decoded, is_html) = match &part.body {
        PartType::Text(decoded) => (decoded, false),
        PartType::Html(decoded) => (decoded, true),
        _ => return,
    };
    let repaired = if decoded.is_ascii() {
        None
    } else {
        decode_again(part, raw)
    };
    let decoded = repaired.as_deref().unwrap_or(decoded);
    if !text.is_empty() {
        text.push('\n');
    }
    if is_html {
        text.push_str(&html::to_text(cut(decoded, HTML_LIMIT), TEXT_LIMIT));
    } else {
        text.push_str(cut(decoded, TEXT_LIMIT));
    }
}

/// Decodes a text part by what its bytes are rather than by what its header says.
fn decode_again(part: &MessagePart<'_>, raw: &[u8]) -> Option<String> {
    let bytes = raw.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Encoding::None => bytes.to_vec(),
        Encoding::QuotedPrintable => {
            mail_parser::decoders::quoted_printable::quoted_printable_decode(bytes)?
        }
        Encoding::Base64 => mail_parser::decoders::base64::base64_decode(bytes)?,
    };
    let declared = part
        .content_type()
        .and_then(|kind| kind.attribute("charset"));
    Some(charset::decode(&bytes, declared).into_owned())
}

fn attachment(part: &MessagePart<'_>) -> Option<Attachment> {
    let name = part
        .attachment_name()
        .map(|name| fold_spaces(&encoded_word::decode(name)));
    let name = name.filter(|name| !name.is_empty());
    let is_attached = part
        .content_disposition()
        .is_some_and(|disposition| disposition.is_attachment());
    let size = match &part.body {
        PartType::Multipart(_) => return None,
        PartType::Text(_) | PartType::Html(_) if name.is_none() && !is_attached => return None,
        _ => part.contents().len() as u64,
    };
    Some(Attachment {
        name,
        mime: mime(part),
        size,
    })
}

fn kind(part: &MessagePart<'_>) -> PartKind {
    let detail = part
        .content_type()
        .and_then(|kind| kind.attribute("report-type").or(kind.attribute("method")));
    PartKind {
        mime: mime(part),
        detail: detail.map(str::to_ascii_lowercase),
    }
}

fn mime(part: &MessagePart<'_>) -> String {
    let Some(kind) = part.content_type() else {
        return if part.is_text() {
            "text/plain"
        } else {
            "application/octet-stream"
        }
        .to_owned();
    };
    let subtype = kind.subtype().unwrap_or("octet-stream");
    nesting::restored(format!("{}/{subtype}", kind.ctype()).to_ascii_lowercase())
}

/// One kind of line end, no NUL, no byte order mark, within the limit.
fn tidy(text: String) -> String {
    let text = cut(&text, TEXT_LIMIT);
    let unwanted = |letter: char| matches!(letter, '\r' | '\0' | '\u{feff}');
    if text.contains(unwanted) {
        return text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace(['\0', '\u{feff}'], "");
    }
    text.to_owned()
}

fn cut(text: &str, limit: usize) -> &str {
    &text[..text.floor_char_boundary(limit)]
}
