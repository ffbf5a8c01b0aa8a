//! Taking it back from many contacts, by what was kept of each.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Action,
    apply::{set_archived, set_deleted},
    look::look,
};
use crate::{
    context::Scope,
    error::Result,
    identity,
    suggestions::{self, Wish},
    tags, taxonomy,
};

/// A contact and how it was before.
pub struct Before {
    pub contact: Uuid,
    pub value: Value,
}

impl Before {
    fn says(&self, key: &str) -> bool {
        self.value[key] == Value::Bool(true)
    }

    fn instant(&self, key: &str) -> Option<DateTime<Utc>> {
        self.value[key].as_str()?.parse().ok()
    }

    fn wish(&self) -> Wish {
        let days = self.value["days"].as_i64();
        Wish::of(
            days.and_then(|days| i32::try_from(days).ok()),
            self.says("never"),
        )
    }
}

pub async fn take_back(scope: &mut Scope, action: &Action, items: &[Before]) -> Result<()> {
    let contacts = those(items, |_| true);
    match action {
        Action::AddTag { tag, .. } => {
            let removed = those(items, |item| item.says("removed"));
            tags::unsay(scope, *tag, &contacts, &removed).await
        }
        Action::RemoveTag { tag, .. } => {
            let own = those(items, |item| item.says("by_person"));
            let automatic = those(items, |item| item.says("by_rule"));
            tags::put_back_many(scope, *tag, &contacts, &own, &automatic).await
        }
        Action::Set { field, .. } => restore(scope, items, field.keys()).await,
        Action::SetOwn { own, .. }
        | Action::AddChoices { own, .. }
        | Action::RemoveChoices { own, .. } => {
            restore(scope, items, &[own.record_key().as_str()]).await
        }
        Action::KeepInTouch { .. } => {
            let wishes: Vec<Wish> = items.iter().map(Before::wish).collect();
            suggestions::set_wishes(scope, &contacts, &wishes).await
        }
        Action::Archive | Action::Unarchive => {
            let instants = items.iter().map(|item| item.instant("archived_at"));
            set_archived(scope, &contacts, &instants.collect::<Vec<_>>()).await
        }
        Action::Delete => set_deleted(scope, &contacts, None).await,
        Action::SetTags { .. } => {
            let moves: Vec<Value> = items.iter().map(|item| item.value.clone()).collect();
            taxonomy::move_tags_back(scope, &contacts, &moves).await
        }
    }
}

/// Those of the items that stand as the action left them.
pub async fn as_left(
    scope: &mut Scope,
    action: &Action,
    items: Vec<Before>,
) -> Result<Vec<Before>> {
    let contacts: Vec<Uuid> = items.iter().map(|item| item.contact).collect();
    if let Action::SetTags { .. } = action {
        let moves: Vec<Value> = items.iter().map(|item| item.value.clone()).collect();
        let standing = taxonomy::still_moved(scope, &contacts, &moves).await?;
        let items = items.into_iter();
        return Ok(items
            .filter(|item| standing.contains(&item.contact))
            .collect());
    }
    let looks = look(scope, action, &contacts).await?;
    let standing = items.into_iter().zip(looks);
    Ok(standing
        .filter(|(before, look)| look.is_as_left(action, &before.value))
        .map(|(before, _)| before)
        .collect())
}

async fn restore(scope: &mut Scope, items: &[Before], keys: &[&str]) -> Result<()> {
    let values: Vec<Value> = items.iter().map(|item| item.value.clone()).collect();
    identity::restore_edits(scope, &those(items, |_| true), &values, keys).await
}

fn those(items: &[Before], fits: impl Fn(&Before) -> bool) -> Vec<Uuid> {
    let fitting = items.iter().filter(|item| fits(item));
    fitting.map(|item| item.contact).collect()
}
