//! A photo under the address of its content, which never changes: browsers keep it.

use axum::{
    Extension,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::store::picture;
use crate::{
    context::Viewer,
    error::{Error, Result},
    forms::failure_response,
};

/// `GET /photos/{hash}-{edge}.jpg`
pub async fn photo(Extension(viewer): Extension<Viewer>, Path(file): Path<String>) -> Response {
    match found(&viewer, &file).await {
        Ok(bytes) => {
            let forever = HeaderValue::from_static("private, max-age=31536000, immutable");
            ([(header::CACHE_CONTROL, forever)], jpeg(bytes)).into_response()
        }
        Err(error) => failure_response(&error),
    }
}

async fn found(viewer: &Viewer, file: &str) -> Result<Vec<u8>> {
    let (hash, edge) = parse(file).ok_or(Error::NotFound)?;
    picture(&mut viewer.begin().await?, hash, edge).await
}

fn parse(file: &str) -> Option<(&str, u32)> {
    let (hash, edge) = file.strip_suffix(".jpg")?.split_once('-')?;
    Some((hash, edge.parse().ok()?))
}

pub(super) fn jpeg(bytes: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static("image/jpeg");
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}
