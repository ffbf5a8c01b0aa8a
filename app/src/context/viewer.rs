//! The member who asks. A page or a server function starts with [`viewer`] or
//! [`viewer_who_may`]; nothing of a workspace is reached without one.

use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use leptos::prelude::*;
use tower_sessions::Session;
use uuid::Uuid;

use super::{Kith, Scope};
use crate::{
    error::{Error, Result, internal},
    workspaces::{Permission, Role},
};

#[derive(Clone)]
pub struct Viewer {
    pub kith: Kith,
    pub user: Uuid,
    pub workspace: Uuid,
    pub workspace_name: String,
    pub role: Role,
    pub operator: bool,
    pub name: String,
    pub email: String,
    pub zone: Tz,
    pub theme: String,
    pub now: DateTime<Utc>,
}

impl Viewer {
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.role.may(permission) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    pub fn require_operator(&self) -> Result<()> {
        if self.operator {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    pub async fn begin(&self) -> Result<Scope> {
        Scope::open(&self.kith.pool, self.workspace, Some(self.user), self.now).await
    }
}

/// The member who asks, within a page or a server function.
pub fn viewer() -> Result<Viewer> {
    let parts = use_context::<Parts>().ok_or_else(|| internal("no request in context"))?;
    parts
        .extensions
        .get::<Viewer>()
        .cloned()
        .ok_or(Error::SignedOut)
}

pub fn viewer_who_may(permission: Permission) -> Result<Viewer> {
    let viewer = viewer()?;
    viewer.require(permission)?;
    Ok(viewer)
}

pub fn kith() -> Result<Kith> {
    use_context::<Kith>().ok_or_else(|| internal("no installation in context"))
}

pub fn session() -> Result<Session> {
    let parts = use_context::<Parts>().ok_or_else(|| internal("no request in context"))?;
    parts
        .extensions
        .get::<Session>()
        .cloned()
        .ok_or_else(|| internal("no session in context"))
}
