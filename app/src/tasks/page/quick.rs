//! Writing a task down in one line, on the page where it comes to mind.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::{
    forms::form_state,
    tasks::actions::AddTask,
    ui::{Button, FieldError, HiddenInput, IconName},
};

/// What the new task is about.
#[derive(Clone, Copy, Default)]
pub(super) struct Subject {
    pub contact: Option<Uuid>,
    pub company: Option<Uuid>,
}

const WHEN_HINT: &str = "When? next Tue 9am, every Friday";

pub(super) fn quick_add(subject: Subject, from: &str) -> impl IntoView + use<> {
    let state = form_state(AddTask::PATH);
    let (title_error, when_error) = (state.error("title"), state.error("when"));
    let other = ["assignee", "about", "contacts", "notes"]
        .into_iter()
        .find_map(|field| state.error(field));
    let invalid = |error: &Option<String>, id: &'static str| {
        let is_wrong = error.is_some();
        (is_wrong.then_some("true"), is_wrong.then_some(id))
    };
    let (title_invalid, title_described) = invalid(&title_error, "task-title-error");
    let (when_invalid, when_described) = invalid(&when_error, "task-when-error");
    view! {
        <div class="task-adding">
        <form class="task-add" method="post" action=AddTask::PATH aria-label="Add a task">
            {subject.contact.map(|id| view! { <HiddenInput name="contacts[]" value=id.to_string()/> })}
            {subject.company.map(|id| view! { <HiddenInput name="companies[]" value=id.to_string()/> })}
            <HiddenInput name="from" value=from/>
            <input
                class="input task-add-title"
                id="task-title"
                name="title"
                dir="auto"
                maxlength="300"
                required=true
                autocomplete="off"
                aria-label="What to do"
                placeholder="Add a task"
                value=state.value("title")
                aria-invalid=title_invalid
                aria-describedby=title_described
            />
            <input
                class="input task-add-when"
                name="when"
                maxlength="120"
                autocomplete="off"
                aria-label="When, such as “next Tue 9am”, “12 May” or “every other Friday”"
                placeholder=WHEN_HINT
                value=state.value("when")
                aria-invalid=when_invalid
                aria-describedby=when_described
            />
            <Button icon=IconName::Add>"Add"</Button>
        </form>
        <FieldError id="task-title-error" message=title_error/>
        <FieldError id="task-when-error" message=when_error/>
        <FieldError id="task-other-error" message=other/>
        </div>
    }
}
