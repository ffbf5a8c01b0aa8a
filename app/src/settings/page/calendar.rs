//! Tasks and birthdays in other programs, and how early birthdays are told.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    forms::form_state,
    tasks::{
        actions::{CreateFeed, RenewFeed, RevokeFeed, SetBirthdayLead},
        feed::{Feed, FeedShape},
    },
    ui::{
        Button, ButtonKind, Choice, Clock, Form, FormActions, HiddenInput, List, ListItem,
        RadioGroup, Section, SelectField, Time,
    },
};

const LEADS: [(i32, &str); 6] = [
    (0, "On the day"),
    (3, "3 days ahead"),
    (7, "1 week ahead"),
    (14, "2 weeks ahead"),
    (30, "1 month ahead"),
    (60, "2 months ahead"),
];

pub fn section(feeds: Vec<Feed>, lead: i32, clock: Clock) -> AnyView {
    let rows: Vec<_> = feeds.iter().map(|feed| row(feed, clock)).collect();
    let list = (!rows.is_empty()).then(|| view! { <List label="Calendar addresses">{rows}</List> });
    view! {
        <Section
            title="Calendar"
            id="calendar"
            detail="Your tasks and the birthdays of your contacts in a calendar program, under a secret address. It reads, and changes nothing."
        >
            {list}
            {new()}
            {birthdays(lead)}
        </Section>
    }
    .into_any()
}

fn new() -> impl IntoView {
    let state = form_state(CreateFeed::PATH);
    let choices = vec![
        Choice::new(FeedShape::Events.as_str(), "Tasks as appointments")
            .hint("Every calendar program shows them"),
        Choice::new(FeedShape::Todos.as_str(), "Tasks as to-dos")
            .hint("For programs that have them, such as Thunderbird"),
    ];
    let value = state.value("shape").unwrap_or_else(|| "events".to_owned());
    view! {
        <Form action=CreateFeed::PATH label="New calendar address">
            <RadioGroup name="shape" legend="Show" choices=choices value=value/>
            <FormActions><Button>"Create address"</Button></FormActions>
        </Form>
    }
}

fn birthdays(lead: i32) -> impl IntoView {
    let state = form_state(SetBirthdayLead::PATH);
    let mut choices: Vec<Choice> = LEADS
        .map(|(days, label)| Choice::new(days.to_string(), label))
        .to_vec();
    if LEADS.iter().all(|(days, _)| *days != lead) {
        choices.push(Choice::new(lead.to_string(), format!("{lead} days ahead")));
    }
    view! {
        <Form action=SetBirthdayLead::PATH label="Birthdays">
            <SelectField
                name="days"
                id="birthday-lead"
                label="Tell me of birthdays"
                choices=choices
                value=lead.to_string()
                error=state.error("days")
            />
            <FormActions><Button>"Save"</Button></FormActions>
        </Form>
    }
}

fn row(feed: &Feed, clock: Clock) -> impl IntoView + use<> {
    let id = feed.id.to_string();
    let end = move || {
        let (renewed, revoked) = (id.clone(), id.clone());
        view! {
            <Form action=RenewFeed::PATH inline=true>
                <HiddenInput name="id" value=renewed/>
                <Button kind=ButtonKind::Quiet small=true>"Renew"</Button>
            </Form>
            <Form action=RevokeFeed::PATH inline=true>
                <HiddenInput name="id" value=revoked/>
                <Button kind=ButtonKind::Quiet small=true>"Revoke"</Button>
            </Form>
        }
    };
    let shape = match FeedShape::parse(&feed.shape) {
        Some(FeedShape::Todos) => "To-dos",
        _ => "Appointments",
    };
    let used = match feed.used_at {
        Some(at) => view! { "read " <Time at=at clock=clock/> }.into_any(),
        None => "never read".into_any(),
    };
    let created = feed.created_at;
    view! {
        <ListItem end=end>
            {shape} " "
            <span class="muted">"made " <Time at=created clock=clock/> " · " {used}</span>
        </ListItem>
    }
}
