//! The agenda: what is to do, part by part, and what is done.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{
    agenda::agenda,
    item::{Listing, item},
    quick::{Subject, quick_add},
};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    jobs,
    routes::paths,
    shell::{Place, signed_in},
    tasks::{
        Agenda, Birthday, Cursor, Task, TaskQuery, birthday_lead, birthdays, count_due, days_title,
        done_tasks, links_of, open_tasks,
    },
    ui::{
        ButtonKind, Chip, Chips, Clock, Drawing, EmptyState, IconName, LinkButton, List as Lines,
        ListItem, Notice, Page, PageHead, Pager, Section, Tab, Tabs, Time, Tone, Width,
    },
    workspaces::Permission,
};

const PAGE: i64 = 100;
const BIRTHDAYS: i64 = 8;

#[derive(Clone, Copy, Default)]
struct Address {
    is_done: bool,
    is_all: bool,
    subject: Subject,
    after: Option<Cursor>,
}

impl Address {
    fn read() -> Self {
        use_query_map().with_untracked(|query| {
            let id = |name: &str| query.get(name).and_then(|text| text.parse().ok());
            Self {
                is_done: query.get("show").as_deref() == Some("done"),
                is_all: query.get("whose").as_deref() == Some("all"),
                subject: Subject {
                    contact: id("contact"),
                    company: id("company"),
                },
                after: query.get("after").and_then(|text| Cursor::parse(&text)),
            }
        })
    }

    fn href(self) -> String {
        let parts = [
            self.is_done.then(|| "show=done".to_owned()),
            self.is_all.then(|| "whose=all".to_owned()),
            self.subject.contact.map(|id| format!("contact={id}")),
            self.subject.company.map(|id| format!("company={id}")),
            self.after.map(|after| format!("after={after}")),
        ];
        let query: Vec<String> = parts.into_iter().flatten().collect();
        if query.is_empty() {
            paths::tasks().to_owned()
        } else {
            format!("{}?{}", paths::tasks(), query.join("&"))
        }
    }

    fn first(self) -> Self {
        Self {
            after: None,
            ..self
        }
    }
}

#[component]
pub fn List() -> impl IntoView {
    let address = Address::read();
    signed_in(Place::Tasks, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let (tasks, next) = page_of(&mut scope, &viewer, address).await?;
    let listing = listing(&mut scope, &viewer, address, &tasks).await?;
    let due = count_due(&mut scope, &listing.agenda).await?;
    let is_first_to_do = !address.is_done && address.after.is_none();
    let coming = if is_first_to_do {
        coming(&mut scope, &listing.agenda).await?
    } else {
        Vec::new()
    };
    let worker = worker_line(&mut scope, &viewer).await?;
    let content = content(&tasks, &listing, address);
    let add =
        (is_first_to_do && listing.may_edit).then(|| quick_add(address.subject, &address.href()));
    let may_edit = listing.may_edit;
    let actions = move || {
        may_edit.then(|| view! {
            <LinkButton icon=IconName::Add key_hint="t" href=paths::new_task()>"Add task"</LinkButton>
        })
    };
    let birthdays = birthdays_view(&coming, &listing.agenda);
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="Tasks" actions=actions/>
            <div class="stack">
                <Tabs label="State" tabs=tabs(address, due)/>
                {filters(address)}
                {add}
                {content}
                {birthdays}
                {pager(address, next)}
                {worker}
            </div>
        </Page>
    };
    Ok(("Tasks".to_owned(), view.into_any()))
}

async fn page_of(
    scope: &mut Scope,
    viewer: &Viewer,
    address: Address,
) -> Result<(Vec<Task>, Option<Cursor>)> {
    let query = TaskQuery {
        whose: (!address.is_all).then_some(viewer.user),
        contact: address.subject.contact,
        company: address.subject.company,
        after: address.after,
        limit: PAGE,
    };
    let mut tasks = if address.is_done {
        done_tasks(scope, &query).await?
    } else {
        open_tasks(scope, &query).await?
    };
    let is_full = tasks.len() as i64 > PAGE;
    tasks.truncate(PAGE as usize);
    let next = tasks.last().filter(|_| is_full).map(Task::cursor);
    Ok((tasks, next))
}

async fn listing(
    scope: &mut Scope,
    viewer: &Viewer,
    address: Address,
    tasks: &[Task],
) -> Result<Listing> {
    let ids: Vec<Uuid> = tasks.iter().map(|task| task.id).collect();
    Ok(Listing {
        agenda: Agenda::of(viewer),
        links: links_of(scope, &ids).await?,
        from: address.href(),
        may_edit: viewer.role.may(Permission::EditTasks),
        member: viewer.user,
        here: None,
    })
}

async fn coming(scope: &mut Scope, agenda: &Agenda) -> Result<Vec<Birthday>> {
    let lead = birthday_lead(scope).await?;
    birthdays(scope, agenda.today, lead, BIRTHDAYS).await
}

