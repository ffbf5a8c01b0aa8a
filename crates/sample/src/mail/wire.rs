//! A message as bytes: header fields and MIME parts (RFC 5322, RFC 2045).

use super::dates;
use super::encode;
use super::message::{Mailbox, Message, Part, Transfer};

impl Message {
    pub fn render(&self, out: &mut Vec<u8>) {
        self.envelope(out);
        field(out, "MIME-Version", "1.0");
        field(out, "Date", &dates::header(self.at, self.offset_seconds));
        people(out, "From", std::slice::from_ref(&self.from));
        people(out, "To", &self.to);
        people(out, "Cc", &self.cc);
        field(out, "Subject", &self.subject);
        field(out, "Message-ID", &self.id);
        if let Some(last) = self.references.last() {
            field(out, "In-Reply-To", last);
            field(out, "References", &self.references.join("\n "));
        }
        for (name, value) in &self.extra {
            field(out, name, value);
        }
        self.body(out);
    }

    /// What Gmail adds on delivery and on export.
    fn envelope(&self, out: &mut Vec<u8>) {
        field(out, "X-GM-THRID", &self.thread.to_string());
        field(out, "X-Gmail-Labels", self.labels);
        if let Some(owner) = &self.delivered_to {
            field(out, "Delivered-To", owner);
            let stamp = dates::header(self.at + (self.seed % 5) as i64, 0);
            let host = self
                .from
                .email
                .split_once('@')
                .map_or("", |(_, domain)| domain);
            let hop = format!(
                "from mx.{host} (mx.{host} [192.0.2.{}])\n by mx.mailbox.example with ESMTPS id {:x}\n for <{owner}>; {stamp}",
                self.seed % 250,
                self.seed
            );
            field(out, "Received", &hop);
            let returns = if self.multipart.starts_with("report") {
                ""
            } else {
                &self.from.email
            };
            field(out, "Return-Path", &format!("<{returns}>"));
        }
    }

    fn body(&self, out: &mut Vec<u8>) {
        match &self.attachment {
            None => self.texts(0, out),
            Some(attachment) => {
                let edge = self.edge(1);
                field(
                    out,
                    "Content-Type",
                    &format!("multipart/mixed; boundary=\"{edge}\""),
                );
                open(out, &edge);
                self.texts(0, out);
                open(out, &edge);
                self.part(attachment, out);
                close(out, &edge);
            }
        }
    }

    fn texts(&self, level: u64, out: &mut Vec<u8>) {
        if let [only] = self.parts.as_slice() {
            return self.part(only, out);
        }
        let edge = self.edge(level);
        field(
            out,
            "Content-Type",
            &format!("multipart/{}; boundary=\"{edge}\"", self.multipart),
        );
        for part in &self.parts {
            open(out, &edge);
            self.part(part, out);
        }
        close(out, &edge);
    }

    fn edge(&self, level: u64) -> String {
        format!("0000000000{:016x}", self.seed.wrapping_add(level * 7_919))
    }

    fn part(&self, part: &Part, out: &mut Vec<u8>) {
        match &part.filename {
            Some(filename) => attached(part, filename, out),
            None => self.text(part, out),
        }
    }

    fn text(&self, part: &Part, out: &mut Vec<u8>) {
        let plain = part.content.is_ascii() && longest_line(&part.content) < 200;
        let latin = match std::str::from_utf8(&part.content) {
            Ok(text) if self.transfer == Transfer::Latin1 => encode::latin1(text),
            _ => None,
        };
        let charset = if latin.is_some() {
            "ISO-8859-1"
        } else {
            "UTF-8"
        };
        field(
            out,
            "Content-Type",
            &format!("{}; charset=\"{charset}\"", part.kind),
        );
        let bytes = latin.as_deref().unwrap_or(&part.content);
        let dense = bytes.iter().filter(|byte| !byte.is_ascii()).count() * 4 > bytes.len();
        match self.transfer {
            Transfer::Base64 => base64_part(bytes, out),
            Transfer::EightBit if longest_line(bytes) < 900 => bare_part("8bit", bytes, out),
            _ if plain => bare_part("7bit", bytes, out),
            _ if dense => base64_part(bytes, out),
            _ => {
                field(out, "Content-Transfer-Encoding", "quoted-printable");
                out.push(b'\n');
                encode::quoted_printable(bytes, out);
                out.push(b'\n');
            }
        }
    }
}

fn bare_part(name: &str, bytes: &[u8], out: &mut Vec<u8>) {
    field(out, "Content-Transfer-Encoding", name);
    out.push(b'\n');
    out.extend_from_slice(bytes);
    out.push(b'\n');
}

fn base64_part(bytes: &[u8], out: &mut Vec<u8>) {
    field(out, "Content-Transfer-Encoding", "base64");
    out.push(b'\n');
    encode::base64_lines(bytes, out);
}

fn attached(part: &Part, filename: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("Content-Type: {}; ", part.kind).as_bytes());
    encode::parameter("name", filename, out);
    out.extend_from_slice(b"\nContent-Disposition: attachment;\n ");
    encode::parameter("filename", filename, out);
    out.push(b'\n');
    base64_part(&part.content, out);
}

fn longest_line(bytes: &[u8]) -> usize {
    bytes
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::len)
        .max()
        .unwrap_or_default()
}

fn open(out: &mut Vec<u8>, edge: &str) {
    if !out.ends_with(b"\n\n") {
        out.push(b'\n');
    }
    out.extend_from_slice(format!("--{edge}\n").as_bytes());
}

fn close(out: &mut Vec<u8>, edge: &str) {
    out.extend_from_slice(format!("--{edge}--\n").as_bytes());
}

fn field(out: &mut Vec<u8>, name: &str, value: &str) {
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b": ");
    encode::words(value, out);
    out.push(b'\n');
}

fn people(out: &mut Vec<u8>, name: &str, mailboxes: &[Mailbox]) {
    if mailboxes.is_empty() {
        return;
    }
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b": ");
    for (index, mailbox) in mailboxes.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"" } else { b",\n " });
        mailbox.render(out);
    }
    out.push(b'\n');
}

impl Mailbox {
    fn render(&self, out: &mut Vec<u8>) {
        if self.name.is_empty() {
            return out.extend_from_slice(self.email.as_bytes());
        }
        let special =
            |letter: char| !letter.is_alphanumeric() && !matches!(letter, ' ' | '-' | '\'');
        if self.name.is_ascii() && self.name.contains(special) {
            out.extend_from_slice(format!("\"{}\"", self.name).as_bytes());
        } else {
            encode::words(&self.name, out);
        }
        out.extend_from_slice(format!(" <{}>", self.email).as_bytes());
    }
}
