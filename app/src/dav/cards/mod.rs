//! The address book: which cards there are and in which state, in the order of their changes.

mod change;
mod further;
pub mod query;
mod refresh;
mod text;
mod write;

use uuid::Uuid;

pub use query::Filter;
pub use refresh::refresh;
pub use text::{CardText, texts};
pub use write::{Belief, Written, delete, put};

use crate::{context::Scope, error::Result};

#[derive(Clone, Debug)]
pub struct Card {
    pub contact: Uuid,
    pub name: String,
    pub state: String,
    pub changed: i64,
    pub is_gone: bool,
}

impl Card {
    pub fn etag(&self) -> String {
        format!("\"{}\"", self.state)
    }
}

/// The number of the newest change.
pub async fn newest(scope: &mut Scope) -> Result<i64> {
    let newest = sqlx::query_scalar!(
        "select max(changed) from card_states where workspace_id = acting_workspace()"
    )
    .fetch_one(scope.db())
    .await?;
    Ok(newest.unwrap_or_default())
}

/// Cards that changed behind this number, at most so many, in that order.
pub async fn since(scope: &mut Scope, after: i64, limit: i64) -> Result<Vec<Card>> {
    Ok(sqlx::query_as!(
        Card,
        "select contact_id as contact, name, state, changed, is_gone
         from card_states
         where workspace_id = acting_workspace() and changed > $1
         order by changed
         limit $2",
        after,
        limit,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Those of these names that are there, as they are now.
pub async fn named(scope: &mut Scope, names: &[String]) -> Result<Vec<Card>> {
    let contacts = meant(scope, names).await?;
    let mut cards = sqlx::query_as!(
        Card,
        r#"select
             contact_id as "contact!",
             name as "name!",
             state as "state!",
             0::bigint as "changed!",
             false as "is_gone!"
           from card_sources
           where workspace_id = acting_workspace() and contact_id = any($1)"#,
        &contacts,
    )
    .fetch_all(scope.db())
    .await?;
    cards.retain(|card| names.contains(&card.name));
    Ok(cards)
}

/// The contacts that may have these names: a device's own, else the id.
async fn meant(scope: &mut Scope, names: &[String]) -> Result<Vec<Uuid>> {
    let mut contacts = sqlx::query_scalar!(
        "select contact_id from device_cards where workspace_id = acting_workspace() and name = any($1)",
        names,
    )
    .fetch_all(scope.db())
    .await?;
    contacts.extend(names.iter().filter_map(|name| name.parse::<Uuid>().ok()));
    Ok(contacts)
}

/// All that are there.
pub async fn all(scope: &mut Scope) -> Result<Vec<Card>> {
    let mut cards = since(scope, -1, i64::MAX).await?;
    cards.retain(|card| !card.is_gone);
    Ok(cards)
}
