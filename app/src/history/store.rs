//! Changes as they are read, the newest first.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, Result},
};

/// The field that names a photo by its content.
pub const PHOTO: &str = "photo";

#[derive(Clone, Debug)]
pub struct Change {
    pub id: i64,
    pub contact_id: Uuid,
    /// As [`crate::contacts::types::ContactField`] or a list of ways to reach names it, or
    /// `field:ID`.
    pub field: String,
    pub old: Option<Value>,
    pub new: Option<Value>,
    pub old_origin: Option<String>,
    /// Whose record says the value now; none where the source was taken back.
    pub origin: Option<String>,
    pub import_id: Option<Uuid>,
    pub actor: Option<String>,
    pub at: DateTime<Utc>,
}

impl Change {
    pub fn photo_before(&self) -> Option<&str> {
        let old = self.old.as_ref().filter(|_| self.field == PHOTO);
        old.and_then(Value::as_str)
    }

    /// The photos that it names.
    pub fn photos(&self) -> Vec<String> {
        let named = [&self.old, &self.new].into_iter().flatten();
        let named = named.filter(|_| self.field == PHOTO);
        named
            .filter_map(Value::as_str)
            .map(ToOwned::to_owned)
            .collect()
    }

    /// The values of a list that came, and those that went.
    pub fn parts(&self) -> Option<(Vec<Value>, Vec<Value>)> {
        let list = |value: &Option<Value>| -> Vec<Value> {
            let items = value.as_ref().and_then(Value::as_array);
            items.cloned().unwrap_or_default()
        };
        let is_list = [&self.old, &self.new]
            .into_iter()
            .flatten()
            .any(Value::is_array);
        if !is_list {
            return None;
        }
        let (old, new) = (list(&self.old), list(&self.new));
        let without = |these: &[Value], those: &[Value]| {
            let rest = these.iter().filter(|item| !those.contains(item));
            rest.cloned().collect::<Vec<_>>()
        };
        Some((without(&new, &old), without(&old, &new)))
    }
}

/// One more row than `limit` says that there is a next page.
pub async fn changes(
    scope: &mut Scope,
    contact: Uuid,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Change>> {
    Ok(sqlx::query_as!(
        Change,
        r#"select
             h.id,
             h.contact_id,
             h.field,
             h.old,
             h.new,
             h.old_origin,
             h.origin,
             h.import_id,
             u.name as "actor?",
             h.at
           from contact_changes h
           left join users u on u.id = h.actor_id
           where h.contact_id = $1 and h.id < coalesce($2, 9223372036854775807)
           order by h.id desc
           limit $3"#,
        contact,
        before,
        limit + 1,
    )
    .fetch_all(scope.db())
    .await?)
}

pub(super) async fn change(scope: &mut Scope, contact: Uuid, id: i64) -> Result<Change> {
    let found = changes(scope, contact, Some(id.saturating_add(1)), 0).await?;
    let found = found.into_iter().next().filter(|change| change.id == id);
    found.ok_or(Error::NotFound)
}

/// The newest change of a field, and who made it.
pub async fn last_change(scope: &mut Scope, contact: Uuid, field: &str) -> Result<Option<Change>> {
    let id = sqlx::query_scalar!(
        "select id from contact_changes where contact_id = $1 and field = $2 order by id desc limit 1",
        contact,
        field,
    );
    match id.fetch_optional(scope.db()).await? {
        Some(id) => change(scope, contact, id).await.map(Some),
        None => Ok(None),
    }
}
