//! The one-shot messages between a form and the page after it.

use axum::{
    extract::Request,
    http::{Method, header, request::Parts},
};
use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use crate::{
    context::session,
    error::{Error, Result},
};

const KEY: &str = "flash";

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Flash {
    pub toast: Option<Toast>,
    pub form: Option<FormState>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Toast {
    pub text: String,
    pub undo: Option<Undo>,
    pub critical: bool,
}

/// A server function that takes the last step back, with its fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Undo {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

/// What was typed into the form of one server function, and what is wrong with it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FormState {
    pub action: String,
    pub values: Vec<(String, String)>,
    pub error: Option<Error>,
}

impl FormState {
    pub fn value(&self, field: &str) -> Option<String> {
        self.values
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.clone())
    }

    /// All values of a field that may be there many times.
    pub fn values_of(&self, field: &str) -> Vec<String> {
        let values = self.values.iter().filter(|(name, _)| name == field);
        values.map(|(_, value)| value.clone()).collect()
    }

    pub fn error(&self, field: &str) -> Option<String> {
        match &self.error {
            Some(Error::Invalid(errors)) => errors.get(field).map(|code| code.text().to_owned()),
            _ => None,
        }
    }

    /// Whether it came back because somebody else was faster.
    pub fn is_conflict(&self) -> bool {
        self.error == Some(Error::Conflict)
    }

    /// What is wrong apart from the fields.
    fn summary(&self) -> Option<String> {
        self.error
            .as_ref()
            .filter(|error| !matches!(error, Error::Invalid(_)))
            .map(crate::shell::error_text)
    }
}

pub async fn put_toast(session: &Session, toast: Toast) -> Result<()> {
    Ok(session
        .insert(
            KEY,
            Flash {
                toast: Some(toast),
                form: None,
            },
        )
        .await?)
}

pub async fn flash_form_error(session: &Session, form: FormState) -> Result<()> {
    let text = form.summary();
    let toast = text.map(|text| Toast {
        text,
        undo: None,
        critical: true,
    });
    Ok(session
        .insert(
            KEY,
            Flash {
                toast,
                form: Some(form),
            },
        )
        .await?)
}

/// Whether a person opens a page now; a browser's look ahead takes no message, nor does a script
/// that asks for the page anew.
pub fn opens_page(request: &Request) -> bool {
    let headers = request.headers();
    let is_for_script = headers
        .get("sec-fetch-dest")
        .is_some_and(|place| place != "document");
    request.method() == Method::GET
        && !headers.contains_key("sec-purpose")
        && !is_for_script
        && headers
            .get(header::ACCEPT)
            .is_some_and(|accept| accept.as_bytes().starts_with(b"text/html"))
}

/// Takes the message out of the session.
pub async fn take_flash(session: &Session) -> Option<Flash> {
    session.remove::<Flash>(KEY).await.ok().flatten()
}

fn flash() -> Option<Flash> {
    use_context::<Parts>()?.extensions.get::<Flash>().cloned()
}

pub fn toast() -> Option<Toast> {
    flash()?.toast
}

/// What was to be said on this page is said on the one that it leads to.
pub async fn pass_toast_on() -> Result<()> {
    match toast() {
        Some(toast) => put_toast(&session()?, toast).await,
        None => Ok(()),
    }
}

/// The state of the form that posts to this server function; empty at first.
pub fn form_state(action: &str) -> FormState {
    let waiting = flash()
        .and_then(|flash| flash.form)
        .filter(|form| form.action == action);
    waiting.unwrap_or_default()
}
