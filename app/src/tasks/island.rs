//! Reminders that fall due while a page is open: they join its messages, which are announced.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::routes::paths;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveReminder {
    pub task_id: Uuid,
    pub title: String,
    /// In milliseconds.
    pub remind_at: i64,
}

/// `since` is when the page was made, in milliseconds: what was announced before stands in it.
#[island]
pub fn LiveReminders(since: i64) -> impl IntoView {
    let due = RwSignal::new(Vec::<LiveReminder>::new());
    #[cfg(feature = "hydrate")]
    browser::watch_reminders(since, due);
    let _ = since;
    view! {
        {move || due.get().into_iter().map(reminder).collect::<Vec<_>>()}
    }
}

fn reminder(one: LiveReminder) -> impl IntoView {
    let hide = format!("Hide the reminder of {}", one.title);
    view! {
        <div class="toast" data-tone="neutral">
            <span class="toast-text" dir="auto">
                "Reminder: " <a href=paths::task(one.task_id)>{one.title}</a>
            </span>
            <label class="toast-close" title="Hide reminder">
                <input type="checkbox" aria-label=hide/>
                <span aria-hidden="true">"×"</span>
            </label>
        </div>
    }
}
