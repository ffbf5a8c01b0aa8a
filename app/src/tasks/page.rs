//! Pages of tasks: the agenda, the form for one task, and what other pages show of them.

mod agenda;
mod brief;
mod draft;
mod due;
mod form;
mod item;
mod list;
mod new;
mod quick;
mod show;

pub use brief::{Brief, brief_of_company, brief_of_contact};
pub use due::DueToday;
pub use list::List;
pub use new::New;
pub use show::Show;

use uuid::Uuid;

use super::{input::NOBODY, plan::Agenda, store::Task};
use crate::{
    context::Viewer,
    error::{Error, FieldCode, Result},
};

/// Whom a form means: the member where it says nothing.
pub(super) fn read_assignee(text: &str, member: Uuid) -> Result<Option<Uuid>> {
    match text {
        "" => Ok(Some(member)),
        NOBODY => Ok(None),
        id => match id.parse() {
            Ok(id) => Ok(Some(id)),
            Err(_) => Err(Error::invalid("assignee", FieldCode::Unknown)),
        },
    }
}

/// "Added for Tuesday, 10 March, 09:00."
pub(super) fn added(task: &Task, viewer: &Viewer) -> String {
    match item::whole_due(task, &Agenda::of(viewer)) {
        Some(due) => format!("Added for {due}."),
        None => "Task added.".to_owned(),
    }
}

/// "Done. The next one is due on Tuesday, 10 March."
pub(super) fn completed(next: Option<&Task>, viewer: &Viewer) -> String {
    let due = next.and_then(|next| item::whole_due(next, &Agenda::of(viewer)));
    match due {
        Some(due) => format!("Done. Next: {due}."),
        None => "Done.".to_owned(),
    }
}
