//! Messages whose structure is broken are written anew until a parser finds the text in them:
//! boundaries that never close, that are not the declared ones, or that nobody declared.

use std::borrow::Cow;

/// Boundaries that are closed.
const BOUNDARIES: usize = 20;
/// Longer lines are no boundaries (RFC 2046 allows 70 bytes).
const LONGEST: usize = 100;

/// Whether the header declares several parts.
pub(super) fn is_multipart(raw: &[u8]) -> bool {
    content_type(header(raw)).is_some_and(|(start, end)| {
        let value = raw[start..end].to_ascii_lowercase();
        memchr::memmem::find(&value, b"multipart/").is_some()
    })
}

/// Every declared boundary is closed at the end.
pub(super) fn closed(raw: &[u8]) -> Vec<u8> {
    let mut whole = raw.to_vec();
    let marks: Vec<&[u8]> = memchr::memmem::find_iter(raw, b"oundary=")
        .take(BOUNDARIES)
        .filter_map(|at| {
            let rest = raw[at + 8..].trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
            let is_end = |byte: &u8| matches!(byte, b'"' | b';' | b'\r' | b'\n');
            rest.split(is_end).next().map(<[u8]>::trim_ascii)
        })
        .filter(|mark| !mark.is_empty() && mark.len() <= LONGEST)
        .collect();
    for mark in marks.iter().rev() {
        whole.extend_from_slice(&[b"\n--".as_slice(), mark, b"--\n"].concat());
    }
    whole
}

/// The first line of the body that looks like a boundary is the boundary.
pub(super) fn redeclared(raw: &[u8]) -> Option<Vec<u8>> {
    let head = header(raw);
    let mark = raw[head.len()..]
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end)
        .filter(|line| line.len() <= LONGEST && !line.contains(&b'"'))
        .find_map(|line| line.strip_prefix(b"--").filter(|mark| !mark.is_empty()))?;
    let (start, end) = content_type(head)?;
    let declared = [
        b"Content-Type: multipart/mixed; boundary=\"".as_slice(),
        mark,
        b"\"\n",
    ]
    .concat();
    Some(
        [
            &raw[..start],
            &declared,
            &raw[end..],
            b"\n--",
            mark,
            b"--\n",
        ]
        .concat(),
    )
}

/// What stands behind the header, if it reads like text.
pub(super) fn bare(raw: &[u8]) -> Option<Cow<'_, str>> {
    let body = raw[header(raw).len()..].trim_ascii();
    let odd = body
        .iter()
        .filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
    let is_text = !body.is_empty() && odd.count() * 50 <= body.len();
    is_text.then(|| crate::charset::decode(body, None))
}

/// The header with the blank line that ends it.
fn header(raw: &[u8]) -> &[u8] {
    let mut at = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            break;
        }
    }
    &raw[..at]
}

/// From where to where the field Content-Type reaches.
fn content_type(header: &[u8]) -> Option<(usize, usize)> {
    const NAME: &[u8] = b"content-type:";
    let (mut at, mut found) = (0, None);
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        let goes_on = matches!(line[0], b' ' | b'\t');
        match found {
            Some(start) if !goes_on => return Some((start, at)),
            None if line.len() > NAME.len() && line[..NAME.len()].eq_ignore_ascii_case(NAME) => {
                found = Some(at);
            }
            _ => {}
        }
        at += line.len();
    }
    found.map(|start| (start, at))
}
