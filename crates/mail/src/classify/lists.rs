//! What tells the mail of a discussion list from other mail to many.

use super::facts::{Facts, LIST_SOFTWARE};

impl Facts<'_> {
    /// A List-Id with a place to post to, or the header of list software.
    pub(super) fn is_discussion_list(&self) -> bool {
        let has_software = self.headers.has_any(&LIST_SOFTWARE);
        let takes_posts = || {
            self.value("List-Post").contains("mailto:") || self.is_to_list() || self.is_for_owner()
        };
        let has_list = has_software
            || self.headers.has("List-Id")
            || self.is_for_owner()
            || self.is_sent_by_list();
        let is_program = || {
            self.headers.has("X-List-Administrivia")
                || self.is_no_reply() && !self.is_rewritten()
                || self.is_known_notifier()
                || self.sender.is_program()
        };
        has_list
            && (has_software || takes_posts() || self.is_sent_by_list())
            && !is_program()
            && (!self.is_campaign() || self.is_to_its_post())
    }

    /// The list's id is an address the mail goes to: `rowing.example.org`, `rowing@example.org`.
    fn is_to_list(&self) -> bool {
        let value = self.value("List-Id");
        let id = value.rsplit('<').next().unwrap_or("").trim_end_matches('>');
        let from = self.sender.from;
        let is_relayed = || {
            from.name
                .as_ref()
                .is_some_and(|name| name.contains(" via "))
        };
        let is_other = |email: &String| *email != from.email || is_relayed();
        let is_list = |email: &String| email.replace('@', ".") == id && is_other(email);
        !self.sender.is_newsletter() && self.addressees().iter().any(is_list)
    }

    /// `Sender: owner-list@`, as LISTSERV and Majordomo write it, on mail to `list@`.
    fn is_for_owner(&self) -> bool {
        let sender = emails(&self.value("Sender"));
        let owned = sender
            .first()
            .and_then(|sender| sender.strip_prefix("owner-"));
        owned.is_some_and(|list| self.addressees().iter().any(|email| email == list))
    }

    /// The author's address gave way to one that passes the checks of receivers.
    fn is_rewritten(&self) -> bool {
        self.sender.local_part().starts_with("dmarc-")
    }

    /// What may be posted to goes where it is posted.
    fn is_to_its_post(&self) -> bool {
        let posts = emails(&self.value("List-Post").replace("mailto:", ""));
        let addressees = self.addressees();
        posts.iter().any(|post| addressees.contains(post))
    }

    /// LISTSERV sends in the name of the list that it goes to, and which others may answer.
    fn is_sent_by_list(&self) -> bool {
        let from = &self.sender.from.email;
        let addressees = self.addressees();
        let is_list = |field: &str| {
            let named = emails(&self.value(field));
            named
                .iter()
                .any(|email| email != from && addressees.contains(email))
        };
        let answers = emails(&self.value("Reply-To"));
        let is_answered_there = answers.iter().any(|email| addressees.contains(email));
        self.headers.has("List-Unsubscribe")
            && (is_list("Sender") || is_answered_there)
            && !self.sender.is_newsletter()
    }

    fn addressees(&self) -> Vec<String> {
        [emails(&self.value("To")), emails(&self.value("Cc"))].concat()
    }
}

/// The bare addresses in a header's value.
fn emails(value: &str) -> Vec<String> {
    value
        .split(|letter: char| letter.is_whitespace() || ",;<>\"".contains(letter))
        .filter(|word| word.contains('@'))
        .map(str::to_owned)
        .collect()
}
