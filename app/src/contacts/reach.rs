//! The verbs that change what a contact may have many of. What a source said is never
//! written over: a person's word stands beside it, and can be taken back.

use uuid::Uuid;

use super::{edit::change, own::Own, point::NewPoint, store::contact, types::PointKind};
use crate::{context::Scope, error::Result};

/// What a change made, to go back with.
#[derive(Debug, PartialEq, Eq)]
pub struct Changed {
    pub value: String,
    /// What a person had called the value that stands there now.
    pub label: Option<String>,
}

impl Changed {
    /// What leads back to `value`, as the fields of a form.
    pub fn way_back(&self, id: Uuid, kind: PointKind, value: &str) -> Vec<(&'static str, String)> {
        let fields = [
            ("id", id.to_string()),
            ("kind", kind.as_str().to_owned()),
            ("value", value.to_owned()),
            ("made", self.value.clone()),
        ];
        let label = self.label.clone().map(|label| ("label", label));
        fields.into_iter().chain(label).collect()
    }
}

/// A label that is left open says nothing about what the value is called already.
pub async fn add_point(scope: &mut Scope, id: Uuid, new: NewPoint) -> Result<Changed> {
    let mut own = own_of(scope, id).await?;
    let kind = new.kind;
    let item = new.checked(scope).await?;
    own.put(kind, &item);
    let before = own.label_of(kind, &item.value);
    if !item.label.is_empty() {
        own.label(kind, &item.value, Some(&item.label));
    }
    change(scope, id, own.into_fields()).await?;
    Ok(Changed {
        value: item.value,
        label: before,
    })
}

pub async fn remove_point(scope: &mut Scope, id: Uuid, value: &str) -> Result<()> {
    let mut own = own_of(scope, id).await?;
    own.remove(value);
    change(scope, id, own.into_fields()).await
}

/// Takes a removal back.
pub async fn restore_point(scope: &mut Scope, id: Uuid, value: &str) -> Result<()> {
    let mut own = own_of(scope, id).await?;
    own.unremove(value);
    change(scope, id, own.into_fields()).await
}

/// Puts another value in the place of this one, or calls it something else.
pub async fn change_point(
    scope: &mut Scope,
    id: Uuid,
    value: &str,
    to: NewPoint,
) -> Result<Changed> {
    let mut own = own_of(scope, id).await?;
    let kind = to.kind;
    let item = to.checked(scope).await?;
    if item.value != value {
        if !is_same(scope, kind, value, &item.value).await? {
            own.remove(value);
        }
        own.put(kind, &item);
    }
    let before = own.label_of(kind, &item.value);
    own.label(kind, &item.value, Some(&item.label));
    change(scope, id, own.into_fields()).await?;
    Ok(Changed {
        value: item.value,
        label: before,
    })
}

/// Takes a change back: `value` stands there again instead of what was made of it.
pub async fn revert_point(
    scope: &mut Scope,
    id: Uuid,
    kind: PointKind,
    value: &str,
    made: &Changed,
) -> Result<()> {
    let mut own = own_of(scope, id).await?;
    if made.value != value {
        own.unremove(value);
        own.drop(kind, &made.value);
    }
    own.label(kind, &made.value, made.label.as_deref());
    change(scope, id, own.into_fields()).await
}

async fn own_of(scope: &mut Scope, id: Uuid) -> Result<Own> {
    contact(scope, id).await?;
    Own::of(scope, id).await
}

/// Whether these are two spellings of one value.
async fn is_same(scope: &mut Scope, kind: PointKind, one: &str, other: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select point_key($1, $2) = point_key($1, $3) as "same!""#,
        kind.as_str(),
        one,
        other,
    )
    .fetch_one(scope.db())
    .await?)
}
