//! Whether somebody sat at a mail program, or a program wrote: what either writes into the
//! header.

use std::sync::LazyLock;

use super::facts::Facts;
use crate::header::FieldNames;

/// Words in X-Mailer and User-Agent of programs in which people write, lower case.
const MAIL_PROGRAMS: &str = include_str!("mail_programs.txt");
/// Fields that programs on a server or a device add only to what was written in them.
static COMPOSED: LazyLock<FieldNames> =
    LazyLock::new(|| FieldNames::new(include_str!("composed.txt")));
/// Where the identifiers of what was written in a mailbox are made.
const MAILBOX_HOSTS: [&str; 6] = [
    "mail.gmail.com",
    "app.fastmail.com",
    "protonmail.com",
    "proton.me",
    "pm.me",
    "email.android.com",
];
/// Fields that web sites leave.
const SCRIPTS: [&str; 2] = ["X-PHP-Originating-Script", "X-PHP-Script"];

impl Facts<'_> {
    /// By the program in which it was written; an answer, unless a program gave it.
    pub(super) fn is_handwritten(&self) -> bool {
        let is_to_many = self.headers.has("List-Unsubscribe") || self.offers_unsubscribing();
        !is_to_many && (self.is_composed() || self.is_answered())
    }

    /// Sent by a script of a web site or a program on a server.
    pub(super) fn is_programmed(&self) -> bool {
        let is_script = SCRIPTS.iter().any(|field| self.headers.has(field))
            || self.value("X-Mailer").contains("phpmailer");
        let is_java = || {
            let id = self.value("Message-ID");
            id.contains(".javamail.") && !id.contains(".javamail.zimbra@")
        };
        (is_script || is_java())
            && !self.is_handwritten()
            && !self.offers_unsubscribing()
            && !self.sender.is_newsletter()
    }

    fn is_composed(&self) -> bool {
        let programs = [self.value("X-Mailer"), self.value("User-Agent")];
        let is_known = |program: &String| MAIL_PROGRAMS.lines().any(|name| program.contains(name));
        let id = self.value("Message-ID");
        let host = id.trim_end_matches('>').rsplit('@').next().unwrap_or("");
        programs.iter().any(is_known)
            || self.headers.has_any(&COMPOSED)
            || MAILBOX_HOSTS.contains(&host)
    }

    fn is_answered(&self) -> bool {
        let is_automatic = self.headers.has("Auto-Submitted")
            || self.headers.has("Precedence")
            || self.uses_sending_service()
            || self.is_known_notifier();
        self.headers.has("In-Reply-To") && !is_automatic
    }
}
