//! The address that an import assumed to be the member's own, where no person said so.

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    context::Scope,
    error::Result,
    imports::{detect::is_clear, types::ProposedAddress},
    workspaces,
};

/// Leaves the address to an import whose mailbox would be nobody's without it; where
/// there is none, the address is the member's no longer.
pub(super) async fn release_address(scope: &mut Scope, import: Uuid) -> Result<()> {
    for address in workspaces::assumed_addresses(scope, import).await? {
        match heir(scope, import, &address).await? {
            Some(heir) => workspaces::assume_own_address(scope, &address, heir).await?,
            None => drop(workspaces::remove_own_address(scope, &address).await?),
        }
    }
    Ok(())
}

async fn heir(scope: &mut Scope, import: Uuid, address: &str) -> Result<Option<Uuid>> {
    let own = workspaces::own_addresses(scope).await?;
    let others: Vec<String> = own.iter().filter(|own| *own != address).cloned().collect();
    let imports = sqlx::query!(
        "select id, proposed
         from imports
         where workspace_id = acting_workspace()
           and id <> $1
           and state <> 'undone'
           and stage not in ('removing', 'sweeping', 'recounting')
         order by created_at, id",
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let relies = |proposed: &Value| {
        let proposed = Vec::<ProposedAddress>::deserialize(proposed).unwrap_or_default();
        is_clear(&proposed, &own) && !is_clear(&proposed, &others)
    };
    let heir = imports.into_iter().find(|other| relies(&other.proposed));
    Ok(heir.map(|heir| heir.id))
}
