//! Sends what is ticked on the page, all of it each time and one time after the other, and
//! lets who leaves the page wait for it.

use leptos::{ev, prelude::*};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, SubmitEvent};

use crate::{bulk::actions::keep_ticks, routes::paths};

/// On the form that waits, and on its button.
const MARK: &str = "data-waiting";

/// What is on its way to the server.
#[derive(Clone, Copy, Default)]
pub(super) struct Ticks {
    is_sending: RwSignal<bool>,
    /// Something changed while it was sent.
    is_stale: RwSignal<bool>,
    /// What waits until all is kept.
    waiting: RwSignal<Waiting>,
}

impl Ticks {
    pub(super) fn new() -> Self {
        Self::default()
    }
}

#[derive(Clone, Default)]
enum Waiting {
    #[default]
    Nothing,
    Link(String),
    /// The form is marked in the document.
    Form,
}

pub(super) fn listen(ticks: Ticks, shown: &str) {
    if boxes()
        .iter()
        .any(|one| one.checked() != one.default_checked())
    {
        keep(ticks, shown);
    }
    window_event_listener(ev::click, move |event| {
        let is_plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(href) = link.and_then(|link| link.get_attribute("href")) else {
            return;
        };
        if is_plain && ticks.is_sending.get_untracked() && !event.default_prevented() {
            event.prevent_default();
            ticks.waiting.set(Waiting::Link(href));
        }
    });
    window_event_listener(ev::submit, move |event| hold(ticks, &event));
}

fn hold(ticks: Ticks, event: &SubmitEvent) {
    if !ticks.is_sending.get_untracked() || event.default_prevented() {
        return;
    }
    let form = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(form) = form else { return };
    event.prevent_default();
    let _ = form.set_attribute(MARK, "");
    if let Some(button) = event.submitter() {
        let _ = button.set_attribute(MARK, "");
    }
    ticks.waiting.set(Waiting::Form);
}

pub(super) fn keep(ticks: Ticks, shown: &str) {
    if ticks.is_sending.get_untracked() {
        ticks.is_stale.set(true);
        return;
    }
    ticks.is_sending.set(true);
    let shown = shown.to_owned();
    leptos::task::spawn_local(async move {
        loop {
            ticks.is_stale.set(false);
            let here = paths::contacts().to_owned();
            let _ = keep_ticks(shown.clone(), ticked(), here).await;
            if !ticks.is_stale.get_untracked() {
                break;
            }
        }
        ticks.is_sending.set(false);
        lead_on(ticks);
    });
}

fn lead_on(ticks: Ticks) {
    match ticks.waiting.get_untracked() {
        Waiting::Nothing => {}
        Waiting::Link(href) => {
            let _ = window().location().set_href(&href);
        }
        Waiting::Form => {
            let marked = |name: &str| {
                let found = document().query_selector(&format!("{name}[{MARK}]"));
                found.ok().flatten()
            };
            let form = marked("form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
            let button = marked("button").and_then(|one| one.dyn_into::<HtmlElement>().ok());
            if let Some(form) = form {
                let _ = form.request_submit_with_submitter(button.as_ref());
            }
        }
    }
}

fn boxes() -> Vec<HtmlInputElement> {
    let found = document().query_selector_all("#ticks .select-box");
    let Ok(found) = found else { return Vec::new() };
    let all = (0..found.length()).filter_map(|place| found.item(place));
    all.filter_map(|one| one.dyn_into().ok()).collect()
}

fn ticked() -> Vec<Uuid> {
    let ticked = boxes().into_iter().filter(HtmlInputElement::checked);
    ticked.filter_map(|one| one.value().parse().ok()).collect()
}
