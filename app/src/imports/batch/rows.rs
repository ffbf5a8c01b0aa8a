//! The columns of new interactions, one entry a message.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use mail::{
    message::{Automated, Class, Message},
    threads::{Clues, Trace},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{known::first_met, sorted::Usable};
use crate::{
    context::Scope,
    error::Result,
    ids,
    imports::{people::own_parts, store::Import, threads},
};

#[derive(Default)]
pub struct Rows {
    pub ids: Vec<Uuid>,
    external: Vec<String>,
    directions: Vec<&'static str>,
    standings: Vec<&'static str>,
    own_parts: Vec<Value>,
    threads: Vec<Uuid>,
    traces: Vec<Value>,
    times: Vec<DateTime<Utc>>,
    subjects: Vec<String>,
    snippets: Vec<String>,
    bodies: Vec<String>,
    languages: Vec<Option<String>>,
    recipients: Vec<i32>,
    attachments: Vec<Value>,
    places: Vec<Option<i64>>,
    authors: Vec<Option<Uuid>>,
}

impl Rows {
    /// Places the messages that are not here yet in their threads.
    pub async fn of(scope: &mut Scope, import: &Import, usable: &[Usable<'_>]) -> Result<Self> {
        let external: Vec<String> = usable
            .iter()
            .map(|usable| external_id(&usable.message.message_id))
            .collect();
        let is_new = first_met(scope, &external).await?;
        let traces: Vec<Trace> = usable
            .iter()
            .map(|usable| Trace::from(&Clues::from(usable.message)))
            .collect();
        let new = traces.iter().zip(&is_new).filter(|(_, is_new)| **is_new);
        let new = new.map(|(trace, _)| trace.clone()).collect();
        let placed = threads::place(scope, import.id, new).await?;
        let mut placed = placed.into_iter();
        let mut rows = Self {
            threads: is_new
                .iter()
                .map(|is_new| is_new.then(|| placed.next()).flatten().unwrap_or_default())
                .collect(),
            traces: traces.iter().map(|trace| json!(trace)).collect(),
            external,
            ..Self::default()
        };
        for usable in usable {
            rows.push(import, usable);
        }
        Ok(rows)
    }

    fn push(&mut self, import: &Import, usable: &Usable<'_>) {
        let message = usable.message;
        let is_mine = import.own_addresses.contains(&message.from.email);
        let recipients = message.to.len() + message.cc.len() + message.bcc.len();
        self.ids.push(ids::new(message.date));
        let own_parts = own_parts(message, &import.own_addresses);
        let standing = standing(import, message, &own_parts);
        let direction = match standing {
            _ if is_mine => "out",
            "others" => "none",
            _ => "in",
        };
        self.directions.push(direction);
        self.standings.push(standing);
        self.own_parts.push(own_parts);
        self.times.push(message.date);
        self.subjects.push(line(&message.subject, 500));
        self.snippets.push(line(&message.snippet(), 200));
        self.bodies.push(message.text.replace('\0', ""));
        self.languages.push(message.language.clone());
        self.recipients
            .push(i32::try_from(recipients).unwrap_or(i32::MAX));
        self.attachments.push(json!(message.attachments));
        self.places.push(usable.place);
        self.authors.push(import.user_id.filter(|_| is_mine));
    }

    /// Returns the ids of those that were not here yet.
    pub async fn insert(&self, scope: &mut Scope, import: &Import) -> Result<HashSet<Uuid>> {
        let (workspace, now) = (scope.workspace, scope.now);
        let stored = sqlx::query_scalar!(
            "insert into interactions
               (id, workspace_id, kind, origin, external_id, direction, thread_id, occurred_at, subject, snippet,
                body, language, recipients, attachments, import_id, place, author_id, own_parts, trace,
                standing, created_at)
             select
               id, $1, 'mail', 'mail', external, direction, thread, at, subject, snippet,
               body, language, recipients, attachments, $2, place, author, own_parts, trace, standing, $3
             from unnest(
               $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::text[], $10::text[],
               $11::text[], $12::text[], $13::integer[], $14::jsonb[], $15::bigint[], $16::uuid[], $17::jsonb[],
               $18::jsonb[], $19::text[]
             ) as new (
               id, external, direction, thread, at, subject, snippet, body, language, recipients, attachments,
               place, author, own_parts, trace, standing
             )
             on conflict (workspace_id, origin, external_id) do nothing
             returning id",
            workspace,
            import.id,
            now,
            &self.ids,
            &self.external,
            &self.directions as &[&str],
            &self.threads,
            &self.times,
            &self.subjects,
            &self.snippets,
            &self.bodies,
            &self.languages as &[Option<String>],
            &self.recipients,
            &self.attachments,
            &self.places as &[Option<i64>],
            &self.authors as &[Option<Uuid>],
            &self.own_parts,
            &self.traces,
            &self.standings as &[&str],
        )
        .fetch_all(scope.db())
        .await?;
        Ok(stored.into_iter().collect())
    }

    /// The external ids of the others.
    pub fn unstored(&self, stored: &HashSet<Uuid>) -> Vec<&str> {
        self.ids
            .iter()
            .zip(&self.external)
            .filter(|(id, _)| !stored.contains(id))
            .map(|(_, external)| external.as_str())
            .collect()
    }
}

/// Whether a message is contact between the member and the others in it.
fn standing(import: &Import, message: &Message, own_parts: &Value) -> &'static str {
    let is_mine = import.own_addresses.contains(&message.from.email);
    let names_me = own_parts.as_object().is_some_and(|parts| !parts.is_empty());
    match message.class {
        Class::Person if import.of_others && !names_me => "others",
        Class::Person => "contact",
        _ if is_mine && message.automated == Some(Automated::Role) => "contact",
        _ => "automated",
    }
}

/// A message id that fits into an index.
pub fn external_id(message_id: &str) -> String {
    if message_id.len() > 500 {
        ids::digest(message_id)
    } else {
        message_id.replace('\0', "")
    }
}

/// One line of at most so many characters, as the database takes it.
pub fn line(text: &str, longest: usize) -> String {
    text.chars()
        .filter(|c| *c != '\0')
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(longest)
        .collect()
}
