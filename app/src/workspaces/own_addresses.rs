//! The addresses that are a member's own: mail from them counts as sent by "me".

use uuid::Uuid;

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

/// Idempotent: an address that is there already stays whose it is. What an import assumed
/// is said by a person from now on.
pub async fn add_own_address(scope: &mut Scope, email: &str) -> Result<String> {
    let email = accounts::clean_email(email)?;
    let (workspace, now) = (scope.workspace, scope.now);
    let user = scope.actor.ok_or(Error::Forbidden)?;
    let is_new = sqlx::query_scalar!(
        r#"insert into own_addresses (workspace_id, user_id, email, created_at)
           values ($1, $2, $3, $4)
           on conflict (workspace_id, email) do update set import_id = null
           returning (xmax = 0) as "is_new!""#,
        workspace,
        user,
        email,
        now,
    )
    .fetch_one(scope.db())
    .await?;
    if is_new {
        order_correction(scope).await?;
    }
    Ok(email)
}

/// Takes an address for the member's own, because an import relies on it. What a person
/// said stays said.
pub async fn assume_own_address(scope: &mut Scope, email: &str, import: Uuid) -> Result<()> {
    let email = accounts::clean_email(email)?;
    let (workspace, now) = (scope.workspace, scope.now);
    let user = scope.actor.ok_or(Error::Forbidden)?;
    let is_new = sqlx::query_scalar!(
        r#"insert into own_addresses (workspace_id, user_id, email, import_id, created_at)
           values ($1, $2, $3, $4, $5)
           on conflict (workspace_id, email) do update set import_id = excluded.import_id
           where own_addresses.import_id is not null
           returning (xmax = 0) as "is_new!""#,
        workspace,
        user,
        email,
        import,
        now,
    )
    .fetch_optional(scope.db())
    .await?;
    if is_new == Some(true) {
        order_correction(scope).await?;
    }
    Ok(())
}

/// What this import took for the member's own, and no person said.
pub async fn assumed_addresses(scope: &mut Scope, import: Uuid) -> Result<Vec<String>> {
    let found = sqlx::query_scalar!(
        "select email from own_addresses
         where workspace_id = acting_workspace() and import_id = $1
         order by email",
        import,
    );
    Ok(found.fetch_all(scope.db()).await?)
}

/// Mail that is here already follows the addresses, and so does what an import is
/// writing at this moment and nobody can see yet.
pub(super) async fn order_correction(scope: &mut Scope) -> Result<()> {
    let has_mail = sqlx::query_scalar!(
        r#"select exists (
             select from interactions where workspace_id = acting_workspace() and origin = 'mail'
             union all
             select from imports where workspace_id = acting_workspace() and state = 'running'
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
