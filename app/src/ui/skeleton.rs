//! The shape of what comes, while it comes.

use leptos::prelude::*;

/// Rows like those of a list of people. `label` is read instead of the shapes.
#[component]
pub fn Skeleton(#[prop(into)] label: String, #[prop(default = 5)] rows: usize) -> impl IntoView {
    let lengths = ["", "long", "short", "long", ""];
    let shapes: Vec<_> = (0..rows)
        .map(|row| {
            view! {
                <div class="skeleton-row">
                    <span class="skeleton-face"></span>
                    <span class="skeleton-bar" data-length=lengths[row % lengths.len()]></span>
                    <span class="skeleton-bar" data-length="short"></span>
                </div>
            }
        })
        .collect();
    view! {
        <div class="skeleton" role="status" aria-label=label>
            {shapes}
        </div>
    }
    .into_any()
}
