//! The table of keys.

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

pub struct ApiKey {
    pub id: Uuid,
    pub name: String,
    pub prefix: String,
    pub created_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// Returns the key itself, which cannot be shown again.
pub async fn create_key(scope: &mut Scope, name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid("name", FieldCode::Required));
    }
    if name.chars().count() > 80 {
        return Err(Error::invalid("name", FieldCode::TooLong));
    }
    let user = scope.actor.ok_or(Error::Forbidden)?;
    let key = format!("kith_{}", ids::secret());
    let (id, workspace, now) = (scope.id(), scope.workspace, scope.now);
    sqlx::query!(
        "insert into api_keys (id, workspace_id, user_id, name, prefix, key_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        workspace,
        user,
        name,
        &key[..10],
        ids::digest(&key),
        now,
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::ApiKeyCreated, id, json!({})).await?;
    Ok(key)
}

/// The live keys of the acting member.
pub async fn keys(scope: &mut Scope) -> Result<Vec<ApiKey>> {
    let user = scope.actor;
    Ok(sqlx::query_as!(
        ApiKey,
        "select id, name, prefix, created_at, used_at
         from api_keys
         where workspace_id = acting_workspace() and user_id = $1 and revoked_at is null
         order by created_at desc
         limit 100",
        user,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn revoke_key(scope: &mut Scope, id: Uuid) -> Result<()> {
    let (user, now) = (scope.actor, scope.now);
    let done = sqlx::query!(
        "update api_keys set revoked_at = $3 where id = $1 and user_id = $2 and revoked_at is null",
        id,
        user,
        now,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    record(scope, EventKind::ApiKeyRevoked, id, json!({})).await
}

/// The member whose key this is. Its last use is noted to the minute.
pub async fn viewer_of_key(kith: &Kith, key: &str) -> Result<Option<Viewer>> {
    let digest = ids::digest(key);
    let now = kith.clock.now();
    let mut transaction = kith.pool.begin().await?;
    sqlx::query("select set_config('kith.key', $1, true)")
        .bind(&digest)
        .execute(&mut *transaction)
        .await?;
    let found = sqlx::query!(
        "select user_id, workspace_id, used_at from api_keys where key_hash = $1 and revoked_at is null",
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
            "update api_keys set used_at = $2 where key_hash = $1",
            digest,
            now
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    accounts::viewer_of(kith, found.user_id, found.workspace_id).await
}
