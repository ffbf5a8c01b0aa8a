//! The built site: precompressed; what carries a hash in its name never changes.

use std::path::PathBuf;

use axum::{
    Router,
    http::{HeaderValue, Response, StatusCode, header},
};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, ServeFile, fs::ServeFileSystemResponseBody},
    set_header::SetResponseHeaderLayer,
};

use crate::context::Kith;

const ROOT_FILES: &[&str] = &[
    "drafts.js",
    "favicon.svg",
    "news.js",
    "push.js",
    "robots.txt",
    "sw.js",
];

pub fn router(kith: &Kith) -> Router<Kith> {
    let root = PathBuf::from(kith.leptos.site_root.as_ref());
    let folder = |name: &str| {
        let files = ServeDir::new(root.join(name))
            .precompressed_br()
            .precompressed_gzip();
        ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::overriding(
                header::CACHE_CONTROL,
                keep_what_is_there,
            ))
            .service(files)
    };
    let router = Router::new()
        .nest_service("/pkg", folder("pkg"))
        .nest_service("/fonts", folder("fonts"));
    let router = ROOT_FILES.iter().fold(router, |router, name| {
        router.route_service(
            &format!("/{name}"),
            ServeFile::new(root.join(name))
                .precompressed_br()
                .precompressed_gzip(),
        )
    });
    router.layer(SetResponseHeaderLayer::overriding(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ))
}

/// For ever, but not that a file is missing: the next build may bring it.
fn keep_what_is_there(answer: &Response<ServeFileSystemResponseBody>) -> Option<HeaderValue> {
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    (answer.status() != StatusCode::NOT_FOUND).then_some(forever)
}
