//! What every request passes, outermost first: an id, a trace, a net under panics,
//! headers that keep browsers safe, compression, the cross-site check, the session,
//! and the question who is asking.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
    middleware,
    response::IntoResponse,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    csrf::CsrfLayer,
    request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
    trace::TraceLayer,
};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};
use tracing::Span;

use super::gate;
use crate::{
    accounts::SessionRows,
    context::{Kith, client_address, identify, keep_submission},
    ids,
};

const SESSION_DAYS: i64 = 30;

pub fn around(app: Router<Kith>, kith: &Kith) -> Router<Kith> {
    let sessions = SessionManagerLayer::new(SessionRows(kith.pool.clone()))
        .with_name("kith_session")
        .with_secure(kith.settings.is_secure())
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_expiry(Expiry::OnInactivity(time::Duration::days(SESSION_DAYS)));
    let app = app
        .layer(middleware::from_fn(keep_submission))
        .layer(middleware::from_fn_with_state(kith.clone(), identify))
        .layer(middleware::from_fn_with_state(kith.clone(), client_address))
        .layer(sessions)
        .layer(csrf(kith))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(
            gate::Gate::new(kith),
            gate::only_when_current,
        ))
        .layer(middleware::from_fn(gate::limit_headers))
        .layer(CatchPanicLayer::custom(panic_page));
    with_headers(app, kith)
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span_of)
                .on_request(())
                .on_response(log_answer)
                .on_body_chunk(())
                .on_eos(())
                .on_failure(()),
        )
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(NewRequestId))
}

/// The site's own address is trusted also behind a proxy that changes the host.
fn csrf(kith: &Kith) -> CsrfLayer {
    let layer = CsrfLayer::new();
    layer
        .clone()
        .add_trusted_origin(&kith.settings.base_url)
        .unwrap_or(layer)
}

fn with_headers(app: Router<Kith>, kith: &Kith) -> Router<Kith> {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    let policy = SetResponseHeaderLayer::if_not_present(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    );
    let app = fixed
        .into_iter()
        .fold(app.layer(policy), |app, (name, value)| {
            app.layer(SetResponseHeaderLayer::overriding(
                name,
                HeaderValue::from_static(value),
            ))
        });
    if !kith.settings.is_secure() {
        return app;
    }
    let strict = HeaderValue::from_static("max-age=63072000; includeSubDomains");
    app.layer(SetResponseHeaderLayer::overriding(
        header::STRICT_TRANSPORT_SECURITY,
        strict,
    ))
}

#[derive(Clone)]
struct NewRequestId;

impl MakeRequestId for NewRequestId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&ids::short())
            .ok()
            .map(RequestId::new)
    }
}

/// Paths only: queries hold what people search for.
fn span_of(request: &Request) -> Span {
    let id = request
        .headers()
        .get("x-request-id")
        .and_then(|value| value.to_str().ok());
    tracing::info_span!(
        "request",
        method = %request.method(),
        path = request.uri().path(),
        id = id.unwrap_or_default(),
    )
}

fn log_answer<B>(response: &Response<B>, took: Duration, _: &Span) {
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(status = response.status().as_u16(), ms, "answered");
}

/// Names the failure and nothing else: the panic's text may hold personal data.
pub(super) fn panic_page(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let id = ids::short();
    tracing::error!(error_id = %id, "a request panicked");
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Something went wrong</title>\
         <main><h1>Something went wrong on our side</h1>\
         <p>Everything that was saved before is safe. Go back and try again.</p><p>Error {id}</p></main></html>",
    );
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        [(header::CONTENT_TYPE, kind)],
        page,
    )
        .into_response()
}
