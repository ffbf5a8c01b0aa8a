//! The table of app passwords: shown once, stored as a digest.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::{
    accounts,
    context::{Kith, Scope, Viewer},
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    ids,
};

pub struct AppPassword {
    pub id: Uuid,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// Returns the password itself, which cannot be shown again.
pub async fn create_app_password(scope: &mut Scope, name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid("name", FieldCode::Required));
    }
    if name.chars().count() > 80 {
        return Err(Error::invalid("name", FieldCode::TooLong));
    }
    let user = scope.actor.ok_or(Error::Forbidden)?;
    let password = ids::app_password();
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into app_passwords (id, workspace_id, user_id, name, password_hash, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        id,
        workspace,
        user,
        name,
        digest(&password),
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::AppPasswordCreated, id, json!({})).await?;
    Ok(password)
}

/// Dashes and blanks are for the eye.
fn digest(password: &str) -> String {
    let is_meant = |letter: &char| letter.is_ascii_alphanumeric();
    ids::digest(&password.chars().filter(is_meant).collect::<String>())
}

/// The live ones of the acting member.
pub async fn app_passwords(scope: &mut Scope) -> Result<Vec<AppPassword>> {
    let user = scope.actor;
    Ok(sqlx::query_as!(
        AppPassword,
        "select id, name, created_at, used_at
         from app_passwords
         where workspace_id = acting_workspace() and user_id = $1 and revoked_at is null
         order by created_at desc
         limit 100",
        user,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn revoke_app_password(scope: &mut Scope, id: Uuid) -> Result<()> {
    let (user, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update app_passwords set revoked_at = $3 where id = $1 and user_id = $2 and revoked_at is null",
        id,
        user,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    record(scope, EventKind::AppPasswordRevoked, id, json!({})).await
}

/// The member with this address, if the password is theirs. Its last use is noted to the minute.
pub(super) async fn viewer_of_password(
    kith: &Kith,
    email: &str,
    password: &str,
) -> Result<Option<Viewer>> {
    let digest = digest(password);
    let now = kith.clock.now();
    let mut transaction = kith.pool.begin().await?;
    sqlx::query("select set_config('kith.key', $1, true)")
        .bind(&digest)
        .execute(&mut *transaction)
        .await?;
    let found = sqlx::query!(
        "select user_id, workspace_id, used_at from app_passwords where password_hash = $1 and revoked_at is null",
        digest,
    )
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(found) = found else { return Ok(None) };
    if found
        .used_at
        .is_none_or(|used| now - used > chrono::Duration::minutes(1))
    {
        sqlx::query!(
            "update app_passwords set used_at = $2 where password_hash = $1",
            digest,
            now,
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    let viewer = accounts::viewer_of(kith, found.user_id, found.workspace_id).await?;
    Ok(viewer.filter(|viewer| viewer.email.eq_ignore_ascii_case(email.trim())))
}
