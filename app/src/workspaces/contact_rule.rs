//! Who of those in the mail becomes a contact: one rule for the workspace.

use super::ContactRule;
use crate::{context::Scope, error::Result};

pub async fn contact_rule(scope: &mut Scope) -> Result<ContactRule> {
    let workspace = scope.workspace;
    let rule = sqlx::query_scalar!(
        "select contact_rule from workspaces where id = $1",
        workspace
    )
    .fetch_one(scope.db())
    .await?;
    Ok(ContactRule::parse(&rule).unwrap_or_default())
}
