//! The address of a contact that was joined leads to the one that was kept: a page to its
//! page, a program by 308, which keeps method and body. Nobody may remember that for good:
//! the two may be parted again.

use axum::{
    extract::Request,
    http::{Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::store::standing;
use crate::{context::Viewer, error::Result};

const API: &str = "/api/v1";
const CONTACTS: &str = "/contacts/";

pub async fn lead_to_standing(request: Request, next: Next) -> Response {
    let viewer = request.extensions().get::<Viewer>().cloned();
    let asked = Asked::of(request.method(), request.uri());
    let answer = next.run(request).await;
    let (Some(viewer), Some(asked)) = (viewer, asked) else {
        return answer;
    };
    if answer.status() != StatusCode::NOT_FOUND {
        return answer;
    }
    match kept(&viewer, asked.contact).await {
        Ok(Some(kept)) => asked.lead_to(kept),
        _ => answer,
    }
}

async fn kept(viewer: &Viewer, contact: Uuid) -> Result<Option<Uuid>> {
    let mut scope = viewer.begin().await?;
    let kept = standing(&mut scope, contact).await?;
    Ok((kept != contact).then_some(kept))
}

/// An address below that of a contact.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    is_program: bool,
    contact: Uuid,
    rest: String,
}

impl Asked {
    fn of(method: &Method, uri: &Uri) -> Option<Self> {
        let path = uri.path_and_query()?.as_str();
        let of_program = path.strip_prefix(API);
        let is_read = method == Method::GET || method == Method::HEAD;
        if of_program.is_none() && !is_read {
            return None;
        }
        let below = of_program.unwrap_or(path).strip_prefix(CONTACTS)?;
        let end = below.find(['/', '?']).unwrap_or(below.len());
        let (contact, rest) = below.split_at(end);
        Some(Self {
            is_program: of_program.is_some(),
            contact: contact.parse().ok()?,
            rest: rest.to_owned(),
        })
    }

    fn lead_to(&self, kept: Uuid) -> Response {
        let (status, start) = if self.is_program {
            (StatusCode::PERMANENT_REDIRECT, API)
        } else {
            (StatusCode::FOUND, "")
        };
        let place = format!("{start}{CONTACTS}{kept}{}", self.rest);
        let headers = [
            (header::LOCATION, place),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        (status, headers).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_contacts_lead_elsewhere() {
        let id = "018f2b6e-0000-7000-8000-000000000001";
        for (method, path, rest) in [
            (Method::GET, format!("/contacts/{id}"), Some("")),
            (
                Method::GET,
                format!("/contacts/{id}/history?before=3"),
                Some("/history?before=3"),
            ),
            (Method::PATCH, format!("/api/v1/contacts/{id}"), Some("")),
            (Method::POST, format!("/contacts/{id}/photo"), None),
            (Method::GET, format!("/companies/{id}"), None),
            (Method::GET, "/contacts/new".to_owned(), None),
        ] {
            let asked = Asked::of(&method, &path.parse().unwrap());
            assert_eq!(asked.map(|asked| asked.rest).as_deref(), rest, "{path}");
        }
    }
}
