//! How far work in the background is, or what became of it.

use axum::http::{HeaderName, HeaderValue};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;

use crate::{
    taxonomy::{Reading, actions::StopReading},
    ui::{Button, Form, HiddenInput, Notice, Progress, ProgressState, Tone},
};

/// Asks the browser for the page again in a while, also without a script.
pub fn come_again() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(
            HeaderName::from_static("refresh"),
            HeaderValue::from_static("2"),
        );
    }
}

pub fn state(reading: &Reading, may_edit: bool) -> AnyView {
    if reading.is_under_way() {
        return progress(reading, may_edit);
    }
    let tone = match reading.state.as_str() {
        "done" => Tone::Info,
        "failed" => Tone::Critical,
        _ => Tone::Caution,
    };
    let words = reading.words();
    view! { <Notice tone=tone><p>{words}</p></Notice> }.into_any()
}

fn progress(reading: &Reading, may_edit: bool) -> AnyView {
    let state = ProgressState {
        stage: reading.words(),
        done: u64::try_from(reading.done).unwrap_or_default(),
        total: u64::try_from(reading.total).ok().filter(|total| *total > 0),
        ..ProgressState::default()
    };
    let id = reading.id.to_string();
    let stop = may_edit.then(|| {
        view! {
            <Form action=StopReading::PATH inline=true label="Stop">
                <HiddenInput name="id" value=id/>
                <Button>"Stop"</Button>
            </Form>
        }
    });
    view! { <Progress state=state/> {stop} }.into_any()
}
