//! What happened between people: a meeting in a calendar, a message in a chat.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;

/// One occurrence of a calendar event.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Meeting {
    /// The event's own id, the same for all occurrences.
    pub uid: String,
    pub title: Option<String>,
    pub description: Option<String>,
    pub location: Option<String>,
    pub url: Option<String>,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// The start on the clock of its place; midnight where it lasts all day.
    pub local_start: NaiveDateTime,
    pub is_all_day: bool,
    /// The IANA time zone, or what the file calls it; none where the time is floating.
    pub time_zone: Option<String>,
    pub is_recurring: bool,
    /// One occurrence that was changed apart from its series.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_change: bool,
    /// Counts the revisions of the event.
    pub sequence: u32,
    /// When it was changed last, and when this version was written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamped_at: Option<DateTime<Utc>>,
    pub is_cancelled: bool,
    /// `confirmed`, `tentative` or `cancelled`.
    pub status: String,
    /// Whether it is a sign of a tie: not cancelled, and not declined by everybody.
    pub counts: bool,
    pub organizer: Option<Party>,
    pub attendees: Vec<Party>,
    pub tags: Vec<String>,
    /// Properties that fit no field, by name.
    pub custom: BTreeMap<String, Vec<String>>,
}

/// One message of a chat, or what an address book remembers of a call, of having met, or about
/// somebody.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Message {
    #[serde(skip_serializing_if = "Form::is_message")]
    pub form: Form,
    /// Whether the member wrote or called, where the file says so; else the sender tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_me: Option<bool>,
    /// `telegram`, `whatsapp`, `linkedin` or `monica`.
    pub service: String,
    pub chat_id: String,
    pub chat_name: Option<String>,
    pub is_group: bool,
    pub sender: Party,
    pub recipients: Vec<Party>,
    pub sent_at: DateTime<Utc>,
    /// The clock of the exporting device, where the file gives no time zone.
    pub local_time: NaiveDateTime,
    pub subject: Option<String>,
    pub text: String,
    /// The id of the message that this one answers.
    pub reply_to: Option<String>,
    pub forwarded_from: Option<String>,
    pub is_edited: bool,
    /// What was sent beside the text: `photo`, `voice_message`, a file name.
    pub media: Vec<String>,
}

/// What a message stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    #[default]
    Message,
    Call,
    /// Having met: the recipients were there.
    Meeting,
    /// About the recipients; nothing was said to them.
    Note,
}

impl Form {
    fn is_message(&self) -> bool {
        *self == Form::Message
    }
}

/// Somebody who takes part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Party {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The service's own id or the address of the profile.
    pub handle: Option<String>,
    /// `chair`, `required`, `optional` or `informed`, in meetings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<PartyStatus>,
    /// A room or a device, not a person.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_resource: bool,
}

/// An attendee's answer (RFC 5545, PARTSTAT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyStatus {
    Unanswered,
    Accepted,
    Declined,
    Tentative,
    Delegated,
}
