//! The readable text and the attachments of a message.
//! Invariant: text is cut at a character's border and holds no NUL.

mod nesting;
mod repair;

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

impl Content {
    fn has_text(&self) -> bool {
        !self.text.is_empty()
    }

    /// Where no part was made out at all, the body is the text.
    fn or_bare(mut self, raw: &[u8]) -> Self {
        let is_told = |kind: &PartKind| {
            !kind.mime.ends_with("/octet-stream") && !kind.mime.starts_with("multipart/")
        };
        let has_files = self.attachments.iter().any(|file| file.name.is_some());
        if !has_files
            && !self.types.iter().any(is_told)
            && let Some(text) = repair::bare(raw)
        {
            self.text = tidy(text.into_owned());
            self.attachments.clear();
        }
        self
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PartKind {
    pub(crate) mime: String,
    /// The `report-type` of a multipart/report or the `method` of a calendar part.
    pub(crate) detail: Option<String>,
}

/// The content of a message, of a broken one as much as can be told.
pub(crate) fn read(raw: &[u8]) -> Content {
    let content = parsed(raw);
    if !content.text.is_empty() {
        return content;
    }
    let mended = if repair::is_multipart(raw) {
        let closed = Some(parsed(&repair::closed(raw))).filter(Content::has_text);
        closed.or_else(|| Some(parsed(&repair::redeclared(raw)?)).filter(Content::has_text))
    } else {
        None
    };
    mended.unwrap_or_else(|| content.or_bare(raw))
}

fn parsed(raw: &[u8]) -> Content {
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
    let is_plain = decoded.is_ascii() && !decoded.contains('\u{1b}');
    let repaired = if is_plain && !part.is_encoding_problem {
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
    let is_base64 = part
        .content_transfer_encoding()
        .is_some_and(|encoding| encoding.trim().eq_ignore_ascii_case("base64"));
    let bytes = match part.encoding {
        _ if is_base64 && part.is_encoding_problem => lenient_base64(bytes),
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

/// Base64 with stray bytes in it, and the plain text that a gateway may have put behind it.
fn lenient_base64(bytes: &[u8]) -> Vec<u8> {
    let is_prose = |line: &[u8]| {
        let line = line.trim_ascii();
        line.starts_with(b"--") || line.starts_with(b"__") || line.contains(&b' ')
    };
    let mut end = bytes.len();
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_prose(line) {
            end = at;
            break;
        }
        at += line.len();
    }
    let packed = String::from_utf8_lossy(&bytes[..end]);
    let mut plain = encoded_word::base64(&packed);
    if end < bytes.len() {
        plain.push(b'\n');
        plain.extend_from_slice(&bytes[end..]);
    }
    plain
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
