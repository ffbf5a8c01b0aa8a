//! Small mailboxes, written by hand in a test.

use chrono::{DateTime, Duration, Utc};

use super::now;

/// One message; `days` before [`now`].
#[derive(Clone, Debug)]
pub struct Mail {
    pub id: String,
    pub days: i64,
    pub from: String,
    pub to: String,
    pub subject: String,
    pub body: String,
    pub headers: Vec<String>,
}

impl Mail {
    pub fn new(id: &str, days: i64, from: &str, to: &str) -> Self {
        Self {
            id: id.to_owned(),
            days,
            from: from.to_owned(),
            to: to.to_owned(),
            subject: "Lunch".to_owned(),
            body: "Shall we have lunch on Thursday?".to_owned(),
            headers: Vec::new(),
        }
    }

    pub fn subject(mut self, subject: &str) -> Self {
        self.subject = subject.to_owned();
        self
    }

    pub fn body(mut self, body: &str) -> Self {
        self.body = body.to_owned();
        self
    }

    pub fn header(mut self, header: &str) -> Self {
        self.headers.push(header.to_owned());
        self
    }

    pub fn answers(self, id: &str) -> Self {
        let header = format!("In-Reply-To: <{id}@test.example>\nReferences: <{id}@test.example>");
        self.header(&header)
    }

    pub fn at(&self) -> DateTime<Utc> {
        now() - Duration::days(self.days)
    }
}

pub fn mailbox(mails: &[Mail]) -> String {
    mails.iter().map(text).collect()
}

fn text(mail: &Mail) -> String {
    let extra: String = mail
        .headers
        .iter()
        .map(|header| format!("{header}\n"))
        .collect();
    format!(
        "From - {}\nMessage-ID: <{}@test.example>\nDate: {}\nFrom: {}\nTo: {}\nSubject: {}\n{extra}\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{}\n\n",
        mail.at().format("%a %b %e %H:%M:%S %Y"),
        mail.id,
        mail.at().to_rfc2822(),
        mail.from,
        mail.to,
        mail.subject,
        mail.body,
    )
}
