//! Two programs that change the same: `If-Match` with the version that one has read.

use axum::http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use serde_json::json;

use super::Failure;

/// Whether the request names this version, or none at all.
pub fn fits_version(headers: &HeaderMap, version: i32) -> bool {
    let Some(wanted) = headers.get(header::IF_MATCH) else {
        return true;
    };
    let version = version.to_string();
    let wanted = wanted.to_str().unwrap_or_default().split(',');
    wanted
        .map(|wanted| wanted.trim().trim_start_matches("W/").trim_matches('"'))
        .any(|wanted| wanted == "*" || wanted == version)
}

/// The second gets it as the first left it.
pub fn changed_meanwhile(current: &impl Serialize) -> Failure {
    let failure = Failure::new(
        StatusCode::PRECONDITION_FAILED,
        "precondition_failed",
        "It was changed meanwhile.",
    );
    failure.with_details(json!({ "current": current }))
}
