//! An invitation: a link that lets one person join, once, within two weeks.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{Role, store::join};
use crate::{
    accounts,
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    ids,
};

pub struct Invitation {
    pub id: Uuid,
    pub email: String,
    pub role: String,
    pub expires_at: DateTime<Utc>,
}

/// Returns the secret of the link: it is shown once and stored as a digest only.
pub async fn invite(scope: &mut Scope, email: &str, role: Role) -> Result<String> {
    let email = accounts::clean_email(email)?;
    if role == Role::Owner {
        return Err(Error::invalid("role", FieldCode::Unknown));
    }
    let token = ids::secret();
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into invitations (id, workspace_id, email, role, token_hash, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        workspace,
        email,
        role.as_str(),
        ids::digest(&token),
        actor,
        now,
        now + Duration::days(14),
    )
    .execute(scope.db())
    .await?;
    record(scope, EventKind::MemberInvited, id, json!({ "role": role })).await?;
    Ok(token)
}

pub async fn pending_invitations(scope: &mut Scope) -> Result<Vec<Invitation>> {
    let now = scope.now;
    Ok(sqlx::query_as!(
        Invitation,
        "select id, email, role, expires_at
         from invitations
         where accepted_at is null and expires_at > $1
         order by created_at desc",
        now,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Uses up the invitation that the secret names, makes the user a member, and leaves
/// the scope in that workspace.
pub async fn accept_invitation(
    scope: &mut Scope,
    token: &str,
    user: Uuid,
    email: &str,
) -> Result<()> {
    let (digest, now) = (ids::digest(token), scope.now);
    sqlx::query("select set_config('kith.key', $1, true)")
        .bind(&digest)
        .execute(scope.db())
        .await?;
    let taken = sqlx::query!(
        "update invitations set accepted_at = $2
         where token_hash = $1 and accepted_at is null and expires_at > $2
         returning workspace_id, role",
        digest,
        now,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or_else(|| Error::invalid("email", FieldCode::Closed))?;
    let role = Role::parse(&taken.role).ok_or(Error::NotFound)?;
    scope.enter(taken.workspace_id).await?;
    join(scope, user, role, email).await
}
