//! Ticks in the list are kept as they are made, so that they carry over its pages, orders
//! and filters. Without a script, buttons of the form keep them.

#[cfg(feature = "hydrate")]
mod browser;

use leptos::prelude::*;

/// Wraps the form with the boxes; `shown` are the contacts that it shows, by commas.
#[island]
pub fn KeptTicks(shown: String, children: Children) -> impl IntoView {
    let ticks = Ticks::new();
    listen(ticks, &shown);
    view! { <div on:change=move |_| keep(ticks, &shown)>{children()}</div> }
}

#[cfg(feature = "hydrate")]
use browser::{Ticks, keep, listen};

#[cfg(not(feature = "hydrate"))]
#[derive(Clone, Copy)]
struct Ticks;

#[cfg(not(feature = "hydrate"))]
impl Ticks {
    fn new() -> Self {
        Self
    }
}

#[cfg(not(feature = "hydrate"))]
fn keep(_: Ticks, _: &str) {}

#[cfg(not(feature = "hydrate"))]
fn listen(_: Ticks, _: &str) {}
