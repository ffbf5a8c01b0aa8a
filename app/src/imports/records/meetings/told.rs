//! A meeting with others, as it is kept beside the timeline: so that it can be there again.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use records::Party;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::happened::{Happened, Part};
use crate::ids;

/// A meeting with others, as it is kept.
#[derive(Serialize, Deserialize)]
pub struct Told {
    at: DateTime<Utc>,
    subject: String,
    body: String,
    own_parts: BTreeMap<String, Value>,
    raw: Value,
    parts: Vec<TakesPart>,
}

#[derive(Serialize, Deserialize)]
struct TakesPart {
    role: String,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    handle: Option<String>,
}

impl Told {
    pub fn of(happened: Happened) -> Self {
        let parts = happened.parts.into_iter().map(|part| TakesPart {
            role: part.role.to_owned(),
            email: part.party.email,
            name: part.party.name,
            phone: part.party.phone,
            handle: part.party.handle,
        });
        Self {
            at: happened.at,
            subject: happened.subject,
            body: happened.body,
            own_parts: serde_json::from_value(happened.own_parts).unwrap_or_default(),
            raw: happened.raw,
            parts: parts.collect(),
        }
    }

    /// What of it is seen: the same under another stamp is the same.
    pub fn digest(&self) -> String {
        let seen = json!([self.at, self.subject, self.body, self.own_parts, self.parts]);
        ids::digest(&seen.to_string())
    }

    /// As it goes into the timeline, the members' own parts by the addresses of now.
    pub fn happened(
        self,
        workspace: Uuid,
        event: &str,
        external: String,
        own: &[String],
    ) -> Happened {
        let mut own_parts = self.own_parts;
        let mut parts = Vec::new();
        for part in self.parts {
            let email = part.email.as_ref().filter(|email| own.contains(email));
            if let Some(email) = email {
                let mine = json!({ "role": part.role, "name": part.name });
                own_parts.insert(email.clone(), mine);
                continue;
            }
            parts.push(Part {
                role: if part.role == "from" { "from" } else { "to" },
                party: Party {
                    name: part.name,
                    email: part.email,
                    phone: part.phone,
                    handle: part.handle,
                    ..Party::default()
                },
            });
        }
        Happened {
            kind: "meeting",
            origin: "icalendar".to_owned(),
            external,
            direction: "none",
            thread: ids::derived(&format!("{workspace} icalendar {event}")),
            at: self.at,
            subject: self.subject,
            body: self.body,
            recipients: i32::try_from(parts.len()).unwrap_or(i32::MAX),
            attachments: json!([]),
            own_parts: json!(own_parts),
            raw: self.raw,
            parts,
        }
    }
}
