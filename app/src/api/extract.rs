//! What handlers take from a request; each refusal is in the envelope.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{StatusCode, request::Parts},
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;
use uuid::Uuid;

use super::Failure;
use crate::{
    context::{Scope, Viewer},
    error::{Error, FieldCode, Result},
    workspaces::Permission,
};

/// The member whose key the program presented.
pub struct Caller(pub Viewer);

impl Caller {
    pub async fn begin(&self, permission: Permission) -> Result<Scope> {
        self.0.require(permission)?;
        self.0.begin().await
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let viewer = parts.extensions.get::<Viewer>().cloned();
        Ok(Self(viewer.ok_or(Error::SignedOut)?))
    }
}

pub struct ApiJson<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ApiJson<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let Json(value) = Json::from_request(request, state)
            .await
            .map_err(|refusal| Failure::new(refusal.status(), "unreadable", refusal.body_text()))?;
        Ok(Self(value))
    }
}

pub struct ApiPath<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for ApiPath<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = Path::from_request_parts(parts, state).await;
        Ok(Self(path.map_err(|_| Error::NotFound)?.0))
    }
}

pub struct ApiQuery<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let query = Query::from_request_parts(parts, state).await;
        let Query(value) = query.map_err(|refusal| {
            Failure::new(StatusCode::BAD_REQUEST, "unreadable", refusal.body_text())
        })?;
        Ok(Self(value))
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `meta.next_cursor` of the page before.
    pub cursor: Option<String>,
    /// 1 to 200, 50 where absent.
    pub limit: Option<i64>,
}

impl PageQuery {
    /// The id that a list of the newest first goes on before.
    pub fn before(&self) -> Result<Option<Uuid>> {
        let unreadable = |_| Error::invalid("cursor", FieldCode::Unreadable);
        let cursor = self.cursor.as_deref().map(str::parse).transpose();
        cursor.map_err(unreadable)
    }

    pub fn size(&self) -> i64 {
        self.limit.unwrap_or(50).clamp(1, 200)
    }
}
