//! Asks the server once the typing pauses.

use std::time::Duration;

use leptos::prelude::*;

use crate::search::actions::count_contacts;

/// An answer that comes too late is dropped.
pub fn count_later(typed: RwSignal<String>, said: RwSignal<String>) {
    let query = typed.get_untracked();
    set_timeout(
        move || {
            if typed.get_untracked() != query {
                return;
            }
            leptos::task::spawn_local(async move {
                if let Ok(words) = count_contacts(query.clone()).await
                    && typed.get_untracked() == query
                {
                    said.set(words);
                }
            });
        },
        Duration::from_millis(150),
    );
}
