//! Meetings and messages into the timeline, each with those who took part.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    contacts::{Statement, Statements, Stored, store_contacts},
    happened::{Happened, Part, party_fields, party_key},
};
use crate::{
    context::Scope,
    error::Result,
    ids,
    imports::{
        people::{Participation, store_people, store_statements},
        store::Import,
    },
};

#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    kinds: Vec<&'static str>,
    origins: Vec<String>,
    external: Vec<String>,
    directions: Vec<&'static str>,
    threads: Vec<Uuid>,
    times: Vec<DateTime<Utc>>,
    subjects: Vec<String>,
    snippets: Vec<String>,
    bodies: Vec<String>,
    recipients: Vec<i32>,
    attachments: Vec<Value>,
    own_parts: Vec<Value>,
    raw: Vec<Value>,
    authors: Vec<Option<Uuid>>,
}

/// Stores what was not here, and says of the rest that this import delivers it as well.
/// Returns how many are new.
pub async fn store_happened(
    scope: &mut Scope,
    import: &Import,
    happened: &BTreeMap<(String, String), Happened>,
) -> Result<usize> {
    if happened.is_empty() {
        return Ok(0);
    }
    let mut columns = Columns::default();
    for one in happened.values() {
        columns.push(import.user_id, one);
    }
    let stored = columns.insert(scope, import).await?;
    columns.keep_known(scope, import.id).await?;
    let rows: Vec<(Uuid, &Happened)> = columns.ids.iter().copied().zip(happened.values()).collect();
    take_part(scope, import.id, &rows, &stored).await?;
    Ok(stored.len())
}

/// Makes the meetings what these say, each with those who take part by now, and of the
/// import that says so.
pub async fn write_meetings(scope: &mut Scope, meetings: &[(Uuid, Happened)]) -> Result<()> {
    let mut by_import: BTreeMap<Uuid, Vec<&Happened>> = BTreeMap::new();
    for (import, one) in meetings {
        by_import.entry(*import).or_default().push(one);
    }
    for (import, meetings) in by_import {
        let ids = place_meetings(scope, import, &meetings).await?;
        let rows: Vec<(Uuid, &Happened)> = meetings
            .into_iter()
            .filter_map(|one| Some((*ids.get(&one.external)?, one)))
            .collect();
        let written: HashSet<Uuid> = ids.into_values().collect();
        take_part(scope, import, &rows, &written).await?;
    }
    Ok(())
}

/// Writes them without anybody in them, and returns their ids.
async fn place_meetings(
    scope: &mut Scope,
    import: Uuid,
    meetings: &[&Happened],
) -> Result<HashMap<String, Uuid>> {
    let mut columns = Columns::default();
    for one in meetings {
        columns.push(None, one);
    }
    let (workspace, now) = (scope.workspace, scope.now);
    let rows = sqlx::query!(
        "insert into interactions
           (id, workspace_id, kind, origin, external_id, direction, thread_id, occurred_at, subject, snippet, body,
            recipients, own_parts, raw, import_id, created_at)
         select
           id, $1, 'meeting', origin, external, 'none', thread, at, subject, snippet, body, recipients, own_parts, raw,
           $2, $3
         from unnest(
           $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::timestamptz[], $9::text[], $10::text[], $11::text[],
           $12::integer[], $13::jsonb[], $14::jsonb[]
         ) as new (id, origin, external, thread, at, subject, snippet, body, recipients, own_parts, raw)
         on conflict (workspace_id, origin, external_id) do update set
           occurred_at = excluded.occurred_at,
           subject = excluded.subject,
           snippet = excluded.snippet,
           body = excluded.body,
           recipients = excluded.recipients,
           own_parts = excluded.own_parts,
           raw = excluded.raw,
           import_id = excluded.import_id
         returning id, external_id",
        workspace,
        import,
        now,
        &columns.ids,
        &columns.origins,
        &columns.external,
        &columns.threads,
        &columns.times,
        &columns.subjects,
        &columns.snippets,
        &columns.bodies,
        &columns.recipients,
        &columns.own_parts,
        &columns.raw,
    )
    .fetch_all(scope.db())
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    sqlx::query!(
        "delete from participants where interaction_id = any($1)",
        &ids,
    )
    .execute(scope.db())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.external_id, row.id))
        .collect())
}

impl Columns {
    fn push(&mut self, user: Option<Uuid>, one: &Happened) {
        let text = |text: &str| text.replace('\0', "");
        self.ids.push(ids::new(one.at));
        self.kinds.push(one.kind);
        self.origins.push(one.origin.clone());
        self.external.push(one.external.clone());
        self.directions.push(one.direction);
        self.threads.push(one.thread);
        self.times.push(one.at);
        self.subjects.push(line(&one.subject, 500));
        self.snippets.push(line(&one.body, 200));
        self.bodies.push(text(&one.body));
        self.recipients.push(one.recipients);
        self.attachments.push(one.attachments.clone());
        self.own_parts.push(one.own_parts.clone());
        self.raw.push(one.raw.clone());
        self.authors.push(user.filter(|_| one.direction == "out"));
    }

