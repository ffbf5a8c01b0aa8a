//! `{"data": …, "error": null | {"code", "message", "details"}, "meta": {…}}` around
//! every answer, also of failures.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::{error::Error, shell::error_text};

#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Meta {
    /// Give this as `cursor` to get the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// Of a list in groups: those that this page shows, in their order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<GroupSummary>>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroupSummary {
    /// What its rows say in `group`; empty for those that belong to none.
    pub key: String,
    pub label: String,
    /// How many it holds on all pages.
    pub count: i64,
    /// There are more than were counted.
    pub is_more: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Answer<T> {
    pub data: T,
    pub error: Option<Problem>,
    pub meta: Meta,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A stable word, such as `not_found`.
    pub code: String,
    pub message: String,
    /// For `invalid`: the fields and what is wrong with each.
    pub details: Value,
}

/// What every handler returns.
pub type Outcome<T> = Result<(StatusCode, Json<Answer<T>>), Failure>;

pub fn answer<T>(data: T) -> Outcome<T> {
    Ok((
        StatusCode::OK,
        Json(Answer {
            data,
            error: None,
            meta: Meta::default(),
        }),
    ))
}

pub fn created<T>(data: T) -> Outcome<T> {
    Ok((
        StatusCode::CREATED,
        Json(Answer {
            data,
            error: None,
            meta: Meta::default(),
        }),
    ))
}

pub fn listed<T>(data: T, next_cursor: Option<String>) -> Outcome<T> {
    Ok((
        StatusCode::OK,
        Json(Answer {
            data,
            error: None,
            meta: Meta {
                next_cursor,
                groups: None,
            },
        }),
    ))
}

pub fn listed_in_groups<T>(
    data: T,
    next_cursor: Option<String>,
    groups: Vec<GroupSummary>,
) -> Outcome<T> {
    Ok((
        StatusCode::OK,
        Json(Answer {
            data,
            error: None,
            meta: Meta {
                next_cursor,
                groups: Some(groups),
            },
        }),
    ))
}

/// A failure in the envelope.
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    problem: Problem,
}

impl Failure {
    pub fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        let problem = Problem {
            code: code.to_owned(),
            message: message.into(),
            details: json!({}),
        };
        Self { status, problem }
    }

    pub fn with_details(mut self, details: Value) -> Self {
        self.problem.details = details;
        self
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status =
            StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut failure = Self::new(status, error.code(), error_text(&error));
        failure.problem.details = details(&error);
        failure
    }
}

fn details(error: &Error) -> Value {
    match error {
        Error::Invalid(errors) => {
            let fields = errors.0.iter().map(|(field, code)| {
                (
                    field.clone(),
                    json!({ "code": code, "message": code.text() }),
                )
            });
            json!({ "fields": fields.collect::<Map<String, Value>>() })
        }
        Error::Internal(id) => json!({ "error_id": id }),
        _ => json!({}),
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = json!({ "data": null, "error": self.problem, "meta": {} });
        (self.status, Json(body)).into_response()
    }
}
