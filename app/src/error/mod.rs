//! The one error that crosses the wire. It carries codes, never free text: the
//! words are chosen where they are shown, so that nothing private can leak.

mod fields;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

pub use fields::{FieldCode, FieldErrors};
#[cfg(feature = "ssr")]
pub use server::internal;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    #[error("signed out")]
    SignedOut,
    #[error("forbidden")]
    Forbidden,
    #[error("invalid input")]
    Invalid(FieldErrors),
    #[error("changed meanwhile")]
    Conflict,
    #[error("too many attempts")]
    Busy,
    #[error("internal error {0}")]
    Internal(ErrorId),
}

/// Names one logged failure, so that a person can quote it.
pub type ErrorId = String;

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub fn invalid(field: &str, code: FieldCode) -> Self {
        Self::Invalid(FieldErrors::one(field, code))
    }

    /// The same about a field that a form calls otherwise.
    pub fn renamed(self, from: &str, to: &str) -> Self {
        match self {
            Self::Invalid(mut errors) => {
                for (field, _) in &mut errors.0 {
                    if field == from {
                        to.clone_into(field);
                    }
                }
                Self::Invalid(errors)
            }
            other => other,
        }
    }

    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignedOut => 401,
            Self::Forbidden => 403,
            Self::Invalid(_) => 422,
            Self::Conflict => 409,
            Self::Busy => 429,
            Self::Internal(_) => 500,
        }
    }

    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignedOut => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::Invalid(_) => "invalid",
            Self::Conflict => "conflict",
            Self::Busy => "too_many_requests",
            Self::Internal(_) => "internal",
        }
    }
}

impl FromServerFnError for Error {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(cause: ServerFnErrorErr) -> Self {
        match cause {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::Invalid(FieldErrors::default())
            }
            _ => Self::Internal(String::new()),
        }
    }
}
