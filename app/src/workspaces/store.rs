//! Workspaces and their members.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{Role, own_addresses::order_correction};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
};

/// Creates the workspace that the scope was opened for, with its first owner.
pub async fn create_workspace(
    scope: &mut Scope,
    name: &str,
    owner: Uuid,
    email: &str,
) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into workspaces (id, name, created_at, zone, zone_of)
         select $1, $2, $3, zone, id from users where id = $4",
        workspace,
        name,
        now,
        owner,
    )
    .execute(scope.db())
    .await?;
    join(scope, owner, Role::Owner, email).await?;
    record(scope, EventKind::WorkspaceCreated, workspace, json!({})).await
}

/// Makes a user a member; their sign-in address counts as their own from now on.
pub(super) async fn join(scope: &mut Scope, user: Uuid, role: Role, email: &str) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into memberships (workspace_id, user_id, role, created_at) values ($1, $2, $3, $4)
         on conflict (workspace_id, user_id) do nothing",
        workspace,
        user,
        role.as_str(),
        now,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "insert into own_addresses (workspace_id, user_id, email, created_at) values ($1, $2, $3, $4)
         on conflict (workspace_id, email) do update set import_id = null",
        workspace,
        user,
        email,
        now,
    )
    .execute(scope.db())
    .await?;
    order_correction(scope).await?;
    record(
        scope,
        EventKind::MemberJoined,
        user,
        json!({ "role": role }),
    )
    .await
}

pub struct Member {
    pub user_id: Uuid,
    pub name: String,
    pub email: String,
    pub role: String,
    pub created_at: DateTime<Utc>,
}

pub async fn members(scope: &mut Scope) -> Result<Vec<Member>> {
    Ok(sqlx::query_as!(
        Member,
        "select m.user_id, u.name, u.email, m.role, m.created_at
         from memberships m
         join users u on u.id = m.user_id
         where m.workspace_id = acting_workspace()
         order by m.created_at",
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn rename_workspace(scope: &mut Scope, name: &str) -> Result<()> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid("name", FieldCode::Required));
    }
    if name.chars().count() > 80 {
        return Err(Error::invalid("name", FieldCode::TooLong));
    }
    let workspace = scope.workspace;
    sqlx::query!(
        "update workspaces set name = $2 where id = $1",
        workspace,
        name
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
