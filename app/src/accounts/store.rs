//! Users, their workspaces and their sessions.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use crate::{
    context::{Kith, Viewer},
    error::{Error, FieldCode, Result},
    workspaces::Role,
};

/// Lower-cased and trimmed; an error of the field `email` unless it looks like one.
pub fn clean_email(text: &str) -> Result<String> {
    let email = text.trim().to_lowercase();
    let plausible = email.len() <= 254
        && !email.contains(char::is_whitespace)
        && email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.contains('@')
        });
    if plausible {
        Ok(email)
    } else {
        Err(Error::invalid("email", FieldCode::NotAnEmail))
    }
}

/// The user as a member of the workspace; none where they are not one.
pub async fn viewer_of(kith: &Kith, user: Uuid, workspace: Uuid) -> Result<Option<Viewer>> {
    let mut transaction = kith.pool.begin().await?;
    sqlx::query("select set_config('kith.user', $1, true)")
        .bind(user.to_string())
        .execute(&mut *transaction)
        .await?;
    let row = sqlx::query!(
        "select u.name, u.email, u.zone, u.theme, u.operator, m.role, w.name as workspace_name
         from memberships m
         join users u on u.id = m.user_id
         join workspaces w on w.id = m.workspace_id
         where m.user_id = $1 and m.workspace_id = $2",
        user,
        workspace,
    )
    .fetch_optional(&mut *transaction)
    .await?;
    Ok(row.and_then(|row| {
        Some(Viewer {
            kith: kith.clone(),
            user,
            workspace,
            workspace_name: row.workspace_name,
            role: Role::parse(&row.role)?,
            operator: row.operator,
            name: row.name,
            email: row.email,
            zone: row.zone.parse().unwrap_or(chrono_tz::UTC),
            theme: row.theme,
            now: kith.clock.now(),
        })
    }))
}

pub struct Workspace {
    pub id: Uuid,
    pub name: String,
}

pub async fn workspaces_of(kith: &Kith, user: Uuid) -> Result<Vec<Workspace>> {
    let mut transaction = kith.pool.begin().await?;
    sqlx::query("select set_config('kith.user', $1, true)")
        .bind(user.to_string())
        .execute(&mut *transaction)
        .await?;
    Ok(sqlx::query_as!(
        Workspace,
        "select w.id, w.name
         from memberships m
         join workspaces w on w.id = m.workspace_id
         where m.user_id = $1
         order by m.created_at",
        user,
    )
    .fetch_all(&mut *transaction)
    .await?)
}

/// The user who signs in with this address.
pub async fn user_of_address(kith: &Kith, email: &str) -> Result<Option<Uuid>> {
    let email = clean_email(email)?;
    Ok(
        sqlx::query_scalar!("select id from users where email = $1", email)
            .fetch_optional(&kith.pool)
            .await?,
    )
}

/// Whether days can be counted by it: what a browser calls its zone is taken if so.
pub fn is_zone(name: &str) -> bool {
    name.parse::<chrono_tz::Tz>().is_ok()
}

pub async fn set_profile(kith: &Kith, user: Uuid, name: &str, zone: &str) -> Result<()> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid("name", FieldCode::Required));
    }
    let zone: chrono_tz::Tz = zone
        .parse()
        .map_err(|_| Error::invalid("zone", FieldCode::Unknown))?;
    let mut transaction = kith.pool.begin().await?;
    sqlx::query!(
        "update users set name = $2, zone = $3, updated_at = $4 where id = $1",
        user,
        name,
        zone.name(),
        kith.clock.now(),
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "update workspaces set zone = $2 where zone_of = $1",
        user,
        zone.name(),
    )
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

pub async fn set_theme(kith: &Kith, user: Uuid, theme: &str) -> Result<()> {
    if !["system", "light", "dark"].contains(&theme) {
        return Err(Error::invalid("theme", FieldCode::Unknown));
    }
    sqlx::query!("update users set theme = $2 where id = $1", user, theme)
        .execute(&kith.pool)
        .await?;
    Ok(())
}

pub struct OwnSession {
    pub id: String,
    pub agent: Option<String>,
    pub address: Option<String>,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

pub async fn sessions_of(kith: &Kith, user: Uuid) -> Result<Vec<OwnSession>> {
    Ok(sqlx::query_as!(
        OwnSession,
        "select id, agent, address, created_at, seen_at
         from sessions
         where user_id = $1 and expires_at > $2
         order by seen_at desc
         limit 100",
        user,
        kith.clock.now(),
    )
    .fetch_all(&kith.pool)
    .await?)
}

pub async fn end_session(kith: &Kith, user: Uuid, id: &str) -> Result<()> {
    let done = sqlx::query!(
        "delete from sessions where id = $1 and user_id = $2",
        id,
        user
    )
    .execute(&kith.pool)
    .await?;
    if done.rows_affected() == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

/// Ends all sessions of the user except the one they are using.
pub async fn end_other_sessions(kith: &Kith, user: Uuid, keep: Option<&str>) -> Result<u64> {
    let done = sqlx::query!(
        "delete from sessions where user_id = $1 and id is distinct from $2",
        user,
        keep,
    )
    .execute(&kith.pool)
    .await?;
    Ok(done.rows_affected())
}

pub async fn clean_sessions(kith: &Kith) -> Result<()> {
    let now = kith.clock.now();
    sqlx::query!("delete from sessions where expires_at < $1", now)
        .execute(&kith.pool)
        .await?;
    sqlx::query!(
        "delete from login_attempts where at < $1",
        now - Duration::hours(1)
    )
    .execute(&kith.pool)
    .await?;
    Ok(())
}
