//! How failures of the server become the wire error: logged once under an id that
//! the person sees; constraints that have a name become errors of their field.

use super::{Error, FieldCode};

/// Logs the cause under a new id. The cause must not hold personal text.
pub fn internal(cause: impl std::fmt::Display) -> Error {
    let id = crate::ids::short();
    tracing::error!(error_id = %id, %cause, "internal error");
    Error::Internal(id)
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        match &cause {
            sqlx::Error::RowNotFound => Self::NotFound,
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
        _ => return None,
    };
    Some(Error::invalid(field, FieldCode::Taken))
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