    async fn insert(&self, scope: &mut Scope, import: &Import) -> Result<HashSet<Uuid>> {
        let (workspace, now) = (scope.workspace, scope.now);
        let stored = sqlx::query_scalar!(
            "insert into interactions
               (id, workspace_id, kind, origin, external_id, direction, thread_id, occurred_at, subject, snippet,
                body, recipients, attachments, own_parts, raw, import_id, author_id, created_at)
             select
               id, $1, kind, origin, external, direction, thread, at, subject, snippet,
               body, recipients, attachments, own_parts, raw, $2, author, $3
             from unnest(
               $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::timestamptz[],
               $11::text[], $12::text[], $13::text[], $14::integer[], $15::jsonb[], $16::jsonb[], $17::jsonb[],
               $18::uuid[]
             ) as new (
               id, kind, origin, external, direction, thread, at, subject, snippet, body, recipients, attachments,
               own_parts, raw, author
             )
             on conflict (workspace_id, origin, external_id) do nothing
             returning id",
            workspace,
            import.id,
            now,
            &self.ids,
            &self.kinds as &[&str],
            &self.origins,
            &self.external,
            &self.directions as &[&str],
            &self.threads,
            &self.times,
            &self.subjects,
            &self.snippets,
            &self.bodies,
            &self.recipients,
            &self.attachments,
            &self.own_parts,
            &self.raw,
            &self.authors as &[Option<Uuid>],
        )
        .fetch_all(scope.db())
        .await?;
        Ok(stored.into_iter().collect())
    }

    /// So that they stay when the import that stored them is undone.
    async fn keep_known(&self, scope: &mut Scope, import: Uuid) -> Result<()> {
        let workspace = scope.workspace;
        sqlx::query!(
            "insert into import_known (import_id, interaction_id, workspace_id)
             select $1, i.id, $2
             from unnest($3::text[], $4::text[]) as known (origin, external)
             join interactions i
               on i.workspace_id = $2 and i.origin = known.origin and i.external_id = known.external
             where i.import_id is distinct from $1
             on conflict do nothing",
            import,
            workspace,
            &self.origins,
            &self.external,
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }
}

/// One line of at most so many characters, as the database takes it.
fn line(text: &str, longest: usize) -> String {
    let plain = text.chars().filter(|letter| *letter != '\0');
    let plain = plain.map(|letter| if letter.is_control() { ' ' } else { letter });
    plain.take(longest).collect()
}

async fn take_part(
    scope: &mut Scope,
    import: Uuid,
    rows: &[(Uuid, &Happened)],
    stored: &HashSet<Uuid>,
) -> Result<()> {
    take_part_by_mail(scope, import, rows, stored).await?;
    take_part_by_name(scope, import, rows, stored).await
}

/// Who has an address is known by it, as in mail.
async fn take_part_by_mail(
    scope: &mut Scope,
    import: Uuid,
    rows: &[(Uuid, &Happened)],
    stored: &HashSet<Uuid>,
) -> Result<()> {
    let mut people = Vec::new();
    for (id, one) in rows {
        for part in &one.parts {
            if let Some(email) = &part.party.email {
                let name = part.party.name.as_ref().map(|name| name.replace('\0', ""));
                let email = email.replace('\0', "");
                people.push(Participation::said((*id, one.at), part.role, email, name));
            }
        }
    }
    if people.is_empty() {
        return Ok(());
    }
    store_statements(scope, import, &people).await?;
    store_people(scope, Some(import), &people, stored).await
}

/// Somebody's part in what happened, by the key of their record.
struct Taking {
    interaction: Uuid,
    at: DateTime<Utc>,
    role: &'static str,
    record: (String, String),
}

/// Who has none is known by account, number or name.
async fn take_part_by_name(
    scope: &mut Scope,
    import: Uuid,
    rows: &[(Uuid, &Happened)],
    stored: &HashSet<Uuid>,
) -> Result<()> {
    let mut statements = Statements::default();
    let mut parts = Vec::new();
    for (id, one) in rows {
        for part in &one.parts {
            if let Some(statement) = statement(one, part) {
                parts.push(Taking {
                    interaction: *id,
                    at: one.at,
                    role: part.role,
                    record: (statement.origin.to_owned(), statement.external.clone()),
                });
                statements.add(statement);
            }
        }
    }
    let known = store_contacts(scope, import, &statements).await?;
    parts.retain(|part| stored.contains(&part.interaction));
    insert_parts(scope, &parts, &known).await
}

async fn insert_parts(scope: &mut Scope, parts: &[Taking], known: &Stored) -> Result<()> {
    let records = parts
        .iter()
        .map(|part| known.records.get(&part.record).copied());
    let records: Vec<Option<Uuid>> = records.collect();
    let interactions: Vec<Uuid> = parts.iter().map(|part| part.interaction).collect();
    let roles: Vec<&str> = parts.iter().map(|part| part.role).collect();
    let times: Vec<DateTime<Utc>> = parts.iter().map(|part| part.at).collect();
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into participants (interaction_id, source_record_id, workspace_id, role, occurred_at)
         select interaction, record, $1, role, at
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) as new (interaction, record, role, at)
         where record is not null
         on conflict do nothing",
        workspace,
        &interactions,
        &records as &[Option<Uuid>],
        &roles as &[&str],
        &times,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What a chat or a meeting says of somebody is worth least: only that they are in it.
fn statement(one: &Happened, part: &Part) -> Option<Statement> {
    let origin = ["telegram", "whatsapp", "linkedin", "icalendar", "monica"]
        .into_iter()
        .find(|origin| *origin == one.origin)?;
    if part.party.email.is_some() {
        return None;
    }
    Some(Statement {
        origin,
        external: party_key(origin, &part.party)?,
        raw: json!({ "name": part.party.name, "handle": part.party.handle, "phone": part.party.phone }),
        fields: party_fields(origin, &part.party),
        evidence: json!({}),
        is_person: true,
        is_listed: false,
        said_at: DateTime::UNIX_EPOCH,
        photo: None,
    })
}
