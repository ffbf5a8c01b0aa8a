//! Forms as the web has them: they post, work without a script, and come back
//! with their errors.

use leptos::prelude::*;

use super::notice::{Notice, Tone};
use super::text::OptionalText;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    #[default]
    Post,
    Get,
}

impl Method {
    fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Get => "get",
        }
    }
}

/// A `<form>`. `inline` lays a single control and its button in one row.
#[component]
pub fn Form(
    #[prop(into)] action: String,
    #[prop(optional)] method: Method,
    #[prop(optional)] multipart: bool,
    #[prop(optional)] inline: bool,
    #[prop(optional, into)] id: OptionalText,
    #[prop(optional, into)] label: OptionalText,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="form"
            action=action
            method=method.name()
            enctype=multipart.then_some("multipart/form-data")
            data-inline=inline.then_some("")
            id=id.into_option()
            aria-label=label.into_option()
        >
            {children()}
        </form>
    }
    .into_any()
}

#[component]
pub fn HiddenInput(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }.into_any()
}

/// The row of buttons at the end: the primary one first.
#[component]
pub fn FormActions(children: Children) -> impl IntoView {
    view! { <div class="form-actions">{children()}</div> }.into_any()
}

/// Fields side by side where there is room.
#[component]
pub fn FieldRow(children: Children) -> impl IntoView {
    view! { <div class="field-row">{children()}</div> }.into_any()
}

/// What is wrong with a field, for the summary above a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The `id` of the field; empty when it is about the whole form.
    pub field: String,
    pub message: String,
}

/// What went wrong, above the form, each problem leading to its field.
#[component]
pub fn FormError(
    #[prop(into)] title: String,
    #[prop(optional)] problems: Vec<Problem>,
) -> impl IntoView {
    let list = (!problems.is_empty()).then(|| {
        let items: Vec<_> = problems.into_iter().map(problem_item).collect();
        view! { <ul class="form-problems">{items}</ul> }
    });
    view! {
        <Notice tone=Tone::Critical title=title alert=true>
            {list}
        </Notice>
    }
    .into_any()
}

fn problem_item(problem: Problem) -> impl IntoView {
    if problem.field.is_empty() {
        view! { <li>{problem.message}</li> }.into_any()
    } else {
        let href = format!("#{}", problem.field);
        view! {
            <li>
                <a class="link" href=href>
                    {problem.message}
                </a>
            </li>
        }
        .into_any()
    }
}
