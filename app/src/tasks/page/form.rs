//! The form of a task, for a new one and for one that is there.

use leptos::prelude::*;
use uuid::Uuid;

use super::draft::{Draft, Linked};
use crate::{
    forms::FormState,
    tasks::{LinkKind, input::NOBODY},
    ui::{CheckboxField, Choice, FieldError, FieldSet, SelectField, TextAreaField, TextField},
    workspaces::Member,
};

const REMINDERS: [(i32, &str); 4] = [
    (0, "When it is due"),
    (60, "1 hour before"),
    (1440, "1 day before"),
    (10_080, "1 week before"),
];

pub(super) const WHEN: &str =
    "Such as tomorrow, next Tue 9am, 12 May, in 3 weeks, every other Friday. Empty: whenever.";

pub(super) fn fields(
    draft: &Draft,
    state: &FormState,
    members: &[Member],
    me: Uuid,
    when_hint: String,
) -> impl IntoView + use<> {
    view! {
        <TextField
            name="title"
            label="What to do"
            value=draft.title.clone()
            error=state.error("title")
            autocomplete="off"
            autofocus=true
            required=true
        />
        <TextField
            name="when"
            label="When"
            value=draft.when.clone()
            error=state.error("when")
            hint=when_hint
            autocomplete="off"
        />
        {reminders(draft)}
        <SelectField
            name="assignee"
            label="Who does it"
            choices=assignees(members, me)
            value=draft.assignee.clone()
            error=state.error("assignee")
        />
        {about(draft, state)}
        <TextAreaField name="notes" label="Notes" value=draft.notes.clone() error=state.error("notes") rows=3/>
    }
}

fn reminders(draft: &Draft) -> impl IntoView + use<> {
    let boxes = REMINDERS.map(|(minutes, label)| {
        let minutes = minutes.to_string();
        let checked = draft.reminders.contains(&minutes);
        view! { <CheckboxField name="reminders[]" label=label value=minutes checked=checked/> }
    });
    // Chosen by a program: kept although the form does not offer it.
    let offered = REMINDERS.map(|(minutes, _)| minutes.to_string());
    let others = draft
        .reminders
        .iter()
        .filter(|minutes| !offered.contains(minutes));
    let others = others.map(|minutes| {
        let label = format!("{minutes} minutes before");
        view! { <CheckboxField name="reminders[]" label=label value=minutes.clone() checked=true/> }
    });
    let others: Vec<_> = others.collect();
    view! {
        <FieldSet legend="Remind" hint="For a day without a time, counted from 9 in the morning.">
            {boxes.into_iter().collect::<Vec<_>>()}
            {others}
        </FieldSet>
    }
}

fn assignees(members: &[Member], me: Uuid) -> Vec<Choice> {
    let name = |member: &Member| {
        if member.user_id == me {
            format!("{} (you)", member.name)
        } else {
            member.name.clone()
        }
    };
    let members = members.iter();
    members
        .map(|member| Choice::new(member.user_id.to_string(), name(member)))
        .chain([Choice::new(NOBODY, "Nobody in particular")])
        .collect()
}

fn about(draft: &Draft, state: &FormState) -> impl IntoView + use<> {
    let boxes: Vec<_> = draft.linked.iter().map(linked).collect();
    let kept = (!boxes.is_empty()).then(|| view! { <FieldSet legend="About">{boxes}</FieldSet> });
    let label = if kept.is_some() {
        "Also about"
    } else {
        "About"
    };
    view! {
        {kept}
        <TextField
            name="about"
            label=label
            value=draft.about.clone()
            error=state.error("about")
            hint="A contact or a company: the whole name, an e-mail address, or a domain."
            autocomplete="off"
        />
        <FieldError id="reminders-error" message=state.error("reminders")/>
    }
}

fn linked(linked: &Linked) -> impl IntoView + use<> {
    let name = match linked.kind {
        LinkKind::Contact => "contacts[]",
        LinkKind::Company => "companies[]",
    };
    view! { <CheckboxField name=name label=linked.name.clone() value=linked.id.to_string() checked=linked.is_kept/> }
}
