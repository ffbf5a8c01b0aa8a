//! Which format a file has, by what it holds; its name decides only between tables and nothing.

use serde::Serialize;

use crate::charset;
use crate::chat;
use crate::delimited::sniff;
use crate::mapping::is_header;
use crate::monica;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Delimited,
    VCard,
    Ldif,
    ICalendar,
    Telegram,
    WhatsApp,
    Monica,
}

/// Looks at the beginning of a file (UTF-16 is understood) and at its name. None where it is
/// nothing that can be imported; a zip archive is none, its files are ([`crate::inputs`]).
pub fn detect(bytes: &[u8], name: &str) -> Option<Format> {
    let decoded = charset::utf16(bytes).map(|encoding| encoding.decode(bytes).0.into_owned());
    let bytes = decoded.as_ref().map_or(bytes, |text| text.as_bytes());
    if decoded.is_none() && is_binary(&bytes[..bytes.len().min(1024)]) {
        return None;
    }
    let text = charset::text(&bytes[..bytes.len().min(64 * 1024)], None);
    let text = text.trim_start();
    let first = text
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_uppercase();
    match first.as_str() {
        "BEGIN:VCARD" => return Some(Format::VCard),
        "BEGIN:VCALENDAR" => return Some(Format::ICalendar),
        _ => {}
    }
    if is_ldif(text) {
        return Some(Format::Ldif);
    }
    if text.starts_with('{') {
        if monica::is_export(text) {
            return Some(Format::Monica);
        }
        let is_telegram = text.contains("\"messages\"")
            || text.contains("\"chats\"")
            || text.contains("\"personal_information\"");
        return is_telegram.then_some(Format::Telegram);
    }
    if chat::is_whatsapp(text) {
        return Some(Format::WhatsApp);
    }
    is_table(bytes, &name.to_ascii_lowercase()).then_some(Format::Delimited)
}

/// One in twenty bytes is a control character that no text has.
fn is_binary(bytes: &[u8]) -> bool {
    let is_odd = |byte: &&u8| matches!(**byte, 0..=8 | 14..=26 | 28..=31 | 127);
    bytes.iter().filter(is_odd).count() * 20 > bytes.len()
}

fn is_ldif(text: &str) -> bool {
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let starts = |line: &str| line.to_ascii_lowercase().starts_with("dn:");
    lines.next().is_some_and(|line| {
        starts(line) || (line.starts_with("version:") && lines.next().is_some_and(starts))
    })
}

/// A known header, or the name of a table and no markup.
fn is_table(bytes: &[u8], name: &str) -> bool {
    let is_named = [".csv", ".tsv", ".tab"]
        .iter()
        .any(|end| name.ends_with(end));
    let start = bytes.trim_ascii_start();
    if start.is_empty()
        || start.starts_with(b"<")
        || start.starts_with(b"%PDF")
        || start.starts_with(b"PK")
    {
        return false;
    }
    let dialect = sniff(bytes);
    is_named || (dialect.has_header && dialect.header.len() > 1 && is_header(&dialect.header))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_what_they_hold() {
        let cases: [(&[u8], &str, Option<Format>); 15] = [
            (b"BEGIN:VCARD\r\nVERSION:3.0", "x.txt", Some(Format::VCard)),
            (b"\xef\xbb\xbfbegin:vcard\r\n", "x", Some(Format::VCard)),
            (
                b"\xff\xfeB\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\r\0\n\0",
                "x",
                Some(Format::VCard),
            ),
            (b"\r\nBEGIN:VCALENDAR\r\n", "x", Some(Format::ICalendar)),
            (
                b"# export\nversion: 1\n\ndn: cn=Ada\n",
                "x",
                Some(Format::Ldif),
            ),
            (
                b"{\n \"name\": \"Ada\",\n \"messages\": []}",
                "result.json",
                Some(Format::Telegram),
            ),
            (
                b"{\"version\": \"1.0-preview.1\", \"app_version\": \"4.1.2\", \"exported_by\": \"u\", \"account\": {\"messages\": []}}",
                "x.json",
                Some(Format::Monica),
            ),
            (
                b"{\"version\": 1, \"account\": {}}",
                "monica.json",
                None,
            ),
            (
                b"[24.12.23, 18:01:22] Ada: Hallo\n",
                "_chat.txt",
                Some(Format::WhatsApp),
            ),
            (
                b"12/24/23, 6:01 PM - Ada: Hi\n",
                "chat.txt",
                Some(Format::WhatsApp),
            ),
            (
                b"First Name,Last Name,Email\nAda,L,a@b.org\n",
                "x.txt",
                Some(Format::Delimited),
            ),
            (
                b"ada@example.org\nbo@example.org\n",
                "list.csv",
                Some(Format::Delimited),
            ),
            (b"<html><body>First Name,Last Name", "x.csv", None),
            (b"Dear all, this is a letter.\n", "x.txt", None),
            (b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "x.csv", None),
        ];
        for (bytes, name, wanted) in cases {
            assert_eq!(
                detect(bytes, name),
                wanted,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
