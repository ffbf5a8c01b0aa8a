//! What is turned away at the door: every request while the schema is not exactly
//! this program's, and requests with more headers than any browser sends.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use sqlx::PgPool;

use crate::{context::Kith, schema};

const MOST_HEADER_BYTES: usize = 32 << 10;

/// Opens once, when the schema is seen to fit.
#[derive(Clone)]
pub struct Gate {
    pool: PgPool,
    is_open: Arc<AtomicBool>,
}

impl Gate {
    pub fn new(kith: &Kith) -> Self {
        Self {
            pool: kith.pool.clone(),
            is_open: Arc::default(),
        }
    }

    async fn is_open(&self) -> bool {
        if self.is_open.load(Ordering::Relaxed) {
            return true;
        }
        let is_current = schema::is_current(&self.pool).await;
        self.is_open.store(is_current, Ordering::Relaxed);
        is_current
    }
}

pub async fn only_when_current(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if gate.is_open().await {
        return next.run(request).await;
    }
    let words = "Kith is being brought up to date. Everything is safe; try again in a moment.";
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [("retry-after", "5")],
        words,
    )
        .into_response()
}

pub async fn limit_headers(request: Request, next: Next) -> Response {
    let size: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if size > MOST_HEADER_BYTES {
        return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response();
    }
    next.run(request).await
}
