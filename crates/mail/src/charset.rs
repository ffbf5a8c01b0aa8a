//! Bytes of any charset, declared rightly, wrongly or not at all, become text.
//! Invariant: valid UTF-8 is taken as UTF-8 whatever was declared, except for 7-bit encodings
//! that shift by escapes (ISO-2022-JP, UTF-7).

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Cow<'a, str> {
    if shifts_to_japanese(bytes) {
        return encoding_rs::ISO_2022_JP
            .decode_without_bom_handling(bytes)
            .0;
    }
    let declared = declared.and_then(encoding);
    let shifts = declared == Some(encoding_rs::ISO_2022_JP) && bytes.contains(&0x1b);
    if !shifts && let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => decode_or_guess(bytes, encoding),
        None => guess(bytes),
    }
}

/// Seven-bit text that switches to Japanese characters and back.
fn shifts_to_japanese(bytes: &[u8]) -> bool {
    memchr::memchr(0x1b, bytes).is_some()
        && bytes.is_ascii()
        && [b"\x1b$B", b"\x1b$@"]
            .iter()
            .any(|shift| memchr::memmem::find(bytes, *shift).is_some())
}

fn encoding(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    Encoding::for_label(label.as_bytes()).or_else(|| match label.to_ascii_lowercase().as_str() {
        "cp1252" | "cp-1252" | "win-1252" | "ansi" => Some(WINDOWS_1252),
        "cp932" | "ms932" => Some(encoding_rs::SHIFT_JIS),
        "cp936" | "gb-2312" | "x-gbk" => Some(encoding_rs::GBK),
        "cp949" | "ks_c_5601" => Some(encoding_rs::EUC_KR),
        "cp950" => Some(encoding_rs::BIG5),
        "utf8" | "utf-8mb4" | "utf_8" => Some(UTF_8),
        other => other
            .strip_prefix("cp")
            .and_then(|page| Encoding::for_label(format!("windows-{page}").as_bytes())),
    })
}

fn decode_or_guess<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors { guess(bytes) } else { text }
}

fn guess(bytes: &[u8]) -> Cow<'_, str> {
    if is_mostly_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(16 * 1024)], true);
    detector
        .guess(None, false)
        .decode_without_bom_handling(bytes)
        .0
}

/// UTF-8 that was cut in the middle of a character or holds a few stray bytes.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_charsets_are_used() {
        assert_eq!(decode(b"caf\xe9", Some("iso-8859-1")), "café");
        assert_eq!(
            decode(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("CP1251")),
            "Привет"
        );
        assert_eq!(decode(b"\x1b$B;3ED\x1b(B", Some("iso-2022-jp")), "山田");
    }

    #[test]
    fn utf8_wins_over_a_wrong_declaration() {
        assert_eq!(decode("Müller".as_bytes(), Some("us-ascii")), "Müller");
        assert_eq!(decode("Müller".as_bytes(), Some("iso-8859-1")), "Müller");
    }

    #[test]
    fn undeclared_bytes_are_guessed() {
        assert_eq!(
            decode(b"Gr\xfc\xdfe aus M\xfcnchen", None),
            "Grüße aus München"
        );
        assert_eq!(decode(b"M\xfcller", Some("utf-8")), "Müller");
        assert_eq!(decode(b"\x1b$B;3ED\x1b(B", None), "山田");
    }
}
