//! The router as it is served: pages, server functions, uploads, events, the API and
//! the built site, inside the layers that every request passes.

mod gate;
mod layers;
mod probes;
mod site;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    middleware,
    response::Response,
    routing::{get, post},
};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};

use crate::{
    api,
    contacts::export::{download_card, download_contacts},
    context::{Kith, Viewer},
    dav,
    error::Error,
    events,
    forms::{failure_response, shorten_referer},
    imports::{download::download_rejections, upload::upload},
    merging::lead_to_standing,
    notifications::{
        live,
        mail::leave,
        push::{remove_subscription, store_subscription},
    },
    photos::{
        serve::photo,
        upload::{BODY_LIMIT as PHOTO_LIMIT, upload_photo},
    },
    routes::PageRoutes,
    shell::document,
    tasks::feed::calendar_feed,
    transfers::serve::{download_workspace, upload_workspace},
};

/// The largest body of a form or of an API call that is not an upload.
const BODY_LIMIT: usize = 2 << 20;

pub fn router(kith: Kith) -> Router {
    let pages = generate_route_list(PageRoutes);
    let options = kith.leptos.clone();
    let provided = kith.clone();
    let provide = move || provide_context(provided.clone());
    let shell = move || document(options.clone());
    let members = Router::new()
        .route("/events", get(events::stream))
        .route("/imports/{id}/rejections.csv", get(download_rejections))
        .route("/photos/{file}", get(photo))
        .route(
            "/settings/transfers/{id}/workspace.zip",
            get(download_workspace),
        )
        .route(
            "/settings/transfers/load",
            post(upload_workspace).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/notifications/push",
            post(store_subscription).delete(remove_subscription),
        )
        .route("/notifications/unread", get(live::unread))
        .route("/contacts/export", get(download_contacts))
        .route("/contacts/{id}/card.vcf", get(download_card))
        .route_layer(middleware::from_fn(members_only));
    let app = Router::new()
        .leptos_routes_with_context(&kith, pages, provide.clone(), shell.clone())
        .route(
            "/imports/upload",
            post(upload).layer(DefaultBodyLimit::disable()),
        )
        .route(
            "/contacts/{id}/photo",
            post(upload_photo).layer(DefaultBodyLimit::max(PHOTO_LIMIT)),
        )
        .route("/calendar.ics", get(calendar_feed))
        .route("/unsubscribe", post(leave))
        .nest("/api/v1", api::router())
        .merge(members)
        .fallback(render_app_async_with_context(provide, shell))
        .layer(middleware::from_fn(lead_to_standing))
        .layer(middleware::from_fn(keep_referer_local))
        .layer(DefaultBodyLimit::max(BODY_LIMIT));
    layers::around(app.merge(dav::router(&kith)), &kith)
        .merge(probes::router())
        .merge(site::router(&kith))
        .with_state(kith)
}

/// A function whose fields cannot be read leads back to the referer by itself.
async fn keep_referer_local(mut request: Request, next: middleware::Next) -> Response {
    shorten_referer(request.headers_mut());
    next.run(request).await
}

async fn members_only(request: Request, next: middleware::Next) -> Response {
    if request.extensions().get::<Viewer>().is_none() {
        return failure_response(&Error::SignedOut);
    }
    next.run(request).await
}
