//! The browser's side of copying.

use std::time::Duration;

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;

const SHOWN_FOR: Duration = Duration::from_secs(3);

/// Copies at each press; says what came of it for a moment.
pub fn offer_copy(button: NodeRef<html::Button>, text: String, outcome: RwSignal<&'static str>) {
    Effect::new(move |_| {
        let Some(button) = button.get() else { return };
        let text = text.clone();
        let press = Closure::<dyn FnMut()>::new(move || {
            let text = text.clone();
            spawn_local(async move {
                outcome.set(if copy(&text).await {
                    "Copied"
                } else {
                    "Select the text instead"
                });
                set_timeout(move || outcome.set(""), SHOWN_FOR);
            });
        });
        button.set_onclick(Some(press.as_ref().unchecked_ref()));
        press.forget();
    });
}

async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}
