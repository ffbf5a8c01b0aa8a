//! Whether the process is alive, and whether it may get traffic: only while the
//! schema is exactly the binary's.

use axum::{Router, extract::State, http::StatusCode, routing::get};

use crate::{context::Kith, schema};

pub fn router() -> Router<Kith> {
    Router::new()
        .route("/healthz", get(|| async { "alive" }))
        .route("/readyz", get(ready))
}

async fn ready(State(kith): State<Kith>) -> (StatusCode, &'static str) {
    if schema::is_current(&kith.pool).await {
        (StatusCode::OK, "ready")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database is away or its schema is not this program's",
        )
    }
}
