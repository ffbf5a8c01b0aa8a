//! How a server function answers: a plain form is led to a page, a script gets
//! the status and the typed error.

use std::future::Future;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use leptos::{prelude::use_context, server_fn::ServerFn};
use leptos_axum::ResponseOptions;

use super::flash::{FormState, Toast, Undo, flash_form_error, put_toast};
use crate::{
    context::{Submission, session},
    error::{Error, Result},
    routes::{local_path, paths},
};

/// Where to go after success, and what to say there.
pub struct Done {
    to: String,
    toast: Option<Toast>,
}

impl Done {
    pub fn to(path: impl Into<String>) -> Self {
        Self {
            to: path.into(),
            toast: None,
        }
    }

    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.toast = Some(Toast {
            text: text.into(),
            undo: None,
            critical: false,
        });
        self
    }

    /// Offers the way back by another server function.
    pub fn or_undo<Back: ServerFn>(mut self, fields: &[(&str, String)]) -> Self {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        if let Some(toast) = &mut self.toast {
            toast.undo = Some(Undo {
                action: Back::PATH.to_owned(),
                fields,
            });
        }
        self
    }
}

/// Runs the work of a server function that a form posts to.
pub async fn answer(work: impl Future<Output = Result<Done>>) -> Result<()> {
    match work.await {
        Ok(done) => {
            if let Some(toast) = done.toast {
                put_toast(&session()?, toast).await?;
            }
            leptos_axum::redirect(&done.to);
            Ok(())
        }
        Err(error) => refuse(error).await,
    }
}

/// Runs the work of a server function that an island calls for a value.
pub async fn value_or_error<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let outcome = work.await;
    if let Err(error) = &outcome {
        set_status(error);
    }
    outcome
}

async fn refuse(error: Error) -> Result<()> {
    let Some(parts) = use_context::<Parts>() else {
        return Err(error);
    };
    if !is_plain_form(&parts.headers) {
        set_status(&error);
        return Err(error);
    }
    if error == Error::SignedOut {
        leptos_axum::redirect(&paths::login(None));
        return Ok(());
    }
    let values = parts
        .extensions
        .get::<Submission>()
        .cloned()
        .unwrap_or_default()
        .0;
    let action = parts.uri.path().to_owned();
    flash_form_error(
        &session()?,
        FormState {
            action,
            values,
            error: Some(error),
        },
    )
    .await?;
    leptos_axum::redirect(&page_of_form(&parts.headers));
    Ok(())
}

fn is_plain_form(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// The path of the page that held the form: never another site's.
fn page_of_form(headers: &HeaderMap) -> String {
    let referer = headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok());
    let uri = referer.and_then(|text| text.parse::<Uri>().ok());
    local_path(
        uri.as_ref()
            .and_then(Uri::path_and_query)
            .map_or(paths::today(), PathAndQuery::as_str),
    )
}

/// Makes the referer a path, so that nothing leads to another site by it.
pub fn shorten_referer(headers: &mut HeaderMap) {
    if headers.contains_key(header::REFERER)
        && let Ok(page) = HeaderValue::from_str(&page_of_form(headers))
    {
        headers.insert(header::REFERER, page);
    }
}

fn set_status(error: &Error) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status_of(error));
    }
}

fn status_of(error: &Error) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The answer where no page can be rendered any more.
pub fn failure_response(error: &Error) -> Response {
    (status_of(error), crate::shell::error_text(error)).into_response()
}
