//! One message, understood: who, when, to whom, in which thread, and what was written.
//! Invariant: `parse` reads only the bytes it is given; the same bytes give the same message.

mod ids;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use crate::address::Address;
pub use crate::classify::{Automated, Class, Markers};
pub use crate::content::Attachment;
use crate::{address, body, classify, content, date, header::Headers, language, subject};

/// The text of a body is cut at this many bytes.
pub const TEXT_LIMIT: usize = 256 * 1024;
/// 1 January 1980: dates before are of clocks that were never set.
const FIRST_MAIL: i64 = 315_532_800;
/// A sender's clock may be this much ahead.
const CLOCK_ERROR: TimeDelta = TimeDelta::days(2);
/// At most this many addresses of one field are kept.
const ADDRESS_LIMIT: usize = 2000;

/// Why a message could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
pub enum Unreadable {
    #[error("the message is empty")]
    Empty,
    #[error("there is no header of mail in it")]
    NoHeaders,
    #[error("neither Date nor Received holds a date")]
    NoDate,
    #[error("no field names a sender with an address")]
    NoSender,
}

impl Unreadable {
    /// A stable word for counting.
    pub fn code(&self) -> &'static str {
        match self {
            Unreadable::Empty => "empty",
            Unreadable::NoHeaders => "no_headers",
            Unreadable::NoDate => "no_date",
            Unreadable::NoSender => "no_sender",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The Message-ID without `<>`, or `sha256:…` of the content where there is none.
    pub message_id: String,
    pub in_reply_to: Option<String>,
    /// Oldest first, as in the header.
    pub references: Vec<String>,
    /// From Date, else from the newest Received, else from the mailbox; never the present time.
    pub date: DateTime<Utc>,
    pub from: Address,
    pub sender: Option<Address>,
    pub reply_to: Vec<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub bcc: Vec<Address>,
    pub subject: String,
    /// The text body, made from HTML where there is only HTML, cut at [`TEXT_LIMIT`].
    pub text: String,
    pub attachments: Vec<Attachment>,
    /// Why no person wrote this by hand, if so.
    pub automated: Option<Automated>,
    pub class: Class,
    /// What the message says about how it was sent.
    #[serde(default)]
    pub markers: Markers,
    /// Delivered-To, X-Original-To and Envelope-To, lower case.
    pub delivered_to: Vec<String>,
    /// The labels that Gmail writes into its exports.
    pub labels: Vec<String>,
    /// ISO 639-1, of the text.
    pub language: Option<String>,
    /// Read once, of mail of people alone: see [`Message::own_text`].
    #[serde(default)]
    own_text: Option<String>,
    /// The beginning of the own text, on one line.
    #[serde(default)]
    lead: String,
}

/// Reads one message (without From_ line).
pub fn parse(raw: &[u8]) -> Result<Message, Unreadable> {
    parse_received(raw, None)
}

/// Like [`parse`], for a message of which the mailbox says when it came: that counts where no
/// field of the message holds a date.
pub fn parse_received(raw: &[u8], received: Option<DateTime<Utc>>) -> Result<Message, Unreadable> {
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    let start = raw.iter().position(|byte| !matches!(byte, b'\r' | b'\n'));
    let raw = &raw[start.unwrap_or(raw.len())..];
    if raw.trim_ascii().is_empty() {
        return Err(Unreadable::Empty);
    }
    let headers = Headers::split(raw);
    if !is_mail(&headers) {
        return Err(Unreadable::NoHeaders);
    }
    let date = sent_at(&headers).or(received).ok_or(Unreadable::NoDate)?;
    let from = author(&headers).ok_or(Unreadable::NoSender)?;
    let subject = headers.text("Subject").unwrap_or_default();
    let content = content::read(raw);
    let judgement = classify::judge(&headers, &from, &subject, &content);
    let (own_text, lead) = own_words(&content.text, judgement.class);
    Ok(Message {
        message_id: ids::message_id(&headers),
        in_reply_to: ids::in_reply_to(&headers),
        references: ids::references(&headers),
        date,
        sender: addresses(&headers, "Sender").into_iter().next(),
        reply_to: addresses(&headers, "Reply-To"),
        to: addresses(&headers, "To"),
        cc: addresses(&headers, "Cc"),
        bcc: addresses(&headers, "Bcc"),
        language: language::detect(language_sample(&content.text, &lead)),
        delivered_to: delivered_to(&headers),
        labels: labels(&headers),
        text: content.text,
        attachments: content.attachments,
        from,
        subject,
        automated: judgement.automated,
        class: judgement.class,
        markers: judgement.markers,
        own_text,
        lead,
    })
}

/// What the header of a message that [`parse`] refuses still says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remains {
    pub subject: Option<String>,
    /// As it stands in From, where no address could be read.
    pub sender: Option<String>,
}

