//! Mail to members, through a server that the operator named. Without one, nothing is said
//! of mail anywhere.

mod digest;
mod letter;
mod send;
mod unsubscribe;

use std::fmt;

pub use digest::digest;
pub use letter::{Letter, Line, Part, Quote};
pub use send::{Refused, leave_address, send_letter, send_test};
pub use unsubscribe::{Unsubscribe, leave};

/// The address of the server holds a password.
#[derive(Clone)]
pub struct MailSettings {
    /// `smtps://user:password@host`, `smtp://host:587?tls=required`
    pub url: String,
    /// `Kith <kith@example.org>`
    pub from: String,
}

impl fmt::Debug for MailSettings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MailSettings")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

impl MailSettings {
    /// What is wrong with them, before anything is sent.
    pub fn check(&self) -> Result<(), String> {
        send::transport(self).map_err(|_| {
            "KITH_SMTP_URL cannot be read: write it like smtps://USER:PASSWORD@mail.example.org"
                .to_owned()
        })?;
        let read: Result<lettre::message::Mailbox, _> = self.from.parse();
        read.map(|_| ()).map_err(|_| {
            "KITH_MAIL_FROM says no sender: write it like Kith <kith@example.org>".to_owned()
        })
    }
}
