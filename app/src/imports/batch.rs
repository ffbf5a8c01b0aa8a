//! One batch of messages into the database, in one transaction with the cursor:
//! after a kill the import goes on behind the last whole batch.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use mail::message::{Class, Message};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    people::{Participation, store_people},
    reader::{Batch, Item},
    signatures::Blocks,
    store::Import,
};
use crate::{
    context::Scope,
    error::{Error, Result},
    events::announce,
    ids,
};

/// Writes the batch and moves the cursor. `Conflict` where the import no longer runs.
pub async fn store_batch(
    scope: &mut Scope,
    import: &Import,
    batch: &Batch,
    seconds: f64,
) -> Result<()> {
    let sorted = Sorted::of(&batch.items);
    let rows = Rows::of(scope, import, &sorted.usable).await?;
    let stored = rows.insert(scope, import).await?;
    let people: Vec<Participation> = sorted
        .usable
        .iter()
        .zip(&rows.ids)
        .filter(|(_, id)| stored.contains(id))
        .flat_map(|((_, message), id)| Participation::all_of(*id, message, &import.own_addresses))
        .collect();
    store_people(scope, import.id, &people).await?;
    blocks(&batch.items, &import.own_addresses)
        .store(scope, import.id)
        .await?;
    sorted.store_rejections(scope, import).await?;
    let counted = Counted {
        listed: batch.items.len(),
        stored: stored.len(),
        known: sorted.usable.len() - stored.len(),
        skipped: tally(&sorted.skipped),
        failed: tally(&sorted.failed),
    };
    advance(scope, import, &counted, batch.end, seconds).await?;
    announce(scope, "import.progress", import.id).await
}

/// The signatures of others beneath what is stored or was stored before.
fn blocks<'a>(items: &'a [Item], own: &[String]) -> Blocks<'a> {
    let mut blocks = Blocks::default();
    for item in items {
        if let (Ok(message), Some(signed)) = (&item.content, &item.signed)
            && skip_reason(message).is_none()
            && !own.contains(&message.from.email)
        {
            blocks.add(message, signed, external_id(&message.message_id));
        }
    }
    blocks
}

type Rejected<'a> = (i64, &'static str, Option<&'a Message>);

/// The items of a batch by what becomes of them.
#[derive(Default)]
struct Sorted<'a> {
    usable: Vec<(i64, &'a Message)>,
    skipped: Vec<Rejected<'a>>,
    failed: Vec<Rejected<'a>>,
}

impl<'a> Sorted<'a> {
    fn of(items: &'a [Item]) -> Self {
        let mut sorted = Self::default();
        for item in items {
            match &item.content {
                Err(reason) => sorted.failed.push((item.place, reason, None)),
                Ok(message) => match skip_reason(message) {
                    Some(reason) => sorted.skipped.push((item.place, reason, Some(message))),
                    None => sorted.usable.push((item.place, message)),
                },
            }
        }
        sorted
    }

    async fn store_rejections(&self, scope: &mut Scope, import: &Import) -> Result<()> {
        let all = || {
            let skipped = self.skipped.iter().map(|rejected| ("skipped", rejected));
            skipped.chain(self.failed.iter().map(|rejected| ("failed", rejected)))
        };
        let places: Vec<i64> = all().map(|(_, rejected)| rejected.0).collect();
        let outcomes: Vec<&str> = all().map(|(outcome, _)| outcome).collect();
        let reasons: Vec<&str> = all().map(|(_, rejected)| rejected.1).collect();
        let subjects: Vec<Option<String>> = all()
            .map(|(_, rejected)| rejected.2.map(|message| line(&message.subject, 300)))
            .collect();
        let senders: Vec<Option<String>> = all()
            .map(|(_, rejected)| rejected.2.map(|message| line(&message.from.email, 300)))
            .collect();
        let workspace = scope.workspace;
        sqlx::query!(
            "insert into import_rejections (import_id, workspace_id, place, outcome, reason, subject, sender)
             select $1, $2, place, outcome, reason, subject, sender
             from unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[])
               as new (place, outcome, reason, subject, sender)
             on conflict do nothing",
            import.id,
            workspace,
            &places,
            &outcomes as &[&str],
            &reasons as &[&str],
            &subjects as &[Option<String>],
            &senders as &[Option<String>],
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}

fn skip_reason(message: &Message) -> Option<&'static str> {
    for label in &message.labels {
        match label.to_lowercase().as_str() {
            "drafts" | "draft" => return Some("draft"),
            "spam" => return Some("spam"),
            "trash" => return Some("trash"),
            _ => {}
        }
    }
    match message.class {
        Class::Person => None,
        Class::List => Some("list"),
        Class::Newsletter => Some("newsletter"),
        Class::Automated => Some("automated"),
    }
}

