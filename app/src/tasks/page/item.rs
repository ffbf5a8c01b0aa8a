//! One task in a list: a box to tick, what to do, about whom, until when.

use chrono::{Datelike, NaiveDate};
use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use crate::{
    routes::paths,
    tasks::{
        Agenda, Link, LinkKind, Span, Task,
        actions::{CompleteTask, ReopenTask},
    },
    ui::{HiddenInput, Icon, IconName},
};

/// What every item of a list needs to know.
#[derive(Clone)]
pub(super) struct Listing {
    pub agenda: Agenda,
    pub links: Vec<Link>,
    /// The page that a decision leads back to.
    pub from: String,
    pub may_edit: bool,
    pub member: Uuid,
    /// The record whose page it is, which no item needs to name.
    pub here: Option<Uuid>,
}

pub(super) fn item(task: &Task, listing: &Listing) -> impl IntoView + use<> {
    let (agenda, title) = (&listing.agenda, task.title.clone());
    let is_overdue = task.done_at.is_none() && agenda.is_overdue(task);
    let due = match task.done_at {
        Some(_) => None,
        None => due_words(task, agenda),
    };
    let exact = whole_due(task, agenda);
    view! {
        <li class="line task" data-overdue=is_overdue.then_some("") data-done=task.done_at.map(|_| "")>
            {tick(task, listing)}
            <div class="task-main">
                <a class="line-link task-title" dir="auto" href=paths::task(task.id)>{title}</a>
                {detail(task, listing)}
            </div>
            <span class="line-end task-due" title=exact>
                {is_overdue.then(|| view! { <span class="visually-hidden">"Overdue: "</span> })}
                {due}
            </span>
        </li>
    }
}

fn tick(task: &Task, listing: &Listing) -> AnyView {
    if !listing.may_edit {
        return view! { <span class="task-tick" aria-hidden="true"><Icon name=IconName::Check/></span> }
            .into_any();
    }
    let (action, verb) = match task.done_at {
        None => (CompleteTask::PATH, "Complete"),
        Some(_) => (ReopenTask::PATH, "Do again"),
    };
    let label = format!("{verb}: {}", task.title);
    view! {
        <form class="task-form" method="post" action=action>
            <HiddenInput name="id" value=task.id.to_string()/>
            <HiddenInput name="from" value=listing.from.clone()/>
            <button class="task-tick" type="submit" aria-label=label.clone() title=label>
                <Icon name=IconName::Check/>
            </button>
        </form>
    }
    .into_any()
}

/// Whom it is about, how it repeats, who does it.
fn detail(task: &Task, listing: &Listing) -> Option<AnyView> {
    let links = listing
        .links
        .iter()
        .filter(|link| link.task_id == task.id && Some(link.id) != listing.here);
    let links: Vec<AnyView> = links.map(|link| link_view(link).into_any()).collect();
    let repeats = task.repetition().map(|repetition| {
        view! { <span class="task-part"><Icon name=IconName::Repeat/>{repetition.to_string()}</span> }
            .into_any()
    });
    let is_other = task.assignee_id.is_some_and(|id| id != listing.member);
    let who = task.assignee.clone().filter(|_| is_other);
    let who = who.map(|name| {
        view! { <span class="task-part" dir="auto"><Icon name=IconName::Account/>{name}</span> }
            .into_any()
    });
    let parts: Vec<AnyView> = links.into_iter().chain(repeats).chain(who).collect();
    (!parts.is_empty()).then(|| view! { <span class="task-detail">{parts}</span> }.into_any())
}

fn link_view(link: &Link) -> impl IntoView + use<> {
    let (icon, href) = match link.kind {
        LinkKind::Contact => (IconName::Person, paths::contact(link.id)),
        LinkKind::Company => (IconName::Companies, paths::company(link.id)),
    };
    view! { <a class="task-part task-link" href=href><Icon name=icon/><span dir="auto">{link.name.clone()}</span></a> }
}

/// What its part of the agenda does not say already: "09:00", "Thursday", "3 May".
fn due_words(task: &Task, agenda: &Agenda) -> Option<String> {
    let day = agenda.day_of(task)?;
    let time = clock(task, agenda);
    let near = match (day - agenda.today).num_days() {
        -1 => Some("Yesterday".to_owned()),
        0 if agenda.span(task) == Span::Overdue => Some("Today".to_owned()),
        0 | 1 => None,
        2..=6 => Some(day.format("%A").to_string()),
        _ => Some(short_day(day, agenda.today)),
    };
    let parts: Vec<String> = near.into_iter().chain(time).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "Tuesday, 10 March, 09:00"
pub(super) fn whole_due(task: &Task, agenda: &Agenda) -> Option<String> {
    let day = agenda.day_of(task)?;
    let day = match (day - agenda.today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("{}, {}", day.format("%A"), short_day(day, agenda.today)),
    };
    let parts: Vec<String> = std::iter::once(day).chain(clock(task, agenda)).collect();
    Some(parts.join(", "))
}

fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        day.format("%-d %B").to_string()
    } else {
        day.format("%-d %B %Y").to_string()
    }
}

fn clock(task: &Task, agenda: &Agenda) -> Option<String> {
    task.due_time?;
    let local = task.due_at?.with_timezone(&agenda.zone);
    Some(local.format("%H:%M").to_string())
}
