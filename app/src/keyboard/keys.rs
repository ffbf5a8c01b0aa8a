//! Listening to keys in the browser.

use std::time::Duration;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent};

use super::{Open, Palette, entries::place_of};
use crate::{routes::paths, search::actions::find};

/// How long `g` waits for its letter.
const CHORD: Duration = Duration::from_millis(1200);

pub(super) fn go_to(href: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(href);
    }
}

pub(super) fn listen(palette: Palette, dialog: NodeRef<html::Dialog>, input: NodeRef<html::Input>) {
    let after_g = RwSignal::new(false);
    window_event_listener(ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            palette.open.set(Open::Palette);
        } else if !is_typing(&event) && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            on_plain_key(palette, &event, after_g);
        }
    });
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match palette.open.get() {
            Open::Nothing => dialog.close(),
            Open::Palette | Open::Help if dialog.open() => {}
            Open::Palette | Open::Help => {
                let _ = dialog.show_modal();
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
            }
        }
    });
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|element| {
        let takes_text = match element.dyn_ref::<HtmlInputElement>() {
            Some(input) => !WITHOUT_TEXT.contains(&input.type_().as_str()),
            None => matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT"),
        };
        (takes_text || element.is_content_editable()) && !is_put_away(&element)
    })
}

/// Inputs that letters mean nothing to.
const WITHOUT_TEXT: [&str; 6] = ["button", "checkbox", "file", "radio", "reset", "submit"];

/// The palette keeps the focus for a moment after it was closed.
fn is_put_away(element: &Element) -> bool {
    let closed = element.closest("dialog:not([open])");
    closed.is_ok_and(|dialog| dialog.is_some())
}

fn on_plain_key(palette: Palette, event: &KeyboardEvent, after_g: RwSignal<bool>) {
    let key = event.key();
    if after_g.get_untracked() {
        after_g.set(false);
        if let Some(href) = place_of(&key) {
            event.prevent_default();
            return go_to(href);
        }
    }
    if press_named(&key, event) {
        return;
    }
    match key.as_str() {
        "g" => {
            after_g.set(true);
            set_timeout(move || after_g.set(false), CHORD);
        }
        "/" => {
            event.prevent_default();
            focus_search();
        }
        "n" => go_to(paths::new_contact()),
        "t" => add_task(event),
        "z" => undo(),
        "?" => palette.open.set(Open::Help),
        "j" => step_through_list(1),
        "k" => step_through_list(-1),
        _ => {}
    }
}

/// Presses the control that names the key in `aria-keyshortcuts`, in the part with keys of
/// its own (`data-keys`) that has the focus, or in the first of the page. A menu that opens
/// by it has the focus then: Tab leads into it.
fn press_named(key: &str, event: &KeyboardEvent) -> bool {
    let focused = document()
        .active_element()
        .and_then(|active| active.closest("[data-keys]").ok().flatten());
    let first = || document().query_selector("main [data-keys]").ok().flatten();
    let control = focused.or_else(first).and_then(|part| {
        let named = format!("[aria-keyshortcuts='{key}']:not([hidden])");
        part.query_selector(&named).ok().flatten()
    });
    let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    event.prevent_default();
    control.click();
    if control.tag_name() == "SUMMARY" {
        let _ = control.focus();
    }
    true
}

/// Into the line for a new task, or to its form, which knows the page one came from.
fn add_task(event: &KeyboardEvent) {
    event.prevent_default();
    let line = document().get_element_by_id("task-title");
    if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        let _ = line.focus();
        return;
    }
    let here = web_sys::window().and_then(|window| window.location().pathname().ok());
    let from = paths::encode(&here.unwrap_or_default());
    go_to(&format!("{}?from={from}", paths::new_task()));
}

/// Takes back what the toast says was done.
fn undo() {
    let form = document().query_selector("#toasts form").ok().flatten();
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}

fn focus_search() {
    let field = document()
        .query_selector("main input[type=search], .rail input[type=search]")
        .ok()
        .flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// Moves the focus to the next or previous link of the page's list.
fn step_through_list(step: isize) {
    let Ok(links) = document()
        .query_selector_all("main .row-link, main .line-link, main .suggestion a.person-name")
    else {
        return;
    };
    let active: Option<Element> = document().active_element();
    let current = (0..links.length()).find(|index| {
        links.item(*index).is_some_and(|node| {
            active
                .as_ref()
                .is_some_and(|active| active.is_same_node(Some(&node)))
        })
    });
    let next = match current {
        Some(index) => (index as usize).saturating_add_signed(step),
        None => 0,
    };
    let next = u32::try_from(next).unwrap_or_default();
    if let Some(link) = links
        .item(next)
        .and_then(|node| node.dyn_into::<HtmlElement>().ok())
    {
        let _ = link.focus();
    }
}

/// Searches once the typing pauses; an answer that comes too late is dropped.
pub(super) fn search_later(palette: Palette) {
    let query = palette.query.get_untracked();
    set_timeout(
        move || {
            if palette.query.get_untracked() != query || query.trim().is_empty() {
                return;
            }
            leptos::task::spawn_local(async move {
                if let Ok(found) = find(query.clone()).await
                    && palette.query.get_untracked() == query
                {
                    palette.found.set(found);
                }
            });
        },
        Duration::from_millis(120),
    );
}
