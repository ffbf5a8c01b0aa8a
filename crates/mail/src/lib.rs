//! Mail in, people out: RFC 5322/MIME and mailbox formats become messages, addresses and names.
//! Pure and streaming: no network, no database, no clock; malformed input is an answer, never a panic.

pub mod absence;
mod address;
pub mod body;
mod charset;
mod classify;
mod content;
mod date;
pub mod domains;
mod encoded_word;
pub mod extract;
mod header;
mod html;
mod language;
pub mod mbox;
pub mod message;
pub mod names;
pub mod signature;
pub mod source;
mod subject;
pub mod threads;
