//! Where the page's script says that a browser wants news, or no more. For members; a page
//! of another site cannot ask.

use axum::{
    Extension, Json,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{SubscriptionInput, subscribe, unsubscribe};
use crate::{
    companies::logos::Sites, context::Viewer, error::Result, forms::failure_response,
    workspaces::Permission,
};

pub async fn store_subscription(
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Json(input): Json<SubscriptionInput>,
) -> Response {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    told(store(&viewer, &input, agent).await)
}

async fn store(viewer: &Viewer, input: &SubscriptionInput, agent: &str) -> Result<()> {
    viewer.require(Permission::DecideSuggestions)?;
    let mut scope = viewer.begin().await?;
    let is_checked = viewer.kith.settings.push_services == Sites::Public;
    subscribe(&mut scope, input, agent, is_checked).await?;
    scope.commit().await
}

#[derive(Deserialize)]
pub struct Removed {
    endpoint: String,
}

pub async fn remove_subscription(
    Extension(viewer): Extension<Viewer>,
    Json(removed): Json<Removed>,
) -> Response {
    told(remove(&viewer, &removed.endpoint).await)
}

async fn remove(viewer: &Viewer, endpoint: &str) -> Result<()> {
    let mut scope = viewer.begin().await?;
    unsubscribe(&mut scope, endpoint).await?;
    scope.commit().await
}

fn told(outcome: Result<()>) -> Response {
    match outcome {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => failure_response(&error),
    }
}