fn tally(rejected: &[Rejected<'_>]) -> BTreeMap<&'static str, i32> {
    let mut counts = BTreeMap::new();
    for (_, reason, _) in rejected {
        *counts.entry(*reason).or_default() += 1;
    }
    counts
}

/// The columns of new interactions, one entry a message.
#[derive(Default)]
struct Rows {
    ids: Vec<Uuid>,
    external: Vec<String>,
    directions: Vec<&'static str>,
    threads: Vec<Uuid>,
    times: Vec<DateTime<Utc>>,
    subjects: Vec<String>,
    snippets: Vec<String>,
    bodies: Vec<String>,
    languages: Vec<Option<String>>,
    recipients: Vec<i32>,
    attachments: Vec<Value>,
    places: Vec<i64>,
    authors: Vec<Option<Uuid>>,
}

impl Rows {
    async fn of(scope: &mut Scope, import: &Import, usable: &[(i64, &Message)]) -> Result<Self> {
        let parents = threads_of_parents(scope, usable).await?;
        let mut rows = Self::default();
        for (place, message) in usable {
            let is_mine = import.own_addresses.contains(&message.from.email);
            rows.ids.push(ids::new(message.date));
            rows.external.push(external_id(&message.message_id));
            rows.directions.push(if is_mine { "out" } else { "in" });
            rows.threads
                .push(thread_id(scope.workspace, message, &parents));
            rows.times.push(message.date);
            rows.subjects.push(line(&message.subject, 500));
            rows.snippets.push(line(&message.snippet(), 200));
            rows.bodies.push(message.text.replace('\0', ""));
            rows.languages.push(message.language.clone());
            let recipients = message.to.len() + message.cc.len() + message.bcc.len();
            rows.recipients
                .push(i32::try_from(recipients).unwrap_or(i32::MAX));
            rows.attachments.push(json!(message.attachments));
            rows.places.push(*place);
            rows.authors.push(import.user_id.filter(|_| is_mine));
        }
        Ok(rows)
    }

    /// Returns the ids of those that were not here yet.
    async fn insert(&self, scope: &mut Scope, import: &Import) -> Result<HashSet<Uuid>> {
        let (workspace, now) = (scope.workspace, scope.now);
        let stored = sqlx::query_scalar!(
            "insert into interactions
               (id, workspace_id, kind, origin, external_id, direction, thread_id, occurred_at, subject, snippet,
                body, language, recipients, attachments, import_id, place, author_id, created_at)
             select
               id, $1, 'mail', 'mail', external, direction, thread, at, subject, snippet,
               body, language, recipients, attachments, $2, place, author, $3
             from unnest(
               $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::text[], $10::text[],
               $11::text[], $12::text[], $13::integer[], $14::jsonb[], $15::bigint[], $16::uuid[]
             ) as new (
               id, external, direction, thread, at, subject, snippet, body, language, recipients, attachments,
               place, author
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
            &self.places,
            &self.authors as &[Option<Uuid>],
        )
        .fetch_all(scope.db())
        .await?;
        Ok(stored.into_iter().collect())
    }
}

/// The threads of those messages that others of the batch answer.
async fn threads_of_parents(
    scope: &mut Scope,
    usable: &[(i64, &Message)],
) -> Result<HashMap<String, Uuid>> {
    let parents: Vec<String> = usable
        .iter()
        .filter(|(_, message)| message.references.is_empty())
        .filter_map(|(_, message)| message.in_reply_to.as_deref().map(external_id))
        .collect();
    if parents.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        "select i.external_id, i.thread_id
         from unnest($1::text[]) as parent (id)
         join interactions i
           on i.workspace_id = acting_workspace() and i.origin = 'mail' and i.external_id = parent.id",
        &parents,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.external_id, row.thread_id))
        .collect())
}

fn thread_id(workspace: Uuid, message: &Message, parents: &HashMap<String, Uuid>) -> Uuid {
    let parent = message
        .in_reply_to
        .as_deref()
        .and_then(|id| parents.get(&external_id(id)));
    parent
        .copied()
        .unwrap_or_else(|| ids::derived(&format!("{workspace} {}", message.thread_root())))
}

/// A message id that fits into an index.
fn external_id(message_id: &str) -> String {
    if message_id.len() > 500 {
        ids::digest(message_id)
    } else {
        message_id.replace('\0', "")
    }
}

/// One line of at most so many characters, as the database takes it.
fn line(text: &str, longest: usize) -> String {
    text.chars()
        .filter(|c| *c != '\0')
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(longest)
        .collect()
}

struct Counted {
    listed: usize,
    stored: usize,
    known: usize,
    skipped: BTreeMap<&'static str, i32>,
    failed: BTreeMap<&'static str, i32>,
}

async fn advance(
    scope: &mut Scope,
    import: &Import,
    counted: &Counted,
    end: i64,
    seconds: f64,
) -> Result<()> {
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let done = sqlx::query!(
        r#"update imports set
             cursor = $2,
             listed = listed + $3,
             stored = stored + $4,
             known = known + $5,
             skipped = (
               select coalesce(jsonb_object_agg(key, total), '{}')
               from (
                 select key, sum(value::integer) as total
                 from (select * from jsonb_each_text(skipped) union all select * from jsonb_each_text($6)) as both_parts
                 group by key
               ) as summed
             ),
             failed = (
               select coalesce(jsonb_object_agg(key, total), '{}')
               from (
                 select key, sum(value::integer) as total
                 from (select * from jsonb_each_text(failed) union all select * from jsonb_each_text($7)) as both_parts
                 group by key
               ) as summed
             ),
             seconds = $8,
             updated_at = now()
           where id = $1 and state = 'running' and cursor < $2"#,
        import.id,
        end,
        count(counted.listed),
        count(counted.stored),
        count(counted.known),
        json!(counted.skipped),
        json!(counted.failed),
        seconds,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        Err(Error::Conflict)
    } else {
        Ok(())
    }
}
