//! Signing up: a user and, unless invited, a workspace of their own.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{SignupPolicy, clean_email, password};
use crate::{
    context::{Kith, Scope},
    error::{Error, FieldCode, FieldErrors, Result},
    ids, workspaces,
};

pub struct NewUser {
    pub email: String,
    pub name: String,
    pub password: String,
    pub invitation: Option<String>,
}

/// Creates the user under the policy; returns the user and their workspace.
pub async fn register(kith: &Kith, new: NewUser, by_operator: bool) -> Result<(Uuid, Uuid)> {
    let (email, name) = check(&new)?;
    let hash = password::hash(new.password).await?;
    let now = kith.clock.now();
    let user = ids::new(now);
    let mut scope = Scope::open(&kith.pool, ids::new(now), Some(user), now).await?;
    let is_first = lock_and_see_if_first(scope.db()).await?;
    if !by_operator {
        allow(
            policy(kith, is_first, scope.db()).await?,
            new.invitation.is_some(),
        )?;
    }
    insert_user(
        scope.db(),
        &User {
            id: user,
            email: &email,
            name: &name,
            hash: &hash,
            operator: is_first,
            now,
        },
    )
    .await?;
    match new.invitation {
        Some(token) => workspaces::accept_invitation(&mut scope, &token, user, &email).await?,
        None => {
            workspaces::create_workspace(&mut scope, &format!("{name}’s people"), user, &email)
                .await?
        }
    }
    let workspace = scope.workspace;
    scope.commit().await?;
    Ok((user, workspace))
}

fn check(new: &NewUser) -> Result<(String, String)> {
    let mut errors = FieldErrors::default();
    let name = new.name.trim().to_owned();
    if name.is_empty() {
        errors.add("name", FieldCode::Required);
    } else if name.chars().count() > 120 {
        errors.add("name", FieldCode::TooLong);
    }
    let email = clean_email(&new.email).unwrap_or_else(|_| {
        errors.add("email", FieldCode::NotAnEmail);
        String::new()
    });
    if new.password.chars().count() < 10 {
        errors.add("password", FieldCode::TooShort);
    }
    errors.into_result()?;
    Ok((email, name))
}

fn allow(policy: SignupPolicy, invited: bool) -> Result<()> {
    match (policy, invited) {
        (SignupPolicy::Open, _) | (SignupPolicy::Invite, true) => Ok(()),
        _ => Err(Error::invalid("email", FieldCode::Closed)),
    }
}

/// Two people who register at the same moment must not both be the first.
async fn lock_and_see_if_first(db: &mut PgConnection) -> Result<bool> {
    sqlx::query("select pg_advisory_xact_lock(hashtext('kith.register'))")
        .execute(&mut *db)
        .await?;
    let first = sqlx::query_scalar!(r#"select not exists (select from users) as "first!""#);
    Ok(first.fetch_one(db).await?)
}

async fn policy(kith: &Kith, is_first: bool, db: &mut PgConnection) -> Result<SignupPolicy> {
    if let Some(policy) = kith.settings.signup {
        return Ok(policy);
    }
    let chosen = sqlx::query_scalar!("select signup from installation")
        .fetch_one(db)
        .await?;
    let default = if is_first {
        SignupPolicy::Open
    } else {
        SignupPolicy::Closed
    };
    Ok(chosen
        .as_deref()
        .and_then(SignupPolicy::parse)
        .unwrap_or(default))
}

/// What a visitor would meet now.
pub async fn signup_policy(kith: &Kith) -> Result<SignupPolicy> {
    let mut db = kith.pool.acquire().await?;
    let is_first = sqlx::query_scalar!(r#"select not exists (select from users) as "first!""#)
        .fetch_one(&mut *db)
        .await?;
    policy(kith, is_first, &mut db).await
}

pub async fn set_signup_policy(db: &mut PgConnection, policy: SignupPolicy) -> Result<()> {
    sqlx::query!(
        "update installation set signup = $1, updated_at = now()",
        policy.as_str()
    )
    .execute(db)
    .await?;
    Ok(())
}

struct User<'a> {
    id: Uuid,
    email: &'a str,
    name: &'a str,
    hash: &'a str,
    operator: bool,
    now: DateTime<Utc>,
}

async fn insert_user(db: &mut PgConnection, user: &User<'_>) -> Result<()> {
    sqlx::query!(
        "insert into users (id, email, name, password_hash, operator, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
        user.id,
        user.email,
        user.name,
        user.hash,
        user.operator,
        user.now,
    )
    .execute(db)
    .await?;
    Ok(())
}
