//! Proving who one is.

use uuid::Uuid;

use super::{clean_email, password, throttle::Gate, workspaces_of};
use crate::{
    context::Kith,
    error::{Error, FieldCode, Result},
};

fn wrong() -> Error {
    Error::invalid("password", FieldCode::Wrong)
}

/// Returns the user and the workspace they go on in.
pub async fn sign_in(
    kith: &Kith,
    email: &str,
    secret: String,
    address: &str,
) -> Result<(Uuid, Uuid)> {
    let email = clean_email(email).map_err(|_| wrong())?;
    let gate = Gate {
        pool: &kith.pool,
        email: &email,
        address,
        now: kith.clock.now(),
    };
    gate.check().await?;
    let user = sqlx::query!(
        "select id, password_hash from users where email = $1",
        email
    )
    .fetch_optional(&kith.pool)
    .await?;
    let (id, stored) = user.map(|user| (user.id, user.password_hash)).unzip();
    if !password::is_right(secret, stored).await? {
        gate.count_failure().await?;
        return Err(wrong());
    }
    gate.forget().await?;
    let user = id.ok_or_else(wrong)?;
    let workspaces = workspaces_of(kith, user).await?;
    let workspace = workspaces.first().ok_or(Error::Forbidden)?.id;
    Ok((user, workspace))
}

pub async fn change_password(kith: &Kith, user: Uuid, current: String, new: String) -> Result<()> {
    let stored = sqlx::query!("select email, password_hash from users where id = $1", user)
        .fetch_one(&kith.pool)
        .await?;
    let gate = Gate {
        pool: &kith.pool,
        email: &stored.email,
        address: "",
        now: kith.clock.now(),
    };
    gate.check().await?;
    if !password::is_right(current, Some(stored.password_hash)).await? {
        gate.count_failure().await?;
        return Err(Error::invalid("current_password", FieldCode::Wrong));
    }
    let hash = password::hash(new).await?;
    sqlx::query!(
        "update users set password_hash = $2, updated_at = $3 where id = $1",
        user,
        hash,
        kith.clock.now(),
    )
    .execute(&kith.pool)
    .await?;
    Ok(())
}