fn content(tasks: &[Task], listing: &Listing, address: Address) -> AnyView {
    if tasks.is_empty() {
        return nothing(address).into_any();
    }
    if !address.is_done {
        return agenda(tasks, listing).into_any();
    }
    let items: Vec<_> = tasks.iter().map(|task| item(task, listing)).collect();
    view! { <Lines label="Done">{items}</Lines> }.into_any()
}

fn tabs(address: Address, due: i64) -> Vec<Tab> {
    let tab = |label: &str, is_done: bool, count| Tab {
        label: label.to_owned(),
        href: Address {
            is_done,
            ..address.first()
        }
        .href(),
        count,
        active: address.is_done == is_done,
    };
    let due = u64::try_from(due).ok().filter(|due| *due > 0);
    vec![tab("To do", false, due), tab("Done", true, None)]
}

fn filters(address: Address) -> impl IntoView {
    let whose = move |label: &'static str, is_all: bool| {
        let href = Address {
            is_all,
            ..address.first()
        }
        .href();
        view! { <Chip label=label href=href active=address.is_all == is_all/> }
    };
    let is_narrow = address.subject.contact.is_some() || address.subject.company.is_some();
    let wide = Address {
        subject: Subject::default(),
        ..address.first()
    }
    .href();
    let narrow = is_narrow.then(|| {
        view! { <Chip label="About one record" href=address.first().href() active=true remove=wide/> }
    });
    view! {
        <Chips label="Whose">
            {whose("Mine", false)}
            {whose("Everybody's", true)}
            {narrow}
        </Chips>
    }
}

fn birthdays_view(coming: &[Birthday], agenda: &Agenda) -> Option<impl IntoView + use<>> {
    let today = agenda.today;
    let lines: Vec<_> = coming
        .iter()
        .map(|birthday| {
            let when = match (birthday.next - today).num_days() {
                0 => "Today".to_owned(),
                1 => "Tomorrow".to_owned(),
                _ => birthday.next.format("%A, %-d %B").to_string(),
            };
            let (name, href) = (birthday.name.clone(), paths::contact(birthday.contact_id));
            let words = birthday
                .words()
                .map(|words| view! { <span class="muted">{words}</span> });
            view! {
                <ListItem icon=IconName::Birthday href=href end=move || when.clone()>
                    <strong dir="auto">{name}</strong>
                    " "
                    {words}
                </ListItem>
            }
        })
        .collect();
    let title = days_title(coming);
    (!lines.is_empty())
        .then(|| view! { <Section title=title><Lines label=title>{lines}</Lines></Section> })
}

fn pager(address: Address, next: Option<Cursor>) -> Option<impl IntoView + use<>> {
    let first = address.after.map(|_| address.first().href());
    let next = next.map(|after| {
        Address {
            after: Some(after),
            ..address
        }
        .href()
    });
    (first.is_some() || next.is_some()).then(|| view! {
        <div class="flex items-center gap-2">
            <div class="flex-1"><Pager summary=format!("{PAGE} a page") next=next/></div>
            {first.map(|href| view! { <LinkButton small=true kind=ButtonKind::Quiet href=href>"First page"</LinkButton> })}
        </div>
    })
}

fn nothing(address: Address) -> impl IntoView {
    let (title, detail) = match (address.is_done, address.is_all) {
        (true, _) => (
            "Nothing is done yet",
            "What you tick off is kept here, and can be done again.",
        ),
        (false, true) => (
            "Nobody has anything to do",
            "Write a task in the line above, or press t anywhere.",
        ),
        (false, false) => (
            "Nothing to do",
            "Write a task in the line above, or press t anywhere.",
        ),
    };
    view! { <EmptyState drawing=Drawing::Balance title=title detail=detail/> }
}

/// When reminders were looked for last, and a warning where nobody does.
async fn worker_line(scope: &mut Scope, viewer: &Viewer) -> Result<AnyView> {
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let seen = jobs::store::state(scope).await?.worker_seen_at;
    let ran = jobs::schedule::last_ordered(scope, "deliver_reminders").await?;
    let is_alive = seen.is_some_and(|at| (clock.now - at).num_minutes() < 2);
    let last = ran.or(seen).map(|at| view! { <Time at=at clock=clock/> });
    if is_alive {
        let words = view! { "Kith looked for reminders " {last} "." };
        return Ok(view! { <p class="muted">{words}</p> }.into_any());
    }
    let last = last.map(|at| view! { "One last ran " {at} ". " });
    Ok(view! {
        <Notice tone=Tone::Caution title="No worker is at work">
            <p>{last} "What is due stands here all the same, and nothing is lost. " <a class="link" href=paths::jobs()>"See jobs"</a></p>
        </Notice>
    }
    .into_any())
}
