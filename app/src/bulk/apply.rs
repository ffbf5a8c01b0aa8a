//! Doing it to many contacts in one go.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Action,
    back::Before,
    own::{Wanted, choose},
};
use crate::{
    context::Scope,
    error::Result,
    identity,
    suggestions::{self, Wish},
    tags, taxonomy,
};

/// Each contact and how it was before.
pub async fn apply(scope: &mut Scope, action: &Action, items: &[Before]) -> Result<()> {
    let contacts: &[Uuid] = &items.iter().map(|item| item.contact).collect::<Vec<_>>();
    match action {
        Action::AddTag { tag, .. } => tags::tag_contacts(scope, *tag, contacts).await,
        Action::RemoveTag { tag, .. } => tags::untag_contacts(scope, *tag, contacts).await,
        Action::Set { fields, .. } => identity::edit_many(scope, contacts, fields.clone()).await,
        Action::SetOwn { own, value } => {
            let fields = [(own.record_key(), value.clone())];
            identity::edit_many(scope, contacts, fields.into_iter().collect()).await
        }
        Action::AddChoices { own, choices } => {
            choose(scope, own, Wanted::Has(choices), contacts).await
        }
        Action::RemoveChoices { own, choices } => {
            choose(scope, own, Wanted::HasNot(choices), contacts).await
        }
        Action::KeepInTouch { days, never } => {
            let wishes = vec![Wish::of(*days, *never); contacts.len()];
            suggestions::set_wishes(scope, contacts, &wishes).await
        }
        Action::Archive => {
            let now = Some(scope.now);
            set_archived(scope, contacts, &vec![now; contacts.len()]).await
        }
        Action::Unarchive => set_archived(scope, contacts, &vec![None; contacts.len()]).await,
        Action::Delete => {
            let now = scope.now;
            set_deleted(scope, contacts, Some(now)).await
        }
        Action::SetTags { .. } => {
            let moves: Vec<Value> = items.iter().map(|item| item.value.clone()).collect();
            taxonomy::move_tags(scope, contacts, &moves).await
        }
    }
}

/// One instant a contact, in the same order.
pub(super) async fn set_archived(
    scope: &mut Scope,
    contacts: &[Uuid],
    instants: &[Option<DateTime<Utc>>],
) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update contacts c set
           archived_at = given.at,
           updated_at = $1,
           version = version + 1
         from unnest($2::uuid[], $3::timestamptz[]) as given (id, at)
         where c.id = given.id",
        now,
        contacts,
        instants as &[Option<DateTime<Utc>>],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

pub(super) async fn set_deleted(
    scope: &mut Scope,
    contacts: &[Uuid],
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update contacts set
           deleted_at = $2,
           updated_at = $3,
           version = version + 1
         where id = any($1)",
        contacts,
        at,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
