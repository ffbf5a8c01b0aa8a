//! RFC 2047 encoded words, also broken ones: split inside a character, with spaces in them,
//! unpadded, or with an unknown charset.
//! Invariant: text that holds no readable encoded word comes back unchanged.

use std::borrow::Cow;

use crate::charset;

struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
}

/// Decodes the encoded words of an unfolded header value.
pub(crate) fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains("=?") {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut run: Option<Word> = None;
    let mut rest = value;
    while let Some((before, word, after)) = next_word(rest) {
        if !before.trim().is_empty() || run.is_none() {
            flush(&mut run, &mut text);
            text.push_str(before);
        }
        run = Some(match run.take() {
            Some(mut last) if last.charset.eq_ignore_ascii_case(word.charset) => {
                last.bytes.extend(word.bytes);
                last
            }
            mut last => {
                flush(&mut last, &mut text);
                word
            }
        });
        rest = after;
    }
    flush(&mut run, &mut text);
    text.push_str(rest);
    Cow::Owned(text)
}

fn flush(run: &mut Option<Word>, text: &mut String) {
    if let Some(word) = run.take() {
        text.push_str(&charset::decode(&word.bytes, Some(word.charset)));
    }
}

fn next_word(value: &str) -> Option<(&str, Word<'_>, &str)> {
    let mut from = 0;
    while let Some(found) = value[from..].find("=?") {
        let start = from + found;
        if let Some((word, length)) = parse_word(&value[start + 2..]) {
            return Some((&value[..start], word, &value[start + 2 + length..]));
        }
        from = start + 2;
    }
    None
}

/// Parses `charset?encoding?data?=` and says how many bytes it took.
fn parse_word(text: &str) -> Option<(Word<'_>, usize)> {
    let (charset, rest) = text.split_once('?')?;
    let (encoding, rest) = rest.split_once('?')?;
    let charset = charset.split('*').next()?;
    let is_label = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:+".contains(&byte);
    if charset.len() > 40 || !charset.bytes().all(is_label) {
        return None;
    }
    let is_base64 = match encoding {
        "B" | "b" => true,
        "Q" | "q" => false,
        _ => return None,
    };
    let data_start = text.len() - rest.len();
    let (data, end) = match rest.find("?=") {
        Some(end) => (&rest[..end], end + 2),
        None => (rest, rest.len()),
    };
    let bytes = if is_base64 {
        base64(data)
    } else {
        quoted(data)
    };
    Some((Word { charset, bytes }, data_start + end))
}

pub(crate) fn base64(data: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len());
    let (mut bits, mut count) = (0u32, 0);
    for byte in data.bytes() {
        let Some(value) = base64_value(byte) else {
            continue;
        };
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

fn base64_value(byte: u8) -> Option<u32> {
    match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

fn quoted(data: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len());
    let mut rest = data.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'_' => bytes.push(b' '),
            b'=' => match tail.get(..2).and_then(hex_pair) {
                Some(byte) => {
                    bytes.push(byte);
                    rest = &tail[2..];
                }
                None => bytes.push(b'='),
            },
            other => bytes.push(other),
        }
    }
    bytes
}

fn hex_pair(pair: &[u8]) -> Option<u8> {
    let digit = |byte: u8| (byte as char).to_digit(16);
    Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_decoded() {
        assert_eq!(decode("=?utf-8?Q?J=C3=BCrgen_M?="), "Jürgen M");
        assert_eq!(decode("=?ISO-8859-1?B?SvxyZ2Vu?= Meier"), "Jürgen Meier");
        assert_eq!(decode("a =?x?y?z?= b"), "a =?x?y?z?= b");
        assert_eq!(decode("plain = text?"), "plain = text?");
    }

    #[test]
    fn space_between_words_is_dropped_and_characters_are_rejoined() {
        assert_eq!(decode("=?utf-8?Q?J=C3?= =?utf-8?Q?=BCrgen?="), "Jürgen");
        assert_eq!(decode("=?utf-8?Q?a?= and =?utf-8?Q?b?="), "a and b");
    }

    #[test]
    fn broken_words_are_read_as_far_as_possible() {
        assert_eq!(decode("=?utf-8?Q?J=C3=BCrgen Meier?="), "Jürgen Meier");
        assert_eq!(decode("=?utf-8?B?SsO8cmdlbg?="), "Jürgen");
        assert_eq!(decode("=?utf-8?Q?J=C3=BCrgen"), "Jürgen");
        assert_eq!(decode("=?unknown-8bit?Q?J=FCrgen?="), "Jürgen");
        assert_eq!(decode("=?utf-8?Q?100=?="), "100=");
    }
}
