//! The built site: precompressed; what carries a hash in its name never changes.

use std::path::PathBuf;

use axum::{
    Router,
    http::{HeaderValue, header},
};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

use crate::context::Kith;

const ROOT_FILES: &[&str] = &["favicon.svg", "robots.txt"];

pub fn router(kith: &Kith) -> Router<Kith> {
    let root = PathBuf::from(kith.leptos.site_root.as_ref());
    let folder = |name: &str| {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        let files = ServeDir::new(root.join(name))
            .precompressed_br()
            .precompressed_gzip();
        ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::overriding(
                header::CACHE_CONTROL,
                forever,
            ))
            .layer(SetResponseHeaderLayer::overriding(
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ))
            .service(files)
    };
    let router = Router::new()
        .nest_service("/pkg", folder("pkg"))
        .nest_service("/fonts", folder("fonts"));
    ROOT_FILES.iter().fold(router, |router, name| {
        router.route_service(&format!("/{name}"), ServeFile::new(root.join(name)))
    })
}
