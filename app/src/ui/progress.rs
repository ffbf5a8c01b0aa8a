//! How far a long work is: stage, count, rate, time left. Never a bare spinner.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

/// What a progress shows; the words are ready to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgressState {
    /// "Reading messages".
    pub stage: String,
    pub done: u64,
    /// Unknown while the size of the work is not known yet.
    pub total: Option<u64>,
    /// "1,240 a second".
    pub rate: Option<String>,
    /// "about 20 seconds left".
    pub left: Option<String>,
}

impl ProgressState {
    fn count(&self) -> String {
        match self.total {
            Some(total) => format!("{} of {}", grouped(self.done), grouped(total)),
            None => grouped(self.done),
        }
    }
}

#[component]
pub fn Progress(state: ProgressState, #[prop(optional, into)] id: OptionalText) -> impl IntoView {
    let count = state.count();
    let facts = [state.rate, state.left]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let label = state.stage.clone();
    view! {
        <div class="progress" id=id.into_option()>
            <div class="progress-head">
                <strong class="progress-stage">{state.stage}</strong>
                <span class="progress-count numeric">{count}</span>
            </div>
            <progress
                max=state.total.map(|total| total.to_string())
                value=state.total.map(|_| state.done.to_string())
                aria-label=label
            ></progress>
            <p class="progress-facts numeric">{facts}</p>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Current,
    Ahead,
    Failed,
}

impl StepState {
    fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Ahead => "ahead",
            Self::Failed => "failed",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    pub state: StepState,
}

/// The steps of a work on one page.
#[component]
pub fn Steps(#[prop(into)] label: String, steps: Vec<Step>) -> impl IntoView {
    let items: Vec<_> = steps.into_iter().enumerate().map(step_item).collect();
    view! {
        <ol class="steps" aria-label=label>
            {items}
        </ol>
    }
    .into_any()
}

fn step_item((index, step): (usize, Step)) -> impl IntoView {
    let current = (step.state == StepState::Current).then_some("step");
    let mark = match step.state {
        StepState::Done => view! { <Icon name=IconName::Check label="Done" /> }.into_any(),
        StepState::Failed => view! { <Icon name=IconName::Critical label="Failed" /> }.into_any(),
        StepState::Current | StepState::Ahead => (index + 1).into_any(),
    };
    view! {
        <li class="step" data-state=step.state.name() aria-current=current>
            <span class="step-mark numeric">{mark}</span>
            <span>{step.label}</span>
        </li>
    }
    .into_any()
}

/// 4981 → "4,981".
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let head = digits.len() % 3;
    let mut text = digits[..head].to_owned();
    for start in (head..digits.len()).step_by(3) {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&digits[start..start + 3]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (4981, "4,981"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
