//! Meetings to come, as calendars that came in name them: each an event with those who are
//! known to take part.

use chrono::{DateTime, Utc};
use records::ContentLines;
use uuid::Uuid;

use crate::{context::Viewer, error::Result, routes::paths};

/// More than these are no calendar.
const MOST: i64 = 5_000;

struct Row {
    id: Uuid,
    subject: String,
    body: String,
    occurred_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    people: Vec<String>,
    emails: Vec<String>,
}

pub(super) async fn meetings(viewer: &Viewer) -> Result<Vec<(String, String)>> {
    let mut scope = viewer.begin().await?;
    let now = scope.now;
    let rows = sqlx::query_as!(
        Row,
        r#"select
             i.id,
             i.subject,
             i.body,
             i.occurred_at,
             i.created_at,
             coalesce(array_agg(c.name order by c.name, c.id) filter (where c.id is not null), '{}') as "people!",
             coalesce(array_agg(coalesce(c.email, '') order by c.name, c.id) filter (where c.id is not null), '{}') as "emails!"
           from interactions i
           left join participants p on p.interaction_id = i.id
           left join identity_links l on l.source_record_id = p.source_record_id
           left join contacts c on c.id = l.contact_id and c.deleted_at is null
           where i.workspace_id = acting_workspace()
             and i.kind = 'meeting'
             and i.deleted_at is null
             and i.occurred_at > $1
           group by i.id
           order by i.occurred_at, i.id
           limit $2"#,
        now,
        MOST,
    )
    .fetch_all(scope.db())
    .await?;
    let base = &viewer.kith.settings.base_url;
    Ok(rows.iter().map(|row| row.entry(base)).collect())
}

impl Row {
    fn entry(&self, base: &str) -> (String, String) {
        let mut lines = ContentLines::default();
        lines.put("BEGIN", "VCALENDAR");
        lines.put("VERSION", "2.0");
        lines.put("PRODID", "-//Kith//Meetings//EN");
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", format!("meeting-{}@kith", self.id));
        lines.put("DTSTAMP", utc(self.created_at));
        lines.put("DTSTART", utc(self.occurred_at));
        lines.text("SUMMARY", &self.subject);
        let description = self.description();
        if !description.is_empty() {
            lines.text("DESCRIPTION", &description);
        }
        lines.put("URL", format!("{base}{}", paths::interaction(self.id)));
        lines.put("END", "VEVENT");
        lines.put("END", "VCALENDAR");
        (format!("meeting-{}", self.id), lines.finish())
    }

    /// Names alone: a program that reads attendees might write to them.
    fn description(&self) -> String {
        let people = self.people.iter().zip(&self.emails);
        let mut names: Vec<String> = people
            .map(|(name, email)| match email.as_str() {
                "" => name.clone(),
                email if email == name => name.clone(),
                email => format!("{name} <{email}>"),
            })
            .collect();
        names.dedup();
        let with = (!names.is_empty()).then(|| format!("With {}", names.join(", ")));
        let body = Some(self.body.clone()).filter(|body| !body.is_empty());
        let parts: Vec<String> = with.into_iter().chain(body).collect();
        parts.join("\n\n")
    }
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}
