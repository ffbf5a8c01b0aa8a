//! Attached messages are attachments like others and are not parsed: mail that nests them
//! thousands deep would exhaust the stack.
//! Invariant: what comes back has the length of what went in, so that offsets agree.

use std::borrow::Cow;

/// Subtypes by which the parser enters a message.
const NESTING: [&[u8; 6]; 3] = [b"rfc822", b"global", b"digest"];
/// How far behind the slash of a content type its subtype is looked for.
const REACH: usize = 80;

/// Renames the subtypes that hold messages in Content-Type fields.
pub(super) fn flattened(raw: &[u8]) -> Cow<'_, [u8]> {
    let mut flat = Cow::Borrowed(raw);
    let (mut line, mut seen) = (0, 0);
    for at in memchr::memchr_iter(b'/', raw) {
        let Some(subtype) = nesting_subtype(raw, at + 1) else {
            continue;
        };
        if let Some(end) = memchr::memrchr(b'\n', &raw[seen..at]) {
            line = seen + end + 1;
        }
        seen = at;
        if is_content_type(&raw[line..at]) {
            flat.to_mut()[subtype] = b'x';
        }
    }
    flat
}

/// Where the subtype begins, if it is one that nests; white space and a comment may precede it.
fn nesting_subtype(raw: &[u8], start: usize) -> Option<usize> {
    let next = raw.get(start)?.to_ascii_lowercase();
    if !matches!(next, b'r' | b'g' | b'd' | b'(') && !next.is_ascii_whitespace() {
        return None;
    }
    let end = raw.len().min(start + REACH);
    let mut rest = raw[start..end].trim_ascii_start();
    if rest.starts_with(b"(") {
        let close = rest.iter().position(|byte| *byte == b')')?;
        rest = rest[close + 1..].trim_ascii_start();
    }
    let nests = |subtype: &[u8; 6]| rest.len() >= 6 && rest[..6].eq_ignore_ascii_case(subtype);
    NESTING
        .iter()
        .any(|subtype| nests(subtype))
        .then_some(end - rest.len())
}

/// The line so far is of a Content-Type field, or may continue one.
fn is_content_type(line: &[u8]) -> bool {
    let name = b"content-type";
    let is_field = line.len() >= name.len() && line[..name.len()].eq_ignore_ascii_case(name);
    is_field || line.first().is_some_and(u8::is_ascii_whitespace)
}

/// The subtype as it was written.
pub(super) fn restored(mime: String) -> String {
    match mime.as_str() {
        "message/xfc822" => "message/rfc822".to_owned(),
        "message/xlobal" => "message/global".to_owned(),
        "multipart/xigest" => "multipart/digest".to_owned(),
        _ => mime,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_content_types_are_renamed() {
        let raw = b"Content-Type: Message/RFC822\n\nsee /rfc822\nCONTENT-TYPE:\n multipart/digest; x=y/rfc822\n";
        let flat = String::from_utf8_lossy(&flattened(raw)).into_owned();
        assert_eq!(
            flat,
            "Content-Type: Message/xFC822\n\nsee /rfc822\nCONTENT-TYPE:\n multipart/xigest; x=y/xfc822\n"
        );
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let head =
            "From: a@b.de\nDate: Wed, 12 Oct 2022 10:00:00 +0200\nContent-Type: message/rfc822\n\n";
        let raw = head.repeat(50_000);
        let worker = std::thread::Builder::new().stack_size(256 * 1024);
        let found = worker.spawn(move || {
            crate::message::parse(raw.as_bytes()).map(|found| found.attachments.len())
        });
        assert_eq!(found.unwrap().join().unwrap(), Ok(1));
    }
}
