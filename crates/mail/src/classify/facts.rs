//! The marks by which mail of programs and lists is told.

use super::Automated;
use crate::content::{Content, PartKind};
use crate::header::Headers;
use crate::{address::Address, domains, names, subject};

/// Subjects of holiday notices begin so, lower case.
const AWAY: &str = include_str!("away.txt");
/// Subjects of mails about one order, account or delivery hold these, lower case.
const TRANSACTIONS: &str = include_str!("transactions.txt");
/// Subjects of reports of failed delivery begin so, lower case.
const FAILURES: &str = include_str!("failures.txt");
/// Fields that only services for sending much mail add.
const SENDING_SERVICES: &str = include_str!("sending_services.txt");
/// Fields of programs that report one matter although they let people unsubscribe.
const NOTIFIERS: [&str; 12] = [
    "X-GitHub-Reason",
    "X-GitLab-Project",
    "X-JIRA-FingerPrint",
    "X-LinkedIn-Class",
    "X-Notification-Category",
    "X-Trello-Id",
    "X-Atlassian-Token",
    "X-Asana-Id",
    "X-Phabricator-Sent-This-Message",
    "X-Bugzilla-Reason",
    "X-Discourse-Post-Id",
    "X-Sentry-Project",
];
pub(super) const AUTO_REPLIES: [&str; 6] = [
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Reply-From",
    "X-Mail-Autoreply",
    "X-Vacation",
];
const LIST_SOFTWARE: [&str; 7] = [
    "X-Mailman-Version",
    "X-BeenThere",
    "Mailing-List",
    "X-Google-Group-Id",
    "X-Listserv",
    "X-Ecartis-Version",
    "X-Sympa-To",
];
/// Local parts by which also a person alone may be reached.
const SOFT_ROLES: [&str; 11] = [
    "mail", "hello", "hi", "hallo", "post", "me", "email", "contact", "kontakt", "office", "studio",
];

pub(super) struct Facts<'a> {
    pub(super) headers: &'a Headers<'a>,
    pub(super) from: &'a Address,
    pub(super) title: &'a str,
    pub(super) content: &'a Content,
}

type Rule<'a> = fn(&Facts<'a>) -> bool;

