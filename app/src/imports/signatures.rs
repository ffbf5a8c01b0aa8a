//! The signatures under the messages of a mailbox: read beside parsing, kept as they
//! stood, one row for each different block of a sender. Only what the block itself says
//! is kept: what headers and domains say comes from them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use mail::{
    extract,
    message::{Class, Message},
    names::through_group,
    signature::{self, Person},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{context::Scope, error::Result, ids};

/// So many bytes of blocks are remembered before the memory is emptied.
const REMEMBERED: usize = 1 << 20;
/// What a reading takes beside its block, about.
const READING: usize = 300;
/// A longer block is a letter that nobody divided.
const LONGEST: usize = 4_000;

/// A block and what it says of the one who wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    block: String,
    person: Value,
}

/// Reads signatures. People sign many messages alike: each block is understood once.
/// What is remembered is bounded.
#[derive(Default)]
pub struct Signatures {
    own: Vec<String>,
    known: HashMap<Uuid, Option<Arc<Signed>>>,
    bytes: usize,
}

impl Signatures {
    /// Those of everybody but the member, whose addresses these are.
    pub fn of_others(own: &[String]) -> Self {
        Self {
            own: own.to_owned(),
            ..Self::default()
        }
    }

    pub fn read(&mut self, message: &Message) -> Option<Arc<Signed>> {
        let from = &message.from;
        let is_groups = through_group(from.name.as_deref(), &from.email).is_some();
        if message.class != Class::Person || self.own.contains(&from.email) || is_groups {
            return None;
        }
        let block = signature::locate(&message.own_text(), Some(from))
            .filter(|block| block.len() <= LONGEST)?;
        let reading = reading_of(message, &block);
        if let Some(signed) = self.known.get(&reading) {
            return signed.clone();
        }
        let signed = understand(message, &block).map(Arc::new);
        self.remember(reading, block.len(), signed.clone());
        signed
    }

    fn remember(&mut self, reading: Uuid, length: usize, signed: Option<Arc<Signed>>) {
        let size = READING + signed.as_ref().map_or(0, |_| length);
        if self.bytes + size > REMEMBERED {
            (self.known, self.bytes) = (HashMap::new(), 0);
        }
        self.bytes += size;
        self.known.insert(reading, signed);
    }
}

/// The same for messages in which the same is to be read.
fn reading_of(message: &Message, block: &str) -> Uuid {
    let from = &message.from;
    let language = message.language.as_deref().unwrap_or("");
    let name = from.name.as_deref().unwrap_or("");
    ids::derived(&[name, &from.email, language, block].join("\0"))
}

fn understand(message: &Message, block: &str) -> Option<Signed> {
    let person = said_in_block(extract::sender(message, Some(block))?);
    let is_telling = person.evidence.keys().any(|field| field != "name")
        || person
            .name
            .as_ref()
            .is_some_and(|name| name.contains(' ') && message.from.name.as_ref() != Some(name));
    is_telling.then(|| Signed {
        block: block.replace('\0', ""),
        person: json!(person),
    })
}

/// Drops what was not read in the block, and addresses: whose they are, mail shows.
fn said_in_block(mut person: Person) -> Person {
    person.evidence.retain(|field, evidence| {
        evidence.source == "signature" && field != "email" && field != "emails"
    });
    let says = |field: &str| person.evidence.contains_key(field);
    let (has_name, has_company) = (says("name"), says("company"));
    person.name = person.name.filter(|_| has_name);
    person.company = person.company.filter(|_| has_company);
    (person.email, person.emails) = (None, Vec::new());
    person
}

/// One block of one sender, as a batch carried it.
struct Seen<'a> {
    signed: &'a Signed,
    first_at: DateTime<Utc>,
    last_at: DateTime<Utc>,
    message: String,
}

/// The blocks of a batch: a block that several messages carry once, with the newest of them.
#[derive(Default)]
pub struct Blocks<'a>(BTreeMap<(&'a str, Uuid), Seen<'a>>);

impl<'a> Blocks<'a> {
    /// `external_id` is the message's, as its interaction has it.
    pub fn add(&mut self, message: &'a Message, signed: &'a Signed, external_id: String) {
        let key = (message.from.email.as_str(), ids::derived(&signed.block));
        let seen = self.0.entry(key).or_insert_with(|| Seen {
            signed,
            first_at: message.date,
            last_at: message.date,
            message: external_id.clone(),
        });
        seen.first_at = seen.first_at.min(message.date);
        if (message.date, &external_id) > (seen.last_at, &seen.message) {
            (seen.last_at, seen.message, seen.signed) = (message.date, external_id, signed);
        }
    }

