//! The contacts of a batch as rows: one source record each, and what this import says
//! of it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use records::{Contact, Photo, Record};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    origin::Origin,
    said::Said,
    statements::{settle, state},
};
use crate::{
    context::Scope,
    error::{Error, Result},
    imports::store::Import,
    photos,
};

/// What one source says of somebody.
pub struct Statement {
    pub origin: &'static str,
    pub external: String,
    pub raw: Value,
    pub fields: Value,
    pub evidence: Value,
    pub is_person: bool,
    /// In a list of people, not only named in a chat.
    pub is_listed: bool,
    pub said_at: DateTime<Utc>,
    /// As it came, to be made anew.
    pub photo: Option<Vec<u8>>,
}

impl Statement {
    /// `own` is what it says in the workspace's own fields.
    pub fn of(
        import: &Import,
        origin: &Origin,
        record: &Record,
        contact: &Contact,
        mut said: Said,
        mut own: Map<String, Value>,
    ) -> Self {
        if let Value::Object(fields) = &mut said.fields {
            fields.append(&mut own);
        }
        Self {
            origin: origin.name,
            external: origin.external_id(&record.external_id),
            raw: said.raw,
            fields: said.fields,
            evidence: said.evidence,
            is_person: said.is_person,
            is_listed: true,
            said_at: contact.updated_at.unwrap_or(import.created_at),
            photo: match &contact.photo {
                Some(Photo::Bytes { bytes, .. }) => Some(bytes.clone()),
                _ => None,
            },
        }
    }
}

