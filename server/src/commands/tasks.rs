//! `kith tasks`: list what is to do, write tasks down, mark them as done, take that back.

use anyhow::Result;
use app::{
    context::{Scope, Viewer},
    error::Error,
    tasks::{self, Agenda, Span, Task, TaskInput, TaskQuery},
    workspaces::Permission,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    account::{in_words, member},
    print, with_kith,
};
use crate::cli::{Global, NewTaskArguments, TasksArguments, TasksCommand};

const MOST: i64 = 200;

pub async fn tasks(global: &Global, arguments: TasksArguments) -> Result<()> {
    let account = arguments.acting.account()?;
    with_kith(global, async |kith, _| {
        let viewer = member(kith, account).await?;
        if let TasksCommand::List { done, all } = arguments.command {
            return list(global, &viewer, done, all).await;
        }
        let (task, said) = obey(&viewer, arguments.command)
            .await
            .map_err(|error| refusal(&error))?;
        let words = format!("{said} {}", line(&task, &Agenda::of(&viewer)));
        print(global, &as_json(&task), &words);
        Ok(())
    })
    .await
}

fn refusal(error: &Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow::anyhow!("there is no such task in this workspace"),
        Error::Conflict => anyhow::anyhow!("the task is in no state for that; see kith tasks list"),
        other => in_words(other),
    }
}

async fn list(global: &Global, viewer: &Viewer, done: bool, all: bool) -> Result<()> {
    let mut scope = viewer.begin().await?;
    let query = TaskQuery {
        whose: (!all).then_some(viewer.user),
        limit: MOST,
        ..TaskQuery::default()
    };
    let mut found = if done {
        tasks::done_tasks(&mut scope, &query).await?
    } else {
        tasks::open_tasks(&mut scope, &query).await?
    };
    found.truncate(MOST as usize);
    let agenda = Agenda::of(viewer);
    let lines: Vec<String> = found.iter().map(|task| line(task, &agenda)).collect();
    let words = if lines.is_empty() {
        "Nothing to do.".to_owned()
    } else {
        lines.join("\n")
    };
    let listed: Vec<Value> = found.iter().map(as_json).collect();
    print(global, &json!({ "tasks": listed }), &words);
    Ok(())
}

/// The task that it is about then, and what to say.
async fn obey(viewer: &Viewer, command: TasksCommand) -> Result<(Task, &'static str), Error> {
    viewer.require(Permission::EditTasks)?;
    let mut scope = viewer.begin().await?;
    let (id, said) = match command {
        TasksCommand::List { .. } => return Err(Error::NotFound),
        TasksCommand::Add(new) => {
            let input = input(viewer, new);
            let id = tasks::add_task(&mut scope, viewer.zone, input).await?;
            (id, "Added:")
        }
        TasksCommand::Done { id } => match tasks::complete_task(&mut scope, id).await? {
            Some(next) => (next, "Done. Next:"),
            None => (id, "Done:"),
        },
        TasksCommand::Reopen { id } => {
            tasks::reopen_task(&mut scope, id).await?;
            (id, "To do again:")
        }
        TasksCommand::Delete { id } => return delete(scope, id).await,
        TasksCommand::Restore { id } => {
            tasks::restore_task(&mut scope, id).await?;
            (id, "Restored:")
        }
    };
    let task = tasks::task(&mut scope, id).await?;
    scope.commit().await?;
    Ok((task, said))
}

async fn delete(mut scope: Scope, id: Uuid) -> Result<(Task, &'static str), Error> {
    let task = tasks::task(&mut scope, id).await?;
    tasks::delete_task(&mut scope, id).await?;
    scope.commit().await?;
    Ok((task, "Deleted:"))
}

fn input(viewer: &Viewer, new: NewTaskArguments) -> TaskInput {
    TaskInput {
        title: new.title,
        notes: new.notes,
        when: new.when,
        assignee: Some(viewer.user),
        about: new.about,
        reminders: new.remind,
        ..TaskInput::default()
    }
}

fn as_json(task: &Task) -> Value {
    json!({
        "id": task.id,
        "title": task.title,
        "notes": task.notes,
        "when": task.when(),
        "due_on": task.due_on,
        "due_time": task.due_time,
        "zone": task.zone,
        "due_at": task.due_at,
        "assignee_id": task.assignee_id,
        "done_at": task.done_at,
    })
}

/// "01a1… overdue 2026-03-01 Call Bo"
fn line(task: &Task, agenda: &Agenda) -> String {
    let state = match (task.done_at, agenda.span(task)) {
        (Some(_), _) => "done",
        (None, Span::Overdue) => "overdue",
        (None, Span::Today) => "today",
        (None, _) => "open",
    };
    let when = task.when();
    let when = if when.is_empty() { "whenever" } else { &when };
    format!("{}  {state:<7}  {when}  {}", task.id, task.title)
}
