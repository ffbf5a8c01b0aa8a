//! Bytes of any charset become text. Invariant: valid UTF-8 is taken as UTF-8 whatever was
//! declared, and the result holds no NUL.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that are looked at to tell an encoding.
const SAMPLE: usize = 64 * 1024;

/// Text without byte order mark and NUL; `legacy` is used where the bytes are not UTF-8, or else
/// their own encoding is guessed.
pub(crate) fn text(bytes: &[u8], legacy: Option<&'static Encoding>) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => legacy
            .or_else(|| guess(bytes))
            .map_or_else(
                || String::from_utf8_lossy(bytes),
                |encoding| encoding.decode_without_bom_handling(bytes).0,
            )
            .into_owned(),
    };
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

/// The encoding that is meant by a label, as in `CHARSET=`.
pub(crate) fn named(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    let page = label.to_ascii_lowercase();
    Encoding::for_label(label.as_bytes())
        .or_else(|| match page.as_str() {
            "ansi" | "cp1252" => Some(WINDOWS_1252),
            "utf8" => Some(UTF_8),
            _ => Encoding::for_label(format!("windows-{}", page.strip_prefix("cp")?).as_bytes()),
        })
        .filter(|encoding| *encoding != UTF_8)
}

/// The legacy encoding of a file by its beginning; none where it is UTF-8, a few stray bytes
/// and a cut last character allowed, or plain ASCII.
pub(crate) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(SAMPLE)];
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if invalid == 0 || valid > invalid * 3 {
        return None;
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    Some(detector.guess(None, false))
}

/// UTF-16 by its mark, or by the zero bytes beside Latin letters.
pub(crate) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &head[..head.len().min(512)];
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 4;
    match head.len() >= 8 {
        true if odd > many && even * 8 < odd => Some(UTF_16LE),
        true if even > many && odd * 8 < even => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(text("Müller".as_bytes(), Some(WINDOWS_1252)), "Müller");
        assert_eq!(
            text(b"Gr\xfc\xdfe aus M\xfcnchen", None),
            "Grüße aus München"
        );
        assert_eq!(text(b"\xcf\xf0\xe8\xe2\xe5\xf2", named("CP1251")), "Привет");
        assert_eq!(text(b"\xef\xbb\xbfa\0b", None), "ab");
        assert_eq!(utf16(b"N\0a\0m\0e\0,\0"), Some(UTF_16LE));
        assert_eq!(utf16(b"\0N\0a\0m\0e\0,"), Some(UTF_16BE));
        assert_eq!(utf16(b"Name,Mail"), None);
    }
}
