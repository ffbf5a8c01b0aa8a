//! Who of those in the mail becomes a contact: one rule for the workspace.

use serde_json::json;

use super::ContactRule;
use crate::{
    context::Scope,
    error::Result,
    events::{EventKind, record},
    jobs::{Order, enqueue},
};

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

/// Who becomes a contact from now on. A wider rule makes contacts of mail that is here;
/// a narrower one takes nobody away.
pub async fn choose_contact_rule(scope: &mut Scope, rule: ContactRule) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "update workspaces set contact_rule = $2 where id = $1",
        workspace,
        rule.as_str(),
    )
    .execute(scope.db())
    .await?;
    enqueue(scope.db(), &Order::ResolveContacts { workspace }, None).await?;
    let data = json!({ "rule": rule });
    record(scope, EventKind::ContactRuleChosen, workspace, data).await
}
