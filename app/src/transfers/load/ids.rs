//! Identifiers in another workspace: each becomes another one, always the same, so that the
//! workspace that the file came from may live in the same installation. Accounts are found by
//! their addresses.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::Result,
    fields::RECORD_KEY,
    transfers::{
        manifest::Manifest,
        tables::{Column, Kind, Table},
    },
};

pub struct Ids {
    workspace: Uuid,
    /// Who loads the file.
    actor: Option<Uuid>,
    /// Members of the file who are members here.
    accounts: BTreeMap<Uuid, Uuid>,
}

impl Ids {
    pub async fn new(scope: &mut Scope, manifest: &Manifest) -> Result<Self> {
        let here = sqlx::query!(
            "select u.id, u.email
             from memberships m
             join users u on u.id = m.user_id
             where m.workspace_id = acting_workspace()"
        )
        .fetch_all(scope.db())
        .await?;
        let mut accounts = BTreeMap::new();
        for member in &manifest.members {
            if let Some(found) = here.iter().find(|found| found.email == member.email) {
                accounts.insert(member.id, found.id);
            }
        }
        Ok(Self {
            workspace: scope.workspace,
            actor: scope.actor,
            accounts,
        })
    }

    /// What this identifier is here. The time in it stays, and with it the order.
    pub fn mapped(&self, id: Uuid) -> Uuid {
        let mut hash = Sha256::new();
        hash.update(self.workspace.as_bytes());
        hash.update(id.as_bytes());
        let hash = hash.finalize();
        let mut bytes = *id.as_bytes();
        bytes[8..].copy_from_slice(&hash[..8]);
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Uuid::from_bytes(bytes)
    }

    /// Rows as they are stored here; none where one is no row.
    pub fn rows(&self, table: &Table, lines: &[String]) -> Option<Value> {
        let rows: Option<Vec<Value>> = lines.iter().map(|line| self.row(table, line)).collect();
        rows.map(Value::Array)
    }

    fn row(&self, table: &Table, line: &str) -> Option<Value> {
        let mut row: Map<String, Value> = serde_json::from_str(line).ok()?;
        for column in &table.columns {
            if let Some(value) = row.get_mut(&column.name) {
                self.change(column, value);
            }
        }
        // What people said by hand is found by the contact that it is about.
        let is_edit = row.get("origin").and_then(Value::as_str) == Some("edit");
        if matches!(table.name.as_str(), "source_records" | "parted_records")
            && is_edit
            && let Some(id) = row.get_mut("external_id")
        {
            self.map(id);
        }
        // A pair is kept with the lower one first.
        if let (Some(one), Some(other)) = (row.get("one_id"), row.get("other_id"))
            && one.as_str() > other.as_str()
        {
            let (one, other) = (one.clone(), other.clone());
            row.insert("one_id".to_owned(), other);
            row.insert("other_id".to_owned(), one);
        }
        row.insert("workspace_id".to_owned(), json!(self.workspace));
        Some(Value::Object(row))
    }

    fn change(&self, column: &Column, value: &mut Value) {
        match column.kind {
            Kind::Plain | Kind::Workspace | Kind::Counted => {}
            Kind::Id => self.map(value),
            Kind::Json => self.map_within(value),
            Kind::Account => {
                let id = value.as_str().and_then(|text| text.parse().ok());
                let known = id.and_then(|id: Uuid| self.accounts.get(&id).copied());
                let known = known.or(self.actor.filter(|_| column.is_required));
                *value = json!(known);
            }
        }
    }

    fn map(&self, value: &mut Value) {
        if let Some(text) = value.as_str().and_then(|text| self.renamed(text)) {
            *value = json!(text);
        }
    }

    /// The text here, if it is an identifier or names a field of the workspace's own.
    fn renamed(&self, text: &str) -> Option<String> {
        let prefix = if text.starts_with(RECORD_KEY) {
            RECORD_KEY
        } else {
            ""
        };
        let id = text.strip_prefix(prefix)?;
        let id: Uuid = (id.len() == 36).then(|| id.parse().ok()).flatten()?;
        let account = self.accounts.get(&id).copied();
        Some(format!(
            "{prefix}{}",
            account.unwrap_or_else(|| self.mapped(id))
        ))
    }

    /// Also names of fields that are identifiers.
    fn map_within(&self, value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|item| self.map_within(item)),
            Value::Object(map) => {
                let fields = std::mem::take(map).into_iter();
                *map = fields.map(|(name, item)| self.field(name, item)).collect();
            }
            Value::String(_) => self.map(value),
            _ => {}
        }
    }

    fn field(&self, name: String, mut item: Value) -> (String, Value) {
        if name != "thread_id" {
            self.map_within(&mut item);
        }
        (self.renamed(&name).unwrap_or(name), item)
    }
}
