//! Did a person write this by hand, and to whom?
//! Invariant: the judgement rests on headers, address and structure; the prose is not weighed.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{address::Address, content::Content, domains, header::Headers, subject};

/// Why a message counts as automated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Automated {
    /// It came through a discussion list.
    List,
    /// A newsletter or another mail to many.
    Bulk,
    /// A holiday notice or another automatic answer.
    AutoReply,
    /// The sender's address takes no answers.
    NoReply,
    /// The sender's address is an office, not a person.
    Role,
    /// A report of failed or delayed delivery.
    Bounce,
    /// An invitation or an answer to one.
    Calendar,
    /// Sent by a program on an event.
    Notification,
}

impl Automated {
    pub fn code(&self) -> &'static str {
        match self {
            Automated::List => "list",
            Automated::Bulk => "bulk",
            Automated::AutoReply => "auto-reply",
            Automated::NoReply => "no-reply",
            Automated::Role => "role",
            Automated::Bounce => "bounce",
            Automated::Calendar => "calendar",
            Automated::Notification => "notification",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Written by a person to people.
    Person,
    /// Written by a person to a discussion list.
    List,
    /// Sent to many subscribers.
    Newsletter,
    /// Written by a program.
    Automated,
}

impl Class {
    pub fn code(&self) -> &'static str {
        match self {
            Class::Person => "person",
            Class::List => "list",
            Class::Newsletter => "newsletter",
            Class::Automated => "automated",
        }
    }
}

pub(crate) fn judge(
    headers: &Headers<'_>,
    from: &Address,
    title: &str,
    content: &Content,
) -> (Option<Automated>, Class) {
    let facts = Facts {
        headers,
        from,
        title,
        content,
    };
    let why = facts.why();
    let class = match why {
        None => Class::Person,
        Some(Automated::List) => Class::List,
        Some(Automated::Bulk) => Class::Newsletter,
        Some(_) => Class::Automated,
    };
    (why, class)
}

type Rule<'a> = fn(&Facts<'a>) -> bool;

struct Facts<'a> {
    headers: &'a Headers<'a>,
    from: &'a Address,
    title: &'a str,
    content: &'a Content,
}

