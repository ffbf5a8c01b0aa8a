//! The browser's side of the import islands.

use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    DragEvent, Element, Event, EventSource, FormData, HtmlFormElement, HtmlInputElement,
    MessageEvent, ProgressEvent, XmlHttpRequest,
};

use crate::{
    imports::{actions::import_progress, types::ImportReport},
    routes::paths,
};

fn listen<E: JsCast>(target: &web_sys::EventTarget, name: &str, handler: impl FnMut(E) + 'static) {
    let mut handler = handler;
    let closure =
        Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| handler(event.unchecked_into()));
    // A listener that cannot be added leaves the plain form.
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

pub fn enliven_upload(root: &Element, status: RwSignal<String>, percent: RwSignal<Option<f64>>) {
    let found = root.query_selector("form").ok().flatten();
    let Some(form) = found.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    if let Ok(Some(drop)) = root.query_selector(".drop") {
        accept_drops(&drop, &form);
    }
    let sender = form.clone();
    listen::<Event>(&form, "submit", move |event| {
        event.prevent_default();
        send(&sender, status, percent);
    });
}

fn accept_drops(area: &Element, form: &HtmlFormElement) {
    for name in ["dragenter", "dragover"] {
        let area = area.clone();
        listen::<DragEvent>(&area.clone(), name, move |event| {
            event.prevent_default();
            let _ = area.set_attribute("data-over", "");
        });
    }
    let left = area.clone();
    listen::<DragEvent>(area, "dragleave", move |_| {
        let _ = left.remove_attribute("data-over");
    });
    let (dropped, form) = (area.clone(), form.clone());
    listen::<DragEvent>(area, "drop", move |event| {
        event.prevent_default();
        let _ = dropped.remove_attribute("data-over");
        let files = event.data_transfer().and_then(|data| data.files());
        let input = dropped.query_selector("input[type=file]").ok().flatten();
        let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        if let (Some(files), Some(input)) = (files, input) {
            input.set_files(Some(&files));
            let _ = form.request_submit();
        }
    });
}

fn send(form: &HtmlFormElement, status: RwSignal<String>, percent: RwSignal<Option<f64>>) {
    let (Ok(data), Ok(request)) = (FormData::new_with_form(form), XmlHttpRequest::new()) else {
        return;
    };
    if request.open("POST", paths::upload()).is_err() {
        return;
    }
    let _ = request.set_request_header("accept", "application/json");
    status.set("Uploading".to_owned());
    if let Ok(upload) = request.upload() {
        listen::<ProgressEvent>(&upload, "progress", move |event| {
            percent.set(Some(event.loaded() / event.total().max(1.0)));
        });
    }
    let answered = request.clone();
    listen::<Event>(&request, "load", move |_| match location_of(&answered) {
        Some(location) => go(&location),
        None => status.set(
            "The file could not be uploaded. Choose it again, or try a smaller one.".to_owned(),
        ),
    });
    listen::<Event>(&request, "error", move |_| {
        status.set("The connection was lost. Choose the file again.".to_owned());
    });
    let _ = request.send_with_opt_form_data(Some(&data));
}

fn location_of(request: &XmlHttpRequest) -> Option<String> {
    if request.status().ok()? != 200 {
        return None;
    }
    let answer = js_sys::JSON::parse(&request.response_text().ok()??).ok()?;
    js_sys::Reflect::get(&answer, &"location".into())
        .ok()?
        .as_string()
}

fn go(location: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(location);
    }
}

pub fn watch_import(id: Uuid, report: RwSignal<ImportReport>) {
    let Ok(source) = EventSource::new(paths::events()) else {
        return;
    };
    let watch = Watch {
        id,
        report,
        asking: StoredValue::new(Asking::Not),
    };
    for name in [
        "import.progress",
        "import.finished",
        "import.failed",
        "import.cancelled",
        "import.paused",
        "import.undone",
    ] {
        listen::<MessageEvent>(&source, name, move |event| {
            let is_mine = event
                .data()
                .as_string()
                .is_some_and(|text| text == id.to_string());
            if is_mine {
                watch.ask();
            }
        });
    }
    // What happened before the stream was open.
    listen::<Event>(&source, "open", move |_| watch.ask());
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Not,
    Now,
    /// Something happened meanwhile: the answer on its way may be older than that.
    Again,
}

#[derive(Clone, Copy)]
struct Watch {
    id: Uuid,
    report: RwSignal<ImportReport>,
    asking: StoredValue<Asking>,
}

impl Watch {
    /// One question at a time, and none too few: the last event may be the end.
    fn ask(self) {
        if self.asking.get_value() != Asking::Not {
            return self.asking.set_value(Asking::Again);
        }
        self.asking.set_value(Asking::Now);
        leptos::task::spawn_local(async move {
            let answer = import_progress(self.id).await;
            let is_outdated = self.asking.get_value() == Asking::Again;
            self.asking.set_value(Asking::Not);
            if answer.is_ok_and(|newer| self.show(newer)) {
                reload();
            } else if is_outdated {
                self.ask();
            }
        });
    }

    /// Whether the import is over.
    fn show(self, newer: ImportReport) -> bool {
        let is_over = !newer.is_moving();
        self.report.set(newer);
        is_over
    }
}

fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}
