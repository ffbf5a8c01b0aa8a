//! The layers that find out who asks, before any handler runs: a session cookie
//! for browsers, a bearer key for programs. Handlers only read what stands here.

use std::net::SocketAddr;

use axum::{
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_sessions::Session;
use uuid::Uuid;

use super::{Kith, Viewer};
use crate::{accounts, api_keys, error::Result, forms};

const LARGEST_FORM: usize = 1 << 20;

/// The address that log-in attempts are counted by.
#[derive(Clone, Debug)]
pub struct ClientAddress(pub String);

/// The pairs that a plain form sent, without passwords.
#[derive(Clone, Debug, Default)]
pub struct Submission(pub Vec<(String, String)>);

pub async fn client_address(
    State(kith): State<Kith>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let forwarded = forwarded_for(request.headers()).filter(|_| kith.settings.behind_proxy);
    let address = forwarded
        .or(peer.map(|ip| ip.to_string()))
        .unwrap_or_default();
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

fn forwarded_for(headers: &HeaderMap) -> Option<String> {
    let chain = headers.get("x-forwarded-for")?.to_str().ok()?;
    chain.rsplit(',').next().map(|last| last.trim().to_owned())
}

pub async fn identify(State(kith): State<Kith>, mut request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let key = bearer(request.headers()).map(ToOwned::to_owned);
    let opens_page = forms::opens_page(&request);
    match find_viewer(&kith, session.as_ref(), key.as_deref()).await {
        Ok(Some(viewer)) => {
            request.extensions_mut().insert(viewer);
        }
        Ok(None) => {}
        Err(error) => return forms::failure_response(&error),
    }
    if let Some(session) = session.filter(|_| opens_page)
        && let Some(flash) = forms::take_flash(&session).await
    {
        request.extensions_mut().insert(flash);
    }
    next.run(request).await
}

async fn find_viewer(
    kith: &Kith,
    session: Option<&Session>,
    key: Option<&str>,
) -> Result<Option<Viewer>> {
    if let Some(key) = key {
        return api_keys::viewer_of_key(kith, key).await;
    }
    let Some(session) = session else {
        return Ok(None);
    };
    let user = session.get::<Uuid>("user").await.unwrap_or_default();
    let workspace = session.get::<Uuid>("workspace").await.unwrap_or_default();
    match (user, workspace) {
        (Some(user), Some(workspace)) => accounts::viewer_of(kith, user, workspace).await,
        _ => Ok(None),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")
}

/// Binds the session to a member: a new session id, so that a planted one is worth nothing.
pub async fn start_session(session: &Session, user: Uuid, workspace: Uuid) -> Result<()> {
    session.cycle_id().await?;
    session.insert("user", user).await?;
    session.insert("workspace", workspace).await?;
    Ok(())
}

/// Keeps what a plain form sent, so that the form can be shown again with it.
pub async fn keep_submission(request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !is_plain_form(request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    let kept = pairs
        .into_iter()
        .filter(|(name, _)| !name.contains("password"))
        .collect();
    parts.extensions.insert(Submission(kept));
    next.run(Request::from_parts(parts, Body::from(bytes)))
        .await
}

fn is_plain_form(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}