/// Reads the subject and sender of what cannot be used, so that it can be named to people.
pub fn remains(raw: &[u8]) -> Remains {
    let headers = Headers::split(raw.trim_ascii_start());
    let said = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    Remains {
        subject: headers.text("Subject").and_then(said),
        sender: author(&headers)
            .map(|author| author.email)
            .or_else(|| headers.text("From").and_then(said)),
    }
}

impl Message {
    /// The message that began the thread, as far as this one knows.
    pub fn thread_root(&self) -> &str {
        self.references
            .first()
            .or(self.in_reply_to.as_ref())
            .unwrap_or(&self.message_id)
    }

    /// The subject without marks of replies and forwards, lower case.
    pub fn base_subject(&self) -> String {
        subject::base(&self.subject)
    }

    /// What the sender wrote, signature included, without quotes, forwards and notices.
    pub fn own_text(&self) -> Cow<'_, str> {
        match &self.own_text {
            Some(own_text) => Cow::Borrowed(own_text),
            None => Cow::Owned(body::own_text(&self.text)),
        }
    }

    /// About 160 characters of what the sender wrote, on one line.
    pub fn snippet(&self) -> String {
        let mut snippet: String = self.lead.chars().take(160).collect();
        if self.lead.chars().nth(160).is_some() {
            let cut = snippet
                .rfind(' ')
                .filter(|cut| *cut > 100)
                .unwrap_or(snippet.len());
            snippet.truncate(cut);
            snippet.push('…');
        }
        snippet
    }
}

/// The own text, where a person wrote it, and its beginning.
fn own_words(text: &str, class: Class) -> (Option<String>, String) {
    if class == Class::Person {
        let own = body::own_lines(text);
        (Some(own.join("\n")), body::lead(&own))
    } else {
        (None, body::lead(&body::own_lines(body::head(text))))
    }
}

/// The sender's own words tell the language; a bare forward is told by what it forwards.
fn language_sample<'a>(text: &'a str, lead: &'a str) -> &'a str {
    if lead.len() < 20 {
        &text[..text.floor_char_boundary(4096)]
    } else {
        lead
    }
}

fn is_mail(headers: &Headers<'_>) -> bool {
    let known = [
        "From",
        "Date",
        "Received",
        "Message-ID",
        "To",
        "Subject",
        "Return-Path",
        "Sender",
        "MIME-Version",
    ];
    let is_known = |name: &[u8]| {
        known
            .iter()
            .any(|known| name.trim_ascii().eq_ignore_ascii_case(known.as_bytes()))
    };
    headers.names().any(is_known)
}

/// The Date, unless a clock that stood wrong made it: before there was mail, or days after the
/// message had arrived.
fn sent_at(headers: &Headers<'_>) -> Option<DateTime<Utc>> {
    let received = headers
        .all("Received")
        .find_map(|value| date::received(&value));
    let others = || {
        ["Resent-Date", "Delivery-Date", "X-Date"]
            .iter()
            .find_map(|name| date::parse(&headers.first(name)?))
    };
    let dated = headers.all("Date").find_map(|value| date::parse(&value));
    let is_sure = |date: &DateTime<Utc>| {
        let is_early = received.is_none_or(|received| *date <= received + CLOCK_ERROR);
        date.timestamp() >= FIRST_MAIL && is_early
    };
    dated.filter(is_sure).or(received).or_else(others).or(dated)
}

fn author(headers: &Headers<'_>) -> Option<Address> {
    ["From", "Sender", "Reply-To", "Return-Path", "X-Sender"]
        .iter()
        .find_map(|name| headers.all(name).find_map(|value| Address::parse(&value)))
}

fn addresses(headers: &Headers<'_>, name: &str) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    for value in headers.lists(name) {
        found.extend(address::parse_list(&value));
    }
    found.truncate(ADDRESS_LIMIT);
    found
}

fn delivered_to(headers: &Headers<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for name in [
        "Delivered-To",
        "X-Original-To",
        "Envelope-To",
        "X-Delivered-To",
    ] {
        for address in addresses(headers, name) {
            if !found.contains(&address.email) {
                found.push(address.email);
            }
        }
    }
    found
}

fn labels(headers: &Headers<'_>) -> Vec<String> {
    let text = headers.text("X-Gmail-Labels").unwrap_or_default();
    let parts = text
        .split(',')
        .map(|label| label.trim().trim_matches('"').to_owned());
    parts.filter(|label| !label.is_empty()).collect()
}
