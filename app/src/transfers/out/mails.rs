//! Mails as one mailbox (RFC 4155): what was read of them, as plain text. The files that
//! they came in lie beside it as they were.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

const PAGE: i64 = 200;
/// Bytes of a line of a header, where it can be folded.
const LONGEST: usize = 900;

pub struct Mail {
    pub id: Uuid,
    external_id: String,
    occurred_at: DateTime<Utc>,
    subject: String,
    body: String,
    parts: Value,
}

#[derive(Deserialize)]
struct Part {
    role: String,
    email: String,
    name: Option<String>,
}

/// Mails behind this one, in the order of their ids.
pub async fn page(scope: &mut Scope, after: Uuid) -> Result<Vec<Mail>> {
    Ok(sqlx::query_as!(
        Mail,
        r#"select
             i.id,
             i.external_id,
             i.occurred_at,
             i.subject,
             i.body,
             (
               select coalesce(jsonb_agg(jsonb_build_object('role', role, 'email', email, 'name', name)), '[]')
               from (
                 select p.role, r.external_id as email, r.fields ->> 'name' as name
                 from participants p
                 join source_records r on r.id = p.source_record_id
                 where p.interaction_id = i.id and r.origin = 'mail'
                 union all
                 select own.value ->> 'role', own.key, own.value ->> 'name'
                 from jsonb_each(i.own_parts) own
               ) as parts
             ) as "parts!"
           from interactions i
           where i.workspace_id = acting_workspace()
             and i.kind = 'mail'
             and i.deleted_at is null
             and i.id > $1
           order by i.id
           limit $2"#,
        after,
        PAGE,
    )
    .fetch_all(scope.db())
    .await?)
}

impl Mail {
    pub fn message(&self) -> String {
        let parts: Vec<Part> = serde_json::from_value(self.parts.clone()).unwrap_or_default();
        let mut text = format!(
            "From - {}\n",
            self.occurred_at.format("%a %b %e %H:%M:%S %Y")
        );
        for (header, role) in [("From", "from"), ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc")] {
            let people: Vec<String> = parts
                .iter()
                .filter(|part| part.role == role)
                .map(Part::written)
                .collect();
            if !people.is_empty() {
                let _ = writeln!(text, "{header}: {}", people.join(",\n "));
            }
        }
        let _ = writeln!(text, "Date: {}", self.occurred_at.to_rfc2822());
        let _ = writeln!(text, "Message-ID: <{}>", one_line(&self.external_id));
        let _ = writeln!(text, "Subject: {}", encoded(&self.subject));
        text.push_str("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
        for line in self.body.lines() {
            // A line that would begin a message is quoted, and so is one that is quoted already.
            if line.trim_start_matches('>').starts_with("From ") {
                text.push('>');
            }
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
        text
    }
}

impl Part {
    fn written(&self) -> String {
        let email = one_line(&self.email);
        match &self.name {
            Some(name) if !name.trim().is_empty() => format!("{} <{email}>", encoded(name)),
            _ => email,
        }
    }
}

fn one_line(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

/// Words of a header (RFC 2047), encoded where they are more than plain letters.
fn encoded(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " .-_'".contains(letter);
    if text.chars().all(is_plain) && text.len() < LONGEST {
        return text.to_owned();
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        let mut bytes = [0; 4];
        let letter: String = letter
            .encode_utf8(&mut bytes)
            .bytes()
            .map(|byte| format!("={byte:02X}"))
            .collect();
        if word.len() + letter.len() > 60 {
            words.push(std::mem::take(&mut word));
        }
        word += &letter;
    }
    words.push(word);
    let words = words.iter().map(|word| format!("=?utf-8?Q?{word}?="));
    words.collect::<Vec<_>>().join("\n ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_message_is_one_whatever_it_says() {
        let mail = Mail {
            id: Uuid::nil(),
            external_id: "1@a.example\nX: y".to_owned(),
            occurred_at: crate::testing::now(),
            subject: "Grüße\nFrom x".to_owned(),
            body: "From here\n>From there\nfine".to_owned(),
            parts: json!([{ "role": "from", "email": "bo@lind.example", "name": "Bo, Jr." }]),
        };
        let text = mail.message();
        assert!(
            text.contains("\n\n>From here\n>>From there\nfine\n\n"),
            "{text}"
        );
        assert!(text.contains("Message-ID: <1@a.exampleX: y>\n"), "{text}");
        let heads = text.lines().filter(|line| line.starts_with("From "));
        assert_eq!(heads.count(), 1);
    }
}
