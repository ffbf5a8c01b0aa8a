//! What a form cannot: dropping a file on the page with progress while it travels,
//! and watching an import live.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::prelude::*;
use uuid::Uuid;

use super::types::{ImportReport, stage_words};

/// Wraps the plain upload form: a file may be dropped on it, and the way of the
/// file is shown while it travels.
#[island]
pub fn UploadBox(children: Children) -> impl IntoView {
    let node = NodeRef::<leptos::html::Div>::new();
    let status = RwSignal::new(String::new());
    let percent = RwSignal::new(None::<f64>);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            browser::enliven_upload(&element, status, percent);
        }
    });
    view! {
        <div node_ref=node class="stack">
            {children()}
            <div aria-live="polite" class="progress" hidden=move || status.with(String::is_empty)>
                <div class="progress-head">
                    <strong class="progress-stage">{status}</strong>
                </div>
                <progress max="1" prop:value=move || percent.get().unwrap_or_default() aria-label="Upload"></progress>
            </div>
        </div>
    }
}

/// How far an import is; the page is loaded again once it is over. The report comes as the
/// server answers later ones, so that the browser has one reader for both.
#[island]
pub fn LiveImport(report: String) -> impl IntoView {
    let report = serde_json::from_slice(report.as_bytes());
    report.ok().map(progress)
}

fn progress(report: ImportReport) -> impl IntoView {
    let id: Uuid = report.import_id;
    let report = RwSignal::new(report);
    #[cfg(feature = "hydrate")]
    browser::watch_import(id, report);
    let _ = id;
    view! {
        <div class="progress" aria-live="off">
            <div class="progress-head">
                <strong class="progress-stage">{move || report.with(|report| stage_words(&report.stage))}</strong>
                <span class="progress-count numeric">{move || report.with(count_words)}</span>
            </div>
            <progress
                max="1"
                prop:value=move || report.with(|report| report.progress)
                value=report.with_untracked(ImportReport::share)
                aria-label="Import"
            ></progress>
            <p class="progress-facts numeric">{move || report.with(ImportReport::facts)}</p>
        </div>
    }
}

fn count_words(report: &ImportReport) -> String {
    format!("{} {}", report.listed, report.noun())
}
