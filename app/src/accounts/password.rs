//! Argon2id, off the request threads. Verifying takes as long for an unknown
//! account as for a known one.

use std::sync::LazyLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng},
};

use crate::error::{Error, FieldCode, Result, internal};

const SHORTEST: usize = 10;
const LONGEST: usize = 256;

/// The hash that a sign-in with an unknown address is compared with.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| digest("nobody signs in with this").unwrap_or_default());

pub async fn hash(password: String) -> Result<String> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Error::invalid("password", FieldCode::TooShort));
    }
    if length > LONGEST {
        return Err(Error::invalid("password", FieldCode::TooLong));
    }
    tokio::task::spawn_blocking(move || digest(&password)).await?
}

pub async fn is_right(password: String, stored: Option<String>) -> Result<bool> {
    let known = stored.is_some();
    let matches = tokio::task::spawn_blocking(move || {
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        PasswordHash::new(&stored).is_ok_and(|parsed| {
            Argon2::default()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
        })
    })
    .await?;
    Ok(matches && known)
}

fn digest(password: &str) -> Result<String> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map_err(internal)?;
    Ok(hash.to_string())
}