impl<'a> Facts<'a> {
    fn why(&self) -> Option<Automated> {
        let rules: [(Rule<'a>, Automated); 8] = [
            (Self::is_bounce, Automated::Bounce),
            (Self::is_calendar, Automated::Calendar),
            (Self::is_auto_reply, Automated::AutoReply),
            (Self::is_discussion_list, Automated::List),
            (Self::is_bulk, Automated::Bulk),
            (Self::is_notification, Automated::Notification),
            (Self::is_no_reply, Automated::NoReply),
            (Self::is_role, Automated::Role),
        ];
        rules
            .into_iter()
            .find(|(holds, _)| holds(self))
            .map(|(_, why)| why)
    }

    fn is_bounce(&self) -> bool {
        let local = self.from.email.split('@').next().unwrap_or("");
        let reports = |part: &crate::content::PartKind| {
            part.mime == "message/delivery-status"
                || part.detail.as_deref() == Some("delivery-status")
        };
        matches!(
            local,
            "mailer-daemon" | "postmaster" | "mailerdaemon" | "mail-daemon"
        ) || self.content.types.iter().any(reports)
            || self.headers.has("X-Failed-Recipients")
    }

    fn is_calendar(&self) -> bool {
        let is_event =
            |part: &crate::content::PartKind| part.mime == "text/calendar" && part.detail.is_some();
        self.content.types.iter().any(is_event)
            || self.value("Content-Class").contains("calendarmessage")
            || self.from.email.starts_with("calendar-notification@")
            || self
                .value("Sender")
                .contains("calendar-notification@google.com")
    }

    fn is_auto_reply(&self) -> bool {
        let submitted = self.value("Auto-Submitted");
        let is_marked = [
            "X-Autoreply",
            "X-Autorespond",
            "X-Autoresponder",
            "X-Auto-Reply-From",
            "X-Mail-Autoreply",
        ]
        .iter()
        .any(|name| self.headers.has(name) && self.value(name) != "no");
        is_marked
            || submitted.starts_with("auto-replied")
            || self.value("Precedence") == "auto_reply"
            || is_away_subject(self.title)
            || self
                .content
                .types
                .iter()
                .any(|part| part.mime == "message/disposition-notification")
    }

    /// A List-Id with a place to post to, or the header of list software.
    fn is_discussion_list(&self) -> bool {
        let has_software = [
            "X-Mailman-Version",
            "X-BeenThere",
            "Mailing-List",
            "X-Google-Group-Id",
            "X-Listserv",
            "X-Ecartis-Version",
        ]
        .iter()
        .any(|name| self.headers.has(name));
        let takes_posts =
            self.headers.has("List-Post") && !self.value("List-Post").starts_with("no");
        let has_list = self.headers.has("List-Id") || has_software;
        has_list && (has_software || takes_posts) && !self.is_no_reply() && !self.is_campaign()
    }

    fn is_campaign(&self) -> bool {
        const MARKS: [&str; 14] = [
            "X-Campaign",
            "X-CampaignID",
            "X-Campaign-Id",
            "X-MC-User",
            "X-Mailchimp-Campaign-Id",
            "X-SFMC-Stack",
            "X-CSA-Complaints",
            "X-Mailgun-Tag",
            "X-Mailer-RecptId",
            "X-Roving-Id",
            "X-HS-Cid",
            "Feedback-ID",
            "X-Marketoid",
            "X-Klaviyo-Message-Id",
        ];
        MARKS.iter().any(|name| self.headers.has(name)) && self.headers.has("List-Unsubscribe")
    }

    fn is_bulk(&self) -> bool {
        let precedence = self.value("Precedence");
        if self.is_transactional() {
            return false;
        }
        self.headers.has("List-Unsubscribe")
            || self.headers.has("List-Id")
            || matches!(precedence.as_str(), "bulk" | "list" | "junk")
            || is_newsletter_address(&self.from.email)
    }

    /// A program's mail about one matter, although it lets people unsubscribe.
    fn is_transactional(&self) -> bool {
        [
            "X-GitHub-Reason",
            "X-GitLab-Project",
            "X-JIRA-FingerPrint",
            "X-Linkedin-Class",
            "X-Notification-Category",
            "X-Trello-Id",
        ]
        .iter()
        .any(|name| self.headers.has(name))
    }

    fn is_notification(&self) -> bool {
        let submitted = self.value("Auto-Submitted");
        let is_submitted = !submitted.is_empty() && submitted != "no";
        is_submitted
            || self.is_transactional()
            || self.headers.has("X-Cron-Env")
            || self.value("X-Auto-Response-Suppress").contains("all")
                && !subject::is_reply(self.title)
                && self.is_role()
            || is_notifier(&self.from.email)
    }

    fn is_no_reply(&self) -> bool {
        domains::is_no_reply_address(&self.from.email)
    }

    fn is_role(&self) -> bool {
        domains::is_role_address(&self.from.email)
    }

    /// A header's value in lower case, empty where there is none.
    fn value(&self, name: &str) -> String {
        self.headers
            .first(name)
            .map(|value| value.trim().to_lowercase())
            .unwrap_or_default()
    }
}

/// How clients in many languages begin the subject of a holiday notice.
fn is_away_subject(title: &str) -> bool {
    const STARTS: [&str; 24] = [
        "automatic reply:",
        "auto reply:",
        "autoreply:",
        "auto-reply:",
        "out of office:",
        "out of the office:",
        "automatische antwort:",
        "abwesenheitsnotiz",
        "abwesend:",
        "réponse automatique",
        "absence du bureau",
        "respuesta automática",
        "resposta automática",
        "risposta automatica",
        "automatisch antwoord",
        "automatische reactie",
        "odpowiedź automatyczna",
        "autoodpowiedź",
        "автоматический ответ",
        "автоответ",
        "自動応答",
        "自动答复",
        "自動返信",
        "自动回复",
    ];
    let title = title.trim().to_lowercase();
    STARTS.iter().any(|start| title.starts_with(start))
}

fn is_newsletter_address(email: &str) -> bool {
    let local = email.split('@').next().unwrap_or("");
    let words = [
        "newsletter",
        "newsletters",
        "news",
        "mailing",
        "marketing",
        "campaigns",
        "promo",
        "promotions",
        "digest",
        "offers",
        "deals",
    ];
    local
        .split(['.', '-', '_', '+'])
        .any(|word| words.contains(&word))
}

fn is_notifier(email: &str) -> bool {
    let local = email.split('@').next().unwrap_or("");
    let words = [
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
    ];
    local
        .split(['.', '-', '_', '+'])
        .any(|word| words.contains(&word))
}
