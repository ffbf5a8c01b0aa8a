//! One task: everything about it, to read and to write anew.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::{
    draft::Draft,
    form::{WHEN, fields},
    item::whole_due,
};
use crate::{
    context::Viewer,
    error::{Error, Result},
    forms::form_state,
    routes::{local_path, paths},
    shell::{Place, signed_in},
    tasks::{
        Agenda, Link, LinkKind, Task, TaskInput,
        actions::{CompleteTask, DeleteTask, EditTask, ReopenTask},
        links_of, reminders_of, task,
    },
    ui::{
        Button, ButtonKind, Clock, Fact, Facts, Form, FormActions, HiddenInput, IconName, Page,
        PageHead, Time, Width,
    },
    workspaces::{self, Member, Permission},
};

#[component]
pub fn Show() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    let from = use_query_map().with_untracked(|query| query.get("from"));
    signed_in(Place::Tasks, move |viewer| load(viewer, id, from))
}

async fn load(viewer: Viewer, id: Option<Uuid>, from: Option<String>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let task = task(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let links = links_of(&mut scope, &[task.id]).await?;
    let reminders = reminders_of(&mut scope, task.id).await?;
    let members = workspaces::members(&mut scope).await?;
    let back = from.map_or_else(|| paths::tasks().to_owned(), |from| local_path(&from));
    let agenda = Agenda::of(&viewer);
    let content = if viewer.role.may(Permission::EditTasks) {
        let input = TaskInput::of(&task, &links, reminders);
        form(&task, input, links, &members, &viewer, &back).into_any()
    } else {
        facts(&task, &links, &agenda).into_any()
    };
    let (title, shown) = (task.title.clone(), task.title.clone());
    let detail = state_line(&task, &viewer, &agenda);
    let view = view! {
        <Page width=Width::Form>
            <PageHead title=shown back=("Back".to_owned(), back.clone())/>
            <div class="stack">{detail} {content}</div>
        </Page>
    };
    Ok((title, view.into_any()))
}

/// When it is due or was done, and the buttons that change that.
fn state_line(task: &Task, viewer: &Viewer, agenda: &Agenda) -> impl IntoView + use<> {
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let words = match (task.done_at, whole_due(task, agenda)) {
        (Some(at), _) => view! { "Done " <Time at=at clock=clock/> }.into_any(),
        (None, Some(due)) => format!("Due {due}").into_any(),
        (None, None) => "Due whenever".into_any(),
    };
    let may_edit = viewer.role.may(Permission::EditTasks);
    let (done, id) = (task.done_at.is_some(), task.id);
    let buttons = may_edit.then(|| view! {
        {if done {
            one_button(ReopenTask::PATH, id, paths::task(id), IconName::Undo, "Do again").into_any()
        } else {
            one_button(CompleteTask::PATH, id, paths::task(id), IconName::Check, "Done").into_any()
        }}
        {one_button(DeleteTask::PATH, id, paths::tasks().to_owned(), IconName::Delete, "Delete")}
    });
    view! { <div class="task-state"><p class="muted">{words}</p> {buttons}</div> }
}

fn one_button(
    action: &'static str,
    id: Uuid,
    from: String,
    icon: IconName,
    label: &'static str,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <HiddenInput name="id" value=id.to_string()/>
            <HiddenInput name="from" value=from/>
            <Button small=true icon=icon>{label}</Button>
        </form>
    }
}

fn form(
    task: &Task,
    input: TaskInput,
    links: Vec<Link>,
    members: &[Member],
    viewer: &Viewer,
    back: &str,
) -> impl IntoView + use<> {
    let state = form_state(EditTask::PATH);
    let draft = Draft::new(&input, links, &state);
    let is_elsewhere = task.due_time.is_some() && task.time_zone() != viewer.zone;
    let hint = if is_elsewhere {
        format!(
            "By the clocks of {} as it stands. What you write is by yours.",
            task.zone
        )
    } else {
        WHEN.to_owned()
    };
    let fields = fields(&draft, &state, members, viewer.user, hint);
    let (id, version, from) = (
        task.id.to_string(),
        task.version.to_string(),
        back.to_owned(),
    );
    view! {
        <Form action=EditTask::PATH>
            <HiddenInput name="id" value=id/>
            <HiddenInput name="version" value=version/>
            <HiddenInput name="from" value=from/>
            {fields}
            <FormActions><Button kind=ButtonKind::Primary>"Save task"</Button></FormActions>
        </Form>
    }
}

fn facts(task: &Task, links: &[Link], agenda: &Agenda) -> impl IntoView + use<> {
    let about = links.iter().map(|link| {
        let href = match link.kind {
            LinkKind::Contact => paths::contact(link.id),
            LinkKind::Company => paths::company(link.id),
        };
        view! { <li><a class="link" dir="auto" href=href>{link.name.clone()}</a></li> }
    });
    let about: Vec<_> = about.collect();
    let who = task
        .assignee
        .clone()
        .unwrap_or_else(|| "Nobody in particular".to_owned());
    let when = whole_due(task, agenda).unwrap_or_else(|| "Whenever".to_owned());
    let repeats = task.repetition().map(|repetition| repetition.to_string());
    let notes = (!task.notes.is_empty()).then(|| task.notes.clone());
    view! {
        <Facts>
            <Fact label="When">{when}</Fact>
            {repeats.map(|words| view! { <Fact label="Repeats">{words}</Fact> })}
            <Fact label="Who does it">{who}</Fact>
            {(!about.is_empty()).then(|| view! { <Fact label="About"><ul>{about}</ul></Fact> })}
            {notes.map(|notes| view! { <Fact label="Notes"><span class="whitespace-pre-wrap" dir="auto">{notes}</span></Fact> })}
        </Facts>
    }
}
