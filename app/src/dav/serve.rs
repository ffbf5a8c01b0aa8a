//! The methods, and what each does in each place.

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Redirect, Response},
    routing::any,
};
use records::vcard::CardVersion;

use super::{
    answer::{MultiStatus, condition},
    cards::{self, Belief, Written, query::CARDDAV},
    door::{Bearer, only_with_password},
    place::{Place, ROOT},
    properties::{DAV, LARGEST_CARD, Wanted},
    report::report,
    xml::Element,
};
use crate::{
    context::{Kith, Viewer},
    error::{Error, Result},
    forms::failure_response,
    workspaces::Permission,
};

const LARGEST_QUESTION: usize = 2 << 20;
const METHODS: &str = "OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, REPORT";

pub fn router(kith: &Kith) -> Router<Kith> {
    let lead = || any(|| async { Redirect::permanent(ROOT) });
    Router::new()
        .route("/dav", any(serve))
        .route("/dav/", any(serve))
        .route("/dav/{*place}", any(serve))
        .route_layer(middleware::from_fn_with_state(
            kith.clone(),
            only_with_password,
        ))
        .route("/.well-known/carddav", lead())
        .route("/.well-known/caldav", lead())
}

/// One request, and who asks.
pub struct Asked {
    pub viewer: Viewer,
    /// The version of cards that the device reads best.
    pub version: CardVersion,
    headers: HeaderMap,
}

async fn serve(State(_): State<Kith>, request: Request) -> Response {
    let method = request.method().as_str().to_owned();
    let place = Place::parse(request.uri().path());
    let Some(Bearer(viewer)) = request.extensions().get::<Bearer>().cloned() else {
        return failure_response(&Error::SignedOut);
    };
    let headers = request.headers().clone();
    let asked = Asked {
        version: version_of(&headers),
        viewer,
        headers,
    };
    if method == "OPTIONS" {
        return options();
    }
    let Some(place) = place else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(body) = to_bytes(request.into_body(), LARGEST_QUESTION).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    match asked.answer(&method, &place, &body).await {
        Ok(response) => response,
        Err(error) => failure_response(&error),
    }
}

/// 3.0 is what every device reads.
fn version_of(headers: &HeaderMap) -> CardVersion {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    let accept = accept.unwrap_or_default().replace([' ', '"'], "");
    if accept.contains("version=4.0") && !accept.contains("version=3.0") {
        CardVersion::V4
    } else {
        CardVersion::V3
    }
}

fn options() -> Response {
    let headers = [
        (
            HeaderName::from_static("dav"),
            HeaderValue::from_static("1, 3, addressbook, calendar-access"),
        ),
        (header::ALLOW, HeaderValue::from_static(METHODS)),
    ];
    (StatusCode::OK, headers).into_response()
}

impl Asked {
    async fn answer(&self, method: &str, place: &Place, body: &[u8]) -> Result<Response> {
        match (method, place) {
            ("PROPFIND", place) => self.propfind(place, body).await,
            ("REPORT", place) => match question(body) {
                Some(Some(question)) => report(self, place, &question).await,
                _ => Ok(StatusCode::BAD_REQUEST.into_response()),
            },
            ("GET" | "HEAD", Place::Card(_) | Place::Entry(..)) => self.get(place).await,
            ("PUT", Place::Card(name)) => self.put(name, body).await,
            ("DELETE", Place::Card(name)) => self.delete(name).await,
            ("PUT" | "DELETE", Place::Entry(..)) => Ok(StatusCode::FORBIDDEN.into_response()),
            _ => {
                let allowed = [(header::ALLOW, HeaderValue::from_static(METHODS))];
                Ok((StatusCode::METHOD_NOT_ALLOWED, allowed).into_response())
            }
        }
    }

    async fn propfind(&self, place: &Place, body: &[u8]) -> Result<Response> {
        let Some(question) = question(body) else {
            return Ok(StatusCode::BAD_REQUEST.into_response());
        };
        let wanted = Wanted::of(question.as_ref());
        let depth = self.header("depth").unwrap_or("1");
        if depth == "infinity" {
            return Ok(condition(
                StatusCode::FORBIDDEN,
                DAV,
                "propfind-finite-depth",
            ));
        }
        let mut answer = MultiStatus::default();
        let own = match place {
            Place::Card(_) | Place::Entry(..) => match self.leaf(place).await? {
                Some(own) => own,
                None => return Ok(StatusCode::NOT_FOUND.into_response()),
            },
            place => self.collection(place).await?,
        };
        own.put_into(&mut answer, &wanted);
        if depth != "0" {
            for below in self.below(place).await? {
                below.put_into(&mut answer, &wanted);
            }
        }
        Ok(answer.into_response())
    }

    async fn get(&self, place: &Place) -> Result<Response> {
        let Some(found) = self.leaf(place).await? else {
            return Ok(StatusCode::NOT_FOUND.into_response());
        };
        let kind = match place {
            Place::Card(_) => "text/vcard; charset=utf-8",
            _ => "text/calendar; charset=utf-8",
        };
        let etag = found
            .state
            .and_then(|etag| HeaderValue::from_str(&etag).ok());
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::ETAG, etag.unwrap_or(HeaderValue::from_static(""))),
        ];
        Ok((headers, found.content.unwrap_or_default()).into_response())
    }

    async fn put(&self, name: &str, body: &[u8]) -> Result<Response> {
        self.viewer.require(Permission::EditContacts)?;
        if body.len() > LARGEST_CARD {
            return Ok(condition(
                StatusCode::FORBIDDEN,
                CARDDAV,
                "max-resource-size",
            ));
        }
        let Ok(text) = std::str::from_utf8(body) else {
            return Ok(condition(
                StatusCode::FORBIDDEN,
                CARDDAV,
                "valid-address-data",
            ));
        };
        let mut scope = self.viewer.begin().await?;
        let written = cards::put(&mut scope, name, text, &self.belief()).await?;
        Ok(match written {
            Written::Created | Written::Updated => {
                scope.commit().await?;
                // No state: what is stored is not to the letter what was sent.
                match written {
                    Written::Created => StatusCode::CREATED.into_response(),
                    _ => StatusCode::NO_CONTENT.into_response(),
                }
            }
            Written::Changed => StatusCode::PRECONDITION_FAILED.into_response(),
            Written::UidTaken => condition(StatusCode::CONFLICT, CARDDAV, "no-uid-conflict"),
            Written::Unreadable => condition(StatusCode::FORBIDDEN, CARDDAV, "valid-address-data"),
        })
    }

    async fn delete(&self, name: &str) -> Result<Response> {
        self.viewer.require(Permission::EditContacts)?;
        let mut scope = self.viewer.begin().await?;
        if !cards::delete(&mut scope, name, &self.belief()).await? {
            return Ok(StatusCode::PRECONDITION_FAILED.into_response());
        }
        scope.commit().await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    }

    fn belief(&self) -> Belief {
        Belief {
            is_new: self.header("if-none-match") == Some("*"),
            etag: self.header("if-match").map(str::to_owned),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().map(str::trim)
    }
}

/// What the body asks, which may be nothing; none where it cannot be read.
fn question(body: &[u8]) -> Option<Option<Element>> {
    let text = std::str::from_utf8(body).ok()?;
    if text.trim().is_empty() {
        return Some(None);
    }
    Element::parse(text).map(Some)
}