impl<'a> Facts<'a> {
    pub(super) fn why(&self) -> Option<Automated> {
        let rules: [(Rule<'a>, Automated); 9] = [
            (Self::is_bounce, Automated::Bounce),
            (Self::is_calendar, Automated::Calendar),
            (Self::is_auto_reply, Automated::AutoReply),
            (Self::is_discussion_list, Automated::List),
            (Self::is_notification, Automated::Notification),
            (Self::is_bulk, Automated::Bulk),
            (Self::is_no_reply, Automated::NoReply),
            (Self::is_role, Automated::Role),
            (Self::is_sent_by_company, Automated::Notification),
        ];
        rules
            .into_iter()
            .find(|(holds, _)| holds(self))
            .map(|(_, why)| why)
    }

    pub(super) fn is_bounce(&self) -> bool {
        let local = self.local_part();
        let reports = |part: &PartKind| {
            part.mime == "message/delivery-status"
                || part.detail.as_deref() == Some("delivery-status")
        };
        let is_from_server = matches!(
            local,
            "mailer-daemon" | "postmaster" | "mailerdaemon" | "mail-daemon"
        ) || local.starts_with("microsoftexchange");
        let has_failed = || {
            self.value("Return-Path").replace(['<', '>'], "").is_empty()
                && self.headers.has("Return-Path")
                && starts(self.title, FAILURES)
        };
        is_from_server
            || self.content.types.iter().any(reports)
            || self.headers.has("X-Failed-Recipients")
            || has_failed()
    }

    pub(super) fn is_calendar(&self) -> bool {
        let is_event = |part: &PartKind| part.mime == "text/calendar" && part.detail.is_some();
        self.content.types.iter().any(is_event)
            || self.value("Content-Class").contains("calendarmessage")
            || self.from.email.starts_with("calendar-notification@")
            || self
                .value("Sender")
                .contains("calendar-notification@google.com")
    }

    fn is_auto_reply(&self) -> bool {
        let is_marked = AUTO_REPLIES
            .iter()
            .any(|name| self.headers.has(name) && self.value(name) != "no");
        is_marked
            || self.value("Auto-Submitted").starts_with("auto-replied")
            || matches!(
                self.value("Precedence").as_str(),
                "auto_reply" | "auto-reply"
            )
            || starts(self.title, AWAY)
            || self
                .content
                .types
                .iter()
                .any(|part| part.mime == "message/disposition-notification")
    }

    /// A List-Id with a place to post to, or the header of list software.
    fn is_discussion_list(&self) -> bool {
        let has_software = self.has_any(&LIST_SOFTWARE);
        let takes_posts = self.value("List-Post").contains("mailto:");
        let has_list = self.headers.has("List-Id") || has_software;
        let is_program =
            self.is_no_reply() || self.has_any(&NOTIFIERS) || is_notifier(self.local_part());
        has_list && (has_software || takes_posts) && !is_program && !self.is_campaign()
    }

    fn is_campaign(&self) -> bool {
        self.uses_sending_service() && self.headers.has("List-Unsubscribe")
    }

    fn uses_sending_service(&self) -> bool {
        SENDING_SERVICES.lines().any(|name| self.headers.has(name))
    }

    fn is_bulk(&self) -> bool {
        self.headers.has("List-Unsubscribe")
            || self.headers.has("List-Id")
            || matches!(self.value("Precedence").as_str(), "bulk" | "list" | "junk")
            || is_newsletter(self.local_part())
    }

    /// A program's mail about one matter.
    fn is_notification(&self) -> bool {
        let submitted = self.value("Auto-Submitted");
        let is_to_many = self.headers.has("List-Unsubscribe") || self.headers.has("List-Id");
        let is_submitted = !submitted.is_empty() && submitted != "no" && !is_to_many;
        let is_quiet_bulk = self.value("Precedence") == "bulk" && !is_to_many && self.is_no_reply();
        let is_transaction = holds(self.title, TRANSACTIONS)
            && (self.is_no_reply() || self.is_role() || !self.is_named_person());
        is_submitted
            || is_quiet_bulk
            || self.has_any(&NOTIFIERS)
            || self.headers.has("X-Cron-Env")
            || is_notifier(self.local_part()) && !is_newsletter(self.local_part())
            || is_transaction && !subject::is_reply(self.title)
    }

    pub(super) fn is_no_reply(&self) -> bool {
        domains::is_no_reply_address(&self.from.email)
    }

    pub(super) fn is_role(&self) -> bool {
        let is_soft = SOFT_ROLES.contains(&self.local_part()) && self.is_named_person();
        domains::is_role_address(&self.from.email) && !is_soft
    }

    /// A company's name as sender, through a service for sending much mail.
    fn is_sent_by_company(&self) -> bool {
        let is_free = domains::is_free_mail(self.from.domain());
        let is_reply = subject::is_reply(self.title) || self.headers.has("In-Reply-To");
        let is_company = self.from.name.is_some()
            && names::person_name(self.from.name.as_deref(), &self.from.email).is_none();
        is_company && !is_free && !is_reply && self.uses_sending_service()
    }

    /// The display name begins with a common given name and goes on.
    fn is_named_person(&self) -> bool {
        let name = names::person_name(self.from.name.as_deref(), &self.from.email);
        self.from.name.is_some()
            && name.is_some_and(|name| {
                name.family.is_some()
                    && name.given.is_some_and(|given| names::is_given_name(&given))
            })
    }

    fn local_part(&self) -> &str {
        self.from.email.split('@').next().unwrap_or("")
    }

    fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.headers.has(name))
    }

    /// A header's value in lower case, empty where there is none.
    fn value(&self, name: &str) -> String {
        self.headers
            .first(name)
            .map(|value| value.trim().to_lowercase())
            .unwrap_or_default()
    }
}

fn starts(title: &str, list: &str) -> bool {
    let title = title.trim().trim_start_matches('[').to_lowercase();
    list.lines().any(|start| title.starts_with(start))
}

fn holds(title: &str, list: &str) -> bool {
    let title = title.to_lowercase();
    list.lines().any(|part| title.contains(part))
}

fn is_newsletter(local: &str) -> bool {
    const WORDS: [&str; 14] = [
        "newsletter",
        "newsletters",
        "news",
        "mailing",
        "marketing",
        "campaigns",
        "campaign",
        "promo",
        "promotions",
        "digest",
        "offers",
        "deals",
        "nl",
        "angebote",
    ];
    words(local).any(|word| WORDS.contains(&word))
}

fn is_notifier(local: &str) -> bool {
    const WORDS: [&str; 20] = [
        "notification",
        "notifications",
        "notify",
        "alert",
        "alerts",
        "notifier",
        "updates",
        "cron",
        "daemon",
        "root",
        "bot",
        "automailer",
        "automated",
        "system",
        "benachrichtigung",
        "reminder",
        "reminders",
        "receipts",
        "monitoring",
        "autoconfirm",
    ];
    words(local).any(|word| WORDS.contains(&word))
}

fn words(local: &str) -> impl Iterator<Item = &str> {
    local.split(['.', '-', '_', '+'])
}
