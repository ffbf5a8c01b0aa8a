//! Ending mail from the mail itself, without a session: a link that shows a form, and the
//! one click of RFC 8058, a POST to the same address.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::Deserialize;

use crate::{
    context::{Kith, Scope, kith},
    error::Result,
    forms::failure_response,
    notifications::{Kind, choices::stop_mail, signing::Leave},
    routes::paths,
    shell::public,
    ui::{Button, ButtonKind, Form, FormActions},
};

#[derive(Deserialize)]
pub struct Key {
    #[serde(default)]
    key: String,
}

/// Takes the click of a mail program, and that of the form.
pub async fn leave(
    State(kith): State<Kith>,
    Query(Key { key }): Query<Key>,
    headers: HeaderMap,
) -> Response {
    match stop(&kith, &key).await {
        Err(error) => failure_response(&error),
        Ok(()) if wants_page(&headers) => {
            Redirect::to(&format!("{}&done=1", paths::unsubscribe(&key))).into_response()
        }
        Ok(()) => (StatusCode::OK, "No more such mail.").into_response(),
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    let accept = accept.and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

async fn stop(kith: &Kith, key: &str) -> Result<()> {
    let leave = Leave::of_token(&kith.pool, key).await?;
    let now = kith.clock.now();
    let mut scope = Scope::open(&kith.pool, leave.workspace, None, now).await?;
    stop_mail(&mut scope, leave.user, &leave.what).await?;
    scope.commit().await
}

#[component]
pub fn Unsubscribe() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let key = query.get("key").unwrap_or_default();
    let is_done = query.get("done").is_some();
    let kith = kith();
    let content = Suspend::new(async move {
        let found = match kith {
            Ok(kith) => Leave::of_token(&kith.pool, &key).await.ok(),
            Err(_) => None,
        };
        page(found, &key, is_done)
    });
    view! { <Suspense>{content}</Suspense> }
}

fn page(leave: Option<Leave>, key: &str, is_done: bool) -> AnyView {
    let Some(leave) = leave else {
        let words = "Follow the link in the mail once more, or choose what comes by mail in Kith.";
        let content = view! { <p>{words}</p> }.into_any();
        return public("This link is not whole", None, content, settings_link());
    };
    let what = match Kind::parse(&leave.what) {
        Some(kind) => format!("mail about “{}”", kind.title()),
        None => "the digest".to_owned(),
    };
    if is_done {
        let words = format!("You get {what} no more.");
        let content = view! { <p>{words}</p> }.into_any();
        return public("Done", None, content, settings_link());
    }
    let action = paths::unsubscribe(key);
    let content = view! {
        <Form action=action label="No more such mail">
            <p>{format!("You get {what} no more, once you press the button.")}</p>
            <FormActions><Button kind=ButtonKind::Primary>"Stop this mail"</Button></FormActions>
        </Form>
    }
    .into_any();
    public("No more such mail", None, content, settings_link())
}

fn settings_link() -> ViewFn {
    ViewFn::from(|| {
        view! { <a class="link" href=paths::notification_settings()>"All that Kith tells you"</a> }
    })
}
