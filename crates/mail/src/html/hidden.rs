//! Where a hidden element ends.

use super::tag::Tag;

/// Hidden text is looked through no further than this.
const REACH: usize = 64 * 1024;

/// What follows the end of the element `name`, whose content begins `text`.
pub(super) fn behind<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let end = text.ceil_char_boundary(text.len().min(REACH));
    let mut rest = &text[..end];
    let mut depth = 1u32;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let markup = &rest[at..];
        let Some((tag, after)) = Tag::parse(markup) else {
            rest = &markup[1..];
            continue;
        };
        rest = after;
        if tag.name == name {
            depth = if tag.is_opening { depth + 1 } else { depth - 1 };
        }
        if depth == 0 {
            return Some(&text[end - rest.len()..]);
        }
    }
    None
}
