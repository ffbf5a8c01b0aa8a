//! Exact accounts: what a number is made of, line by line, with its sum.

use leptos::prelude::*;

use super::progress::grouped;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyLine {
    pub label: String,
    pub count: u64,
    /// Part of the line above it.
    pub nested: bool,
}

impl TallyLine {
    pub fn new(label: impl Into<String>, count: u64) -> Self {
        Self {
            label: label.into(),
            count,
            nested: false,
        }
    }

    pub fn nested(mut self) -> Self {
        self.nested = true;
        self
    }
}

#[component]
pub fn Tally(lines: Vec<TallyLine>) -> impl IntoView {
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| {
            view! {
                <div class="tally-line" data-nested=line.nested.then_some("")>
                    <dt>{line.label}</dt>
                    <dd class="numeric">{grouped(line.count)}</dd>
                </div>
            }
        })
        .collect();
    view! { <dl class="tally">{rows}</dl> }.into_any()
}
