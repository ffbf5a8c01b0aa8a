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
        let standing = standing(kith, is_first, scope.db()).await?;
        if !standing.admits(new.invitation.is_some()) {
            return Err(Error::invalid("email", FieldCode::Closed));
        }
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

/// Two people who register at the same moment must not both be the first.
async fn lock_and_see_if_first(db: &mut PgConnection) -> Result<bool> {
    sqlx::query("select pg_advisory_xact_lock(hashtext('kith.register'))")
        .execute(&mut *db)
        .await?;
    let first = sqlx::query_scalar!(r#"select not exists (select from users) as "first!""#);
    Ok(first.fetch_one(db).await?)
}

/// The policy in force, and whether somebody chose it.
struct Standing {
    policy: SignupPolicy,
    chosen: bool,
}

impl Standing {
    /// Closed by default still lets in whom a member invited; closed by choice does not.
    fn admits(&self, invited: bool) -> bool {
        match self.policy {
            SignupPolicy::Open => true,
            SignupPolicy::Invite => invited,
            SignupPolicy::Closed => invited && !self.chosen,
        }
    }
}

async fn standing(kith: &Kith, is_first: bool, db: &mut PgConnection) -> Result<Standing> {
    let stored = sqlx::query_scalar!("select signup from installation")
        .fetch_one(db)
        .await?;
    let stored = stored.as_deref().and_then(SignupPolicy::parse);
    let chosen = kith.settings.signup.or(stored);
    let default = match is_first {
        true => SignupPolicy::Open,
        false => SignupPolicy::Closed,
    };
    Ok(Standing {
        policy: chosen.unwrap_or(default),
        chosen: chosen.is_some(),
    })
}

/// Whether nobody has an account yet.
pub async fn is_fresh(kith: &Kith) -> Result<bool> {
    let fresh = sqlx::query_scalar!(r#"select not exists (select from users) as "first!""#);
    Ok(fresh.fetch_one(&kith.pool).await?)
}

async fn standing_now(kith: &Kith) -> Result<Standing> {
    let is_first = is_fresh(kith).await?;
    let mut db = kith.pool.acquire().await?;
    standing(kith, is_first, &mut db).await
}

/// The policy that a visitor would meet now.
pub async fn signup_policy(kith: &Kith) -> Result<SignupPolicy> {
    Ok(standing_now(kith).await?.policy)
}

/// Whether a visitor may sign up now, with an invitation or without.
pub async fn may_sign_up(kith: &Kith, invited: bool) -> Result<bool> {
    Ok(standing_now(kith).await?.admits(invited))
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
