//! MIME encodings: encoded words, quoted-printable, base64.

const TABLE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Base64 (RFC 4648) in one line.
pub(super) fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    for chunk in bytes.chunks(3) {
        let at = |index: usize| chunk.get(index).copied().map_or(0, u32::from);
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for index in 0..4 {
            let letter = TABLE[(group >> (18 - 6 * index) & 63) as usize];
            out.push(if index > chunk.len() { b'=' } else { letter });
        }
    }
}

/// Base64 in lines of 76.
pub(super) fn base64_lines(bytes: &[u8], out: &mut Vec<u8>) {
    for line in bytes.chunks(57) {
        base64(line, out);
        out.push(b'\n');
    }
}

/// Quoted-printable (RFC 2045) with soft breaks before column 76.
pub(super) fn quoted_printable(bytes: &[u8], out: &mut Vec<u8>) {
    let mut column = 0;
    for (index, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' {
            out.push(b'\n');
            column = 0;
            continue;
        }
        let ends = bytes.get(index + 1).is_none_or(|next| *next == b'\n');
        let plain = matches!(byte, b'!'..=b'<' | b'>'..=b'~') || (*byte == b' ' && !ends);
        if column + if plain { 1 } else { 3 } > 75 {
            out.extend_from_slice(b"=\n");
            column = 0;
        }
        column += push_byte(*byte, plain, out);
    }
}

fn push_byte(byte: u8, plain: bool, out: &mut Vec<u8>) -> usize {
    if plain {
        out.push(byte);
        return 1;
    }
    push_hex(b'=', byte, out);
    3
}

fn push_hex(mark: u8, byte: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(&[
        mark,
        HEX[usize::from(byte >> 4)],
        HEX[usize::from(byte & 15)],
    ]);
}

/// RFC 2047 for text that is not ASCII; other text stands as it is.
pub(super) fn words(text: &str, out: &mut Vec<u8>) {
    if text.is_ascii() {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    let latin = text.chars().filter(|letter| !letter.is_ascii()).count() * 4 < text.len();
    let limit = if latin { 24 } else { 39 };
    for (index, piece) in pieces(text, limit).into_iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"" } else { b"\n " });
        word(piece, latin, out);
    }
}

fn word(piece: &str, latin: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(if latin { b"=?UTF-8?Q?" } else { b"=?UTF-8?B?" });
    if latin {
        for byte in piece.bytes() {
            match byte {
                b' ' => out.push(b'_'),
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte),
                other => push_hex(b'=', other, out),
            }
        }
    } else {
        base64(piece.as_bytes(), out);
    }
    out.extend_from_slice(b"?=");
}

/// The text in pieces of at most `limit` bytes, cut between characters.
fn pieces(text: &str, limit: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, letter) in text.char_indices() {
        if index + letter.len_utf8() - start > limit {
            found.push(&text[start..index]);
            start = index;
        }
    }
    found.push(&text[start..]);
    found
}

/// RFC 2231 for a parameter that is not ASCII.
pub(super) fn parameter(name: &str, value: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(name.as_bytes());
    if value.is_ascii() {
        out.extend_from_slice(format!("=\"{value}\"").as_bytes());
        return;
    }
    out.extend_from_slice(b"*=UTF-8''");
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(byte),
            other => push_hex(b'%', other, out),
        }
    }
}

/// ISO 8859-1, where every character has a place in it.
pub(super) fn latin1(text: &str) -> Option<Vec<u8>> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect()
}
