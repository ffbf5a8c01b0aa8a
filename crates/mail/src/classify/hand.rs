//! Whether somebody sat at a mail program: what such programs write into the header.

use std::sync::LazyLock;

use super::facts::Facts;
use crate::header::FieldNames;

/// Words in X-Mailer and User-Agent of programs in which people write, lower case.
const MAIL_PROGRAMS: &str = include_str!("mail_programs.txt");
/// Fields that programs on a server or a device add only to what was written in them.
static COMPOSED: LazyLock<FieldNames> =
    LazyLock::new(|| FieldNames::new(include_str!("composed.txt")));

impl Facts<'_> {
    /// By the program in which it was written; an answer, also by the service over which
    /// programs send as well.
    pub(super) fn is_handwritten(&self) -> bool {
        if self.headers.has("List-Unsubscribe") || self.offers_unsubscribing() {
            return false;
        }
        let is_composed = self.is_from_mail_program() || self.headers.has_any(&COMPOSED);
        is_composed || self.is_answer() && self.is_from_gmail()
    }

    fn is_from_mail_program(&self) -> bool {
        let programs = [self.value("X-Mailer"), self.value("User-Agent")];
        let is_known = |program: &String| MAIL_PROGRAMS.lines().any(|name| program.contains(name));
        programs.iter().any(is_known)
    }

    fn is_from_gmail(&self) -> bool {
        self.headers.has("X-Google-Smtp-Source")
            || self
                .value("Message-ID")
                .trim_end_matches('>')
                .ends_with("@mail.gmail.com")
    }
}
