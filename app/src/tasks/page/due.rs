//! What is due now, for Today: what reminds, what is overdue, what is for today.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::item::{Listing, item};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    routes::paths,
    tasks::{
        Agenda, Reminder, Span, Task, TaskQuery, actions::SeeReminder, count_due, links_of,
        open_tasks, waiting_reminders,
    },
    ui::{Button, ButtonKind, Clock, HiddenInput, IconName, List, ListItem, Section, Time},
    workspaces::Permission,
};

const SHOWN: usize = 8;

pub struct DueToday {
    tasks: Vec<Task>,
    reminders: Vec<Reminder>,
    count: i64,
    listing: Listing,
    clock: Clock,
}

impl DueToday {
    pub async fn load(scope: &mut Scope, viewer: &Viewer) -> Result<Self> {
        let agenda = Agenda::of(viewer);
        let query = TaskQuery {
            whose: Some(viewer.user),
            limit: SHOWN as i64,
            ..TaskQuery::default()
        };
        let mut tasks = open_tasks(scope, &query).await?;
        tasks.retain(|task| agenda.span(task) <= Span::Today);
        tasks.truncate(SHOWN);
        let mut reminders = waiting_reminders(scope, SHOWN as i64).await?;
        // What stands beneath anyway needs no reminder above.
        reminders.retain(|reminder| tasks.iter().all(|task| task.id != reminder.task_id));
        let ids: Vec<Uuid> = tasks.iter().map(|task| task.id).collect();
        let listing = Listing {
            agenda,
            links: links_of(scope, &ids).await?,
            from: paths::today().to_owned(),
            may_edit: viewer.role.may(Permission::EditTasks),
            member: viewer.user,
            here: None,
        };
        Ok(Self {
            count: count_due(scope, &agenda).await?,
            tasks,
            reminders,
            listing,
            clock: Clock {
                now: viewer.now,
                zone: viewer.zone,
            },
        })
    }

    /// Nothing where nothing is due.
    pub fn view(&self) -> Option<impl IntoView + use<>> {
        let (clock, may_edit) = (self.clock, self.listing.may_edit);
        let reminders = self.reminders.iter();
        let reminders: Vec<_> = reminders.map(|one| line(one, clock, may_edit)).collect();
        let items: Vec<_> = self
            .tasks
            .iter()
            .map(|task| item(task, &self.listing))
            .collect();
        if reminders.is_empty() && items.is_empty() {
            return None;
        }
        let total = (self.count > 0).then(|| self.count.to_string());
        let all = || view! { <a class="link" href=paths::tasks()>"All tasks"</a> };
        Some(view! {
            <Section title="To do today" count=total action=all>
                <List label="To do today">{reminders} {items}</List>
            </Section>
        })
    }
}

/// A task that is not for today yet but wants to be thought of.
fn line(reminder: &Reminder, clock: Clock, may_edit: bool) -> impl IntoView + use<> {
    let (id, at, title) = (reminder.task_id, reminder.remind_at, reminder.title.clone());
    let end = move || {
        view! {
            "since " <Time at=at clock=clock/>
            {may_edit.then(|| view! {
                <form method="post" action=SeeReminder::PATH>
                    <HiddenInput name="id" value=id.to_string()/>
                    <HiddenInput name="from" value=paths::today()/>
                    <Button small=true kind=ButtonKind::Quiet>"Seen"</Button>
                </form>
            })}
        }
    };
    view! { <ListItem icon=IconName::Bell href=paths::task(id) end=end><strong dir="auto">{title}</strong></ListItem> }
}
