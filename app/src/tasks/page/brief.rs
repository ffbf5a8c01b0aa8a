//! The open tasks of a contact or a company on its page, with a line to add one.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    item::{Listing, item},
    quick::{Subject, quick_add},
};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    routes::paths,
    tasks::{Agenda, Task, TaskQuery, links_of, open_tasks},
    ui::{List, Section},
    workspaces::Permission,
};

/// More than these are on the page of tasks.
const SHOWN: i64 = 10;

pub struct Brief {
    tasks: Vec<Task>,
    listing: Listing,
    subject: Subject,
}

pub async fn brief_of_contact(scope: &mut Scope, viewer: &Viewer, contact: Uuid) -> Result<Brief> {
    let subject = Subject {
        contact: Some(contact),
        company: None,
    };
    load(scope, viewer, subject, paths::contact(contact)).await
}

pub async fn brief_of_company(scope: &mut Scope, viewer: &Viewer, company: Uuid) -> Result<Brief> {
    let subject = Subject {
        contact: None,
        company: Some(company),
    };
    load(scope, viewer, subject, paths::company(company)).await
}

async fn load(scope: &mut Scope, viewer: &Viewer, subject: Subject, from: String) -> Result<Brief> {
    let query = TaskQuery {
        contact: subject.contact,
        company: subject.company,
        limit: SHOWN,
        ..TaskQuery::default()
    };
    let tasks = open_tasks(scope, &query).await?;
    let ids: Vec<Uuid> = tasks.iter().map(|task| task.id).collect();
    let listing = Listing {
        agenda: Agenda::of(viewer),
        links: links_of(scope, &ids).await?,
        from,
        may_edit: viewer.role.may(Permission::EditTasks),
        member: viewer.user,
        here: subject.contact.or(subject.company),
    };
    Ok(Brief {
        tasks,
        listing,
        subject,
    })
}

impl Brief {
    /// Nothing for those who may not write where there is nothing to read.
    pub fn view(&self) -> Option<impl IntoView + use<>> {
        let may_edit = self.listing.may_edit;
        let shown = self.tasks.iter().take(usize::try_from(SHOWN).unwrap_or(10));
        let items: Vec<_> = shown.map(|task| item(task, &self.listing)).collect();
        if items.is_empty() && !may_edit {
            return None;
        }
        let has_more = self.tasks.len() > items.len();
        let list = (!items.is_empty()).then(|| view! { <List label="Tasks">{items}</List> });
        let add = may_edit.then(|| quick_add(self.subject, &self.listing.from));
        let href = self.all();
        let all = move || {
            let href = href.clone();
            has_more.then(move || view! { <a class="link" href=href>"All"</a> })
        };
        Some(view! { <Section title="Tasks" action=all>{list} {add}</Section> })
    }

    fn all(&self) -> String {
        let (name, id) = match (self.subject.contact, self.subject.company) {
            (Some(id), _) => ("contact", id),
            (None, Some(id)) => ("company", id),
            (None, None) => return paths::tasks().to_owned(),
        };
        format!("{}?whose=all&{name}={id}", paths::tasks())
    }
}
