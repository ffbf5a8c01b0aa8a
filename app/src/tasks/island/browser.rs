//! The browser's side: it listens while the page is seen, since browsers keep few connections
//! to one server, and asks for what it missed when it is seen again.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::EventSource;

use super::LiveReminder;
use crate::{routes::paths, tasks::actions::live_reminders};

pub fn watch_reminders(since: i64, due: RwSignal<Vec<LiveReminder>>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let open: Rc<RefCell<Option<EventSource>>> = Rc::default();
    let page = document.clone();
    let look = move || {
        let mut open = open.borrow_mut();
        if page.hidden() {
            if let Some(source) = open.take() {
                source.close();
            }
        } else if open.is_none() {
            *open = follow(since, due);
        }
    };
    look();
    let look = Closure::<dyn FnMut()>::new(look);
    let _ = document
        .add_event_listener_with_callback("visibilitychange", look.as_ref().unchecked_ref());
    look.forget();
}

fn follow(since: i64, due: RwSignal<Vec<LiveReminder>>) -> Option<EventSource> {
    let source = EventSource::new(paths::events()).ok()?;
    for name in ["open", "task.reminded"] {
        let ask = Closure::<dyn FnMut()>::new(move || ask(since, due));
        let _ = source.add_event_listener_with_callback(name, ask.as_ref().unchecked_ref());
        ask.forget();
    }
    Some(source)
}

fn ask(since: i64, due: RwSignal<Vec<LiveReminder>>) {
    leptos::task::spawn_local(async move {
        let Ok(found) = live_reminders(since).await else {
            return;
        };
        // Each keeps its place: what was hidden must not hide another.
        due.update(|shown| {
            for one in found {
                if !shown.contains(&one) {
                    shown.push(one);
                }
            }
        });
    });
}
