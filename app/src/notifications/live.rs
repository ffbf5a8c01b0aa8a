//! How many notifications a member has not read, for the script of open pages. The script asks
//! when it hears that something was told or read; the answer names nothing.

use axum::{
    Extension, Json,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::store::count_unread;
use crate::{context::Viewer, error::Result, forms::failure_response};

#[derive(Serialize)]
struct Unread {
    unread: i64,
}

pub async fn unread(Extension(viewer): Extension<Viewer>) -> Response {
    match count(&viewer).await {
        Ok(unread) => Json(Unread { unread }).into_response(),
        Err(error) => failure_response(&error),
    }
}

async fn count(viewer: &Viewer) -> Result<i64> {
    count_unread(&mut viewer.begin().await?).await
}
