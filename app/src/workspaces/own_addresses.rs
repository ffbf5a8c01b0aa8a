//! The addresses that are a member's own: mail from them counts as sent by "me".

use crate::{
    accounts,
    context::Scope,
    error::{Error, Result},
    jobs::{Order, enqueue},
};

pub async fn own_addresses(scope: &mut Scope) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select email from own_addresses
         where workspace_id = acting_workspace()
         order by created_at, email",
    )
    .fetch_all(scope.db())
    .await?)
}

/// Idempotent: an address that is there already stays whose it is.
pub async fn add_own_address(scope: &mut Scope, email: &str) -> Result<String> {
    let email = accounts::clean_email(email)?;
    let (workspace, now) = (scope.workspace, scope.now);
    let user = scope.actor.ok_or(Error::Forbidden)?;
    let done = sqlx::query!(
        "insert into own_addresses (workspace_id, user_id, email, created_at)
         values ($1, $2, $3, $4)
         on conflict do nothing",
        workspace,
        user,
        email,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() > 0 {
        order_correction(scope).await?;
    }
    Ok(email)
}

/// Mail that is here already follows the addresses.
pub(super) async fn order_correction(scope: &mut Scope) -> Result<()> {
    let has_mail = sqlx::query_scalar!(
        r#"select exists (
             select from interactions where workspace_id = acting_workspace() and origin = 'mail'
           ) as "has_mail!""#,
    )
    .fetch_one(scope.db())
    .await?;
    if has_mail {
        let workspace = scope.workspace;
        enqueue(scope.db(), &Order::CorrectOwnAddresses { workspace }, None).await?;
    }
    Ok(())
}

/// Returns it as it was kept.
pub async fn remove_own_address(scope: &mut Scope, email: &str) -> Result<String> {
    let email = email.trim().to_lowercase();
    let done = sqlx::query!("delete from own_addresses where email = $1", email)
        .execute(scope.db())
        .await?;
    if done.rows_affected() == 0 {
        Err(Error::NotFound)
    } else {
        order_correction(scope).await?;
        Ok(email)
    }
}
