//! What the sign-in actions read from the request.

use axum::http::{header, request::Parts};
use leptos::prelude::use_context;

use super::session_store::digest;
use crate::{
    context::{ClientAddress, session},
    error::Result,
};

pub fn client_address() -> String {
    let parts = use_context::<Parts>();
    parts
        .and_then(|parts| parts.extensions.get::<ClientAddress>().cloned())
        .map(|address| address.0)
        .unwrap_or_default()
}

/// Notes the browser and the address, for the list of sessions.
pub async fn describe_session() -> Result<()> {
    let agent = use_context::<Parts>().and_then(|parts| {
        let value = parts.headers.get(header::USER_AGENT)?.to_str().ok()?;
        Some(value.chars().take(200).collect::<String>())
    });
    let session = session()?;
    session.insert("agent", agent.unwrap_or_default()).await?;
    session.insert("address", client_address()).await?;
    Ok(())
}

/// The row of the session that this request belongs to.
pub fn own_session_row() -> Result<Option<String>> {
    Ok(session()?.id().map(|id| digest(&id)))
}