/// The rows of a batch, each key once, in the order of the keys.
#[derive(Default)]
pub struct Statements(BTreeMap<(&'static str, String), Statement>);

impl Statements {
    /// What comes later in a file is what it says. Whether the key is new.
    pub fn add(&mut self, statement: Statement) -> bool {
        let key = (statement.origin, statement.external.clone());
        self.0.insert(key, statement).is_none()
    }

    /// Keeps the photos that can be read, and says by whom they are. The rest stays in the
    /// raw record alone.
    pub async fn take_photos(&mut self, scope: &mut Scope) -> Result<()> {
        for statement in self.0.values_mut() {
            let Some(bytes) = statement.photo.take() else {
                continue;
            };
            match photos::prepare(bytes).await {
                Ok(photo) => {
                    photos::keep(scope, &photo).await?;
                    statement.fields["photo"] = json!(photo.hash);
                }
                Err(Error::Invalid(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What became of a batch: the ids of the records by key, and how many of them said
/// something that was not here.
#[derive(Default)]
pub struct Stored {
    pub records: BTreeMap<(String, String), Uuid>,
    pub new: usize,
}

/// Writes them: new records, what this import says of each, and what is best said of
/// those that were here.
pub async fn store_contacts(
    scope: &mut Scope,
    import: Uuid,
    statements: &Statements,
) -> Result<Stored> {
    if statements.is_empty() {
        return Ok(Stored::default());
    }
    let mut columns = Columns::default();
    for statement in statements.0.values() {
        columns.push(scope.id(), statement);
    }
    let mut stored = Stored::default();
    for row in columns.insert(scope, import).await? {
        stored.new += 1;
        stored.records.insert((row.0, row.1), row.2);
    }
    let known = columns.known(scope, &stored).await?;
    let ids: Vec<Uuid> = known.iter().map(|row| row.id).collect();
    columns.state(scope, import, &known).await?;
    settle(scope, &ids).await?;
    for row in known {
        stored.new += usize::from(!row.is_same);
        stored.records.insert((row.origin, row.external_id), row.id);
    }
    Ok(stored)
}

#[derive(Default)]
struct Columns<'a> {
    ids: Vec<Uuid>,
    origins: Vec<&'static str>,
    external: Vec<&'a str>,
    raw: Vec<&'a Value>,
    fields: Vec<&'a Value>,
    evidence: Vec<&'a Value>,
    people: Vec<bool>,
    listed: Vec<bool>,
    said_at: Vec<DateTime<Utc>>,
}

struct Known {
    id: Uuid,
    origin: String,
    external_id: String,
    is_same: bool,
}

impl<'a> Columns<'a> {
    fn push(&mut self, id: Uuid, statement: &'a Statement) {
        self.ids.push(id);
        self.origins.push(statement.origin);
        self.external.push(&statement.external);
        self.raw.push(&statement.raw);
        self.fields.push(&statement.fields);
        self.evidence.push(&statement.evidence);
        self.people.push(statement.is_person);
        self.listed.push(statement.is_listed);
        self.said_at.push(statement.said_at);
    }

    /// Those that were not here, and what is said of them.
    async fn insert(&self, scope: &mut Scope, import: Uuid) -> Result<Vec<(String, String, Uuid)>> {
        let (workspace, now) = (scope.workspace, scope.now);
        let rows = sqlx::query!(
            "with given as materialized (
               select *
               from unnest(
                 $4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::jsonb[], $9::jsonb[], $10::boolean[],
                 $11::boolean[], $12::timestamptz[]
               ) as given (id, origin, external, raw, fields, evidence, is_person, is_listed, said_at)
             ),
             made as (
               insert into source_records
                 (id, workspace_id, origin, external_id, import_id, raw, fields, evidence, is_person,
                  source_updated_at, created_at, updated_at)
               select id, $1, origin, external, $2, raw, fields, evidence, is_person, said_at, $3, $3
               from given
               on conflict (workspace_id, origin, external_id) do nothing
               returning id, origin, external_id
             ),
             told as (
               insert into record_statements
                 (import_id, source_record_id, workspace_id, raw, fields, evidence, said_at, is_listed)
               select $2, id, $1, raw, fields, evidence, said_at, is_listed
               from given
               where id in (select id from made)
             )
             select id, origin, external_id from made",
            workspace,
            import,
            now,
            &self.ids,
            &self.origins as &[&str],
            &self.external as &[&str],
            &self.raw as &[&Value],
            &self.fields as &[&Value],
            &self.evidence as &[&Value],
            &self.people,
            &self.listed,
            &self.said_at,
        )
        .fetch_all(scope.db())
        .await?;
        let keyed = rows
            .into_iter()
            .map(|row| (row.origin, row.external_id, row.id));
        Ok(keyed.collect())
    }

    /// Those that were here, and whether they said the same.
    async fn known(&self, scope: &mut Scope, stored: &Stored) -> Result<Vec<Known>> {
        if stored.records.len() == self.ids.len() {
            return Ok(Vec::new());
        }
        Ok(sqlx::query_as!(
            Known,
            r#"select r.id, r.origin, r.external_id, r.raw = given.raw as "is_same!"
               from unnest($1::text[], $2::text[], $3::jsonb[]) as given (origin, external, raw)
               join source_records r
                 on r.workspace_id = acting_workspace()
                 and r.origin = given.origin
                 and r.external_id = given.external
               where not exists (select from unnest($4::uuid[]) as new (id) where new.id = r.id)"#,
            &self.origins as &[&str],
            &self.external as &[&str],
            &self.raw as &[&Value],
            &stored.records.values().copied().collect::<Vec<_>>(),
        )
        .fetch_all(scope.db())
        .await?)
    }

    /// What is said of those that were here.
    async fn state(&self, scope: &mut Scope, import: Uuid, known: &[Known]) -> Result<()> {
        if known.is_empty() {
            return Ok(());
        }
        let ids: HashMap<(&str, &str), Uuid> = known
            .iter()
            .map(|row| ((row.origin.as_str(), row.external_id.as_str()), row.id))
            .collect();
        let keys = self.origins.iter().zip(&self.external);
        let records: Vec<Option<Uuid>> = keys
            .map(|(origin, external)| ids.get(&(*origin, *external)).copied())
            .collect();
        let said = super::statements::Said {
            records: &records,
            raw: &self.raw,
            fields: &self.fields,
            evidence: &self.evidence,
            listed: &self.listed,
            said_at: &self.said_at,
        };
        state(scope, import, &said).await
    }
}
