//! What went wrong, in words: what happened, what is safe, what to do.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use super::frame::{Place, signed_in};
use crate::{
    context::viewer,
    error::Error,
    routes::paths,
    ui::{ButtonKind, Drawing, ErrorPage, LinkButton, Page},
};

/// One sentence for a toast or a plain answer.
pub fn error_text(error: &Error) -> String {
    match error {
        Error::NotFound => "That is not here (any more).".to_owned(),
        Error::SignedOut => "Sign in first.".to_owned(),
        Error::Forbidden => "Your role does not allow this.".to_owned(),
        Error::Invalid(_) => "Something in the form is not right yet.".to_owned(),
        Error::Conflict => "It was changed meanwhile. Look at it again.".to_owned(),
        Error::Busy => "Too many attempts. Wait a quarter of an hour, then try again.".to_owned(),
        Error::Internal(id) => {
            format!("Something went wrong on our side. Nothing was lost. Error {id}")
        }
    }
}

pub(super) fn set_status(error: &Error) {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

pub fn problem_page(error: &Error) -> AnyView {
    let (drawing, title, safe) = match error {
        Error::NotFound => (
            Drawing::Search,
            "This page is not here",
            "It may have been deleted, or the address is wrong. Nothing else has changed.",
        ),
        Error::Forbidden => (
            Drawing::Door,
            "This is not open to you",
            "Your role in this workspace does not allow it. Nothing has changed.",
        ),
        _ => (
            Drawing::CloudOff,
            "Something went wrong on our side",
            "Everything that was saved before is safe.",
        ),
    };
    let id = match error {
        Error::Internal(id) => Some(id.clone()),
        _ => None,
    };
    view! {
        <Title text=format!("{title} · Kith")/>
        <Page>
            <ErrorPage drawing=drawing title=title safe=safe id=id>
                <LinkButton kind=ButtonKind::Primary href=paths::today()>"Go to Today"</LinkButton>
                <LinkButton href=paths::contacts()>"Find a contact"</LinkButton>
            </ErrorPage>
        </Page>
    }
    .into_any()
}

#[component]
pub fn NoSuchPage() -> impl IntoView {
    set_status(&Error::NotFound);
    if viewer().is_ok() {
        return signed_in(Place::Nowhere, |_| async {
            Err::<(String, AnyView), Error>(Error::NotFound)
        });
    }
    view! { <main id="main">{problem_page(&Error::NotFound)}</main> }.into_any()
}
