//! Exports of contacts, calendars and chats in; normalised records out: CSV and TSV, vCard,
//! LDIF, iCalendar, Telegram, WhatsApp and Monica. Pure and streaming: no network, no database, no clock.
//! Invariant: every part of a file becomes a record or a rejection with its reason, memory does
//! not grow with the file, and reading again from a cursor gives exactly what follows it.

mod charset;
pub mod chat;
mod content_line;
pub mod dates;
pub mod delimited;
mod detect;
pub mod icalendar;
mod input;
mod json;
mod ldif;
mod lines;
pub mod mapping;
mod monica;
mod outcome;
mod phone;
mod profile;
mod reader;
mod record;
mod unit;
pub mod vcard;

pub use content_line::ContentLines;
pub use detect::{Format, detect};
pub use input::{Input, InputError, inputs};
pub use outcome::{Cursor, Item, Reason, Rejection};
pub use phone::e164;
pub use profile::profile_link;
pub use reader::{Options, Records, open};
pub use record::{
    Address, Contact, ContactKind, Employment, Fields, Form, Handle, Labelled, Meeting, Message,
    Party, PartyStatus, Phone, Photo, Record,
};
