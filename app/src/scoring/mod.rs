//! How strong a relationship is, from 0 to 10, and why. Counted from interactions
//! alone: automated mail, notes and mail to large circles are no contact. The same
//! pass measures the rhythm: the usual pause between the beginnings of conversations,
//! which says when one has gone silent.

mod rules;
mod store;
#[cfg(test)]
mod tests;

use uuid::Uuid;

pub use rules::{Evidence, ScoreParts, score};
pub use store::refresh_contacts;

use crate::{
    companies,
    context::{Kith, Scope},
    error::Result,
};

/// How many contacts are counted in one transaction.
const CHUNK: usize = 20_000;

/// Counts every contact of the workspace again.
pub async fn refresh_workspace(kith: &Kith, workspace: Uuid) -> Result<()> {
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    let contacts = sqlx::query_scalar!(
        "select id from contacts where workspace_id = acting_workspace() and deleted_at is null order by id",
    )
    .fetch_all(scope.db())
    .await?;
    scope.commit().await?;
    for chunk in contacts.chunks(CHUNK) {
        let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
        refresh_contacts(&mut scope, chunk).await?;
        scope.commit().await?;
    }
    let mut scope = Scope::open(&kith.pool, workspace, None, kith.clock.now()).await?;
    companies::refresh_counts(&mut scope, None).await?;
    scope.commit().await
}