    /// Lays them beside what is known: any order of batches gives the same rows.
    pub async fn store(&self, scope: &mut Scope, import: Uuid) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let addresses: Vec<String> = self.0.keys().map(|key| key.0.replace('\0', "")).collect();
        let block_ids: Vec<Uuid> = self.0.keys().map(|key| key.1).collect();
        let blocks: Vec<&str> = self.0.values().map(|seen| &*seen.signed.block).collect();
        let people: Vec<Value> = self
            .0
            .values()
            .map(|seen| seen.signed.person.clone())
            .collect();
        let first: Vec<DateTime<Utc>> = self.0.values().map(|seen| seen.first_at).collect();
        let last: Vec<DateTime<Utc>> = self.0.values().map(|seen| seen.last_at).collect();
        let messages: Vec<&str> = self.0.values().map(|seen| seen.message.as_str()).collect();
        let workspace = scope.workspace;
        sqlx::query!(
            "insert into signatures
               (workspace_id, address, block_id, import_id, block, person, first_at, last_at, message)
             select $1, address, block_id, $2, block, person, first_at, last_at, message
             from unnest(
               $3::text[], $4::uuid[], $5::text[], $6::jsonb[], $7::timestamptz[], $8::timestamptz[], $9::text[]
             ) as new (address, block_id, block, person, first_at, last_at, message)
             on conflict (workspace_id, address, block_id, import_id) do update set
               person = case
                 when (excluded.last_at, excluded.message) > (signatures.last_at, signatures.message) then excluded.person
                 else signatures.person
               end,
               message = case
                 when (excluded.last_at, excluded.message) > (signatures.last_at, signatures.message) then excluded.message
                 else signatures.message
               end,
               first_at = least(signatures.first_at, excluded.first_at),
               last_at = greatest(signatures.last_at, excluded.last_at)",
            workspace,
            import,
            &addresses,
            &block_ids,
            &blocks as &[&str],
            &people,
            &first,
            &last,
            &messages as &[&str],
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use mail::message::parse;

    use super::*;

    fn message(from: &str, body: &str) -> Message {
        let raw = format!(
            "From: {from}\nTo: ada@kith.example\nDate: Wed, 12 Oct 2022 10:00:00 +0200\nMessage-ID: <1@x.example>\nSubject: Lunch\n\n{body}\n"
        );
        parse(raw.as_bytes()).unwrap()
    }

    fn read(from: &str, body: &str) -> Option<Arc<Signed>> {
        Signatures::of_others(&["ada@kith.example".to_owned()]).read(&message(from, body))
    }

    const LONG: &str =
        "Shall we meet?\n\nBest regards,\nJane Doe\nHead of Sales | Acme GmbH\nTel: +49 30 1234567";

    #[test]
    fn only_what_the_block_says_is_kept() {
        let signed = read("Jane <jane@acme.example>", LONG).unwrap();
        assert_eq!(signed.person["title"], "Head of Sales");
        assert_eq!(signed.person["phones"][0]["e164"], "+49301234567");
        assert_eq!(signed.person["evidence"].get("email"), None);
        let short = read(
            "Jane <jane@acme.example>",
            "At noon?\n\nBest regards,\nJane",
        );
        assert_eq!(short, None, "that Jane is called Jane, the header says");
    }

    #[test]
    fn the_member_the_quoted_and_who_writes_through_a_group_are_not_read() {
        assert_eq!(read("Jane Doe via Board <board@acme.example>", LONG), None);
        assert_eq!(read("Ada Berg <ada@kith.example>", LONG), None);
        let quoted = format!(
            "Yes.\n\nOn Tue, Oct 11, 2022 at 9:00 AM Jane Doe <jane@acme.example> wrote:\n> {}",
            LONG.replace('\n', "\n> ")
        );
        assert_eq!(read("Bo Lind <bo@lind.example>", &quoted), None);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut signatures = Signatures::of_others(&[]);
        let mut most = 0;
        for number in 0..1_500 {
            let body = format!("{LONG}\nRoom {number}\n{}", "Acme GmbH Berlin\n".repeat(90));
            signatures.remember(ids::derived(&body), body.len(), None);
            let signed = Arc::new(Signed {
                block: body.clone(),
                person: Value::Null,
            });
            signatures.remember(ids::derived(&format!("{body}.")), body.len(), Some(signed));
            let held = signatures.known.values().flatten();
            most = most.max(held.map(|signed| signed.block.len()).sum());
        }
        assert!((REMEMBERED / 2..=REMEMBERED).contains(&most), "{most}");
    }

    #[test]
    fn a_block_is_understood_once() {
        let mut signatures = Signatures::of_others(&[]);
        let mail = message("Jane Doe <jane@acme.example>", LONG);
        let (first, second) = (
            signatures.read(&mail).unwrap(),
            signatures.read(&mail).unwrap(),
        );
        assert!(Arc::ptr_eq(&first, &second));
    }
}
