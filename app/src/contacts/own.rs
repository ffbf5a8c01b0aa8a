//! What a person said by hand of values that a contact may have many of: those they wrote,
//! those they removed, and what they call them. What they wrote and removed again is kept,
//! so that taking the removal back brings all of it back.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{point::Item, types::PointKind};
use crate::{
    context::Scope,
    error::{Error, Result},
    identity,
};

/// How a person calls a value, whoever said the value. An empty label is none.
#[derive(Clone, Deserialize, Serialize)]
struct Label {
    kind: String,
    value: String,
    label: String,
}

impl Label {
    fn is_of(&self, kind: PointKind, value: &str) -> bool {
        self.kind == kind.as_str() && self.value == value
    }
}

pub(super) struct Own {
    lists: BTreeMap<String, Vec<Value>>,
    now: DateTime<Utc>,
}

impl Own {
    pub async fn of(scope: &mut Scope, contact: Uuid) -> Result<Self> {
        let Value::Object(fields) = identity::edited_fields(scope, contact).await? else {
            return Err(Error::NotFound);
        };
        let lists = fields.into_iter().filter_map(|(key, list)| match list {
            Value::Array(list) if is_list(&key) => Some((key, list)),
            _ => None,
        });
        Ok(Self {
            lists: lists.collect(),
            now: scope.now,
        })
    }

    /// Writes a value, which also takes its removal back.
    pub fn put(&mut self, kind: PointKind, item: &Item) {
        self.unremove(&item.value);
        self.drop(kind, &item.value);
        let mut said = item.to_json();
        said["at"] = json!(self.now);
        self.list(kind.list_name()).push(said);
    }

    /// As if it had never been written.
    pub fn drop(&mut self, kind: PointKind, value: &str) {
        self.list(kind.list_name())
            .retain(|said| value_of(said) != Some(value));
    }

    pub fn remove(&mut self, value: &str) {
        self.unremove(value);
        self.list("removed").push(json!(value));
    }

    pub fn unremove(&mut self, value: &str) {
        self.list("removed")
            .retain(|removed| removed.as_str() != Some(value));
    }

    /// What a person calls it.
    pub fn label_of(&self, kind: PointKind, value: &str) -> Option<String> {
        let found = self.labels().into_iter().find(|one| one.is_of(kind, value));
        found.map(|one| one.label)
    }

    /// None lets the sources speak.
    pub fn label(&mut self, kind: PointKind, value: &str, label: Option<&str>) {
        let mut labels = self.labels();
        labels.retain(|one| !one.is_of(kind, value));
        labels.extend(label.map(|label| Label {
            kind: kind.as_str().to_owned(),
            value: value.to_owned(),
            label: label.to_owned(),
        }));
        *self.list("labels") = labels.iter().map(|label| json!(label)).collect();
    }

    /// What is written anew is not removed any more.
    pub fn welcome(&mut self, fields: &mut Map<String, Value>) {
        let lists = PointKind::ALL.map(PointKind::list_name);
        let lists = lists
            .iter()
            .filter_map(|list| fields.get(*list)?.as_array());
        let values: Vec<String> = lists
            .flatten()
            .filter_map(|said| value_of(said).map(ToOwned::to_owned))
            .collect();
        for value in &values {
            self.unremove(value);
        }
        if !values.is_empty() {
            let removed = self.list("removed");
            fields.insert("removed".to_owned(), json!(removed));
        }
    }

    /// The lists, to be laid over the record.
    pub fn into_fields(self) -> Map<String, Value> {
        let lists = self.lists.into_iter();
        lists.map(|(key, list)| (key, Value::Array(list))).collect()
    }

    fn labels(&self) -> Vec<Label> {
        let labels = self.lists.get("labels").into_iter().flatten();
        labels
            .filter_map(|label| serde_json::from_value(label.clone()).ok())
            .collect()
    }

    fn list(&mut self, name: &str) -> &mut Vec<Value> {
        self.lists.entry(name.to_owned()).or_default()
    }
}

fn is_list(key: &str) -> bool {
    matches!(key, "removed" | "labels") || PointKind::ALL.iter().any(|kind| kind.list_name() == key)
}

/// A value is said alone or with what belongs to it.
fn value_of(said: &Value) -> Option<&str> {
    said.get("value").unwrap_or(said).as_str()
}
