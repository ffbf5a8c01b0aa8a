//! How failures of the server become the wire error: logged once under an id that
//! the person sees; constraints that have a name become errors of their field.

use super::{Error, FieldCode};

/// Begins the ids of failures that are nobody's but the database's.
const AWAY: &str = "database-";

/// Logs the cause under a new id. The cause must not hold personal text.
pub fn internal(cause: impl std::fmt::Display) -> Error {
    let id = crate::ids::short();
    tracing::error!(error_id = %id, %cause, "internal error");
    Error::Internal(id)
}

/// As [`internal`], where the database could not be reached or went away meanwhile.
fn away(cause: impl std::fmt::Display) -> Error {
    let id = format!("{AWAY}{}", crate::ids::short());
    tracing::error!(error_id = %id, %cause, "the database is away");
    Error::Internal(id)
}

impl Error {
    /// Whether the same may succeed once the database is back.
    pub fn is_away(&self) -> bool {
        matches!(self, Self::Internal(id) if id.starts_with(AWAY))
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        match &cause {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => away(cause),
            sqlx::Error::Database(database) if is_shutdown(database.as_ref()) => {
                away(describe(database.as_ref()))
            }
            sqlx::Error::Database(database) => constraint(database.constraint())
                .unwrap_or_else(|| internal(describe(database.as_ref()))),
            _ => internal(cause),
        }
    }
}

fn constraint(name: Option<&str>) -> Option<Error> {
    let field = match name? {
        "users_email_key" | "own_addresses_email_key" => "email",
        "companies_domain_key" => "domain",
        "custom_fields_key" => "key",
        _ => return None,
    };
    Some(Error::invalid(field, FieldCode::Taken))
}

/// Ended by an administrator, by a crash, or not yet started again.
fn is_shutdown(error: &dyn sqlx::error::DatabaseError) -> bool {
    matches!(error.code().as_deref(), Some("57P01" | "57P02" | "57P03"))
}

/// The message of a database error without its detail, which may quote values.
fn describe(error: &dyn sqlx::error::DatabaseError) -> String {
    format!("{} ({})", error.message(), error.code().unwrap_or_default())
}

impl From<tower_sessions::session::Error> for Error {
    fn from(cause: tower_sessions::session::Error) -> Self {
        internal(cause)
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        internal(format!(
            "json: {:?} at {}:{}",
            cause.classify(),
            cause.line(),
            cause.column()
        ))
    }
}

impl From<std::io::Error> for Error {
    fn from(cause: std::io::Error) -> Self {
        internal(cause)
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(cause: tokio::task::JoinError) -> Self {
        internal(cause)
    }
}
