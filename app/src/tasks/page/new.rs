//! The form for a new task. The address may say what it is about and where to go back to.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{
    draft::Draft,
    form::{WHEN, fields},
};
use crate::{
    companies, contacts,
    context::{Scope, Viewer},
    error::Result,
    forms::form_state,
    routes::{local_path, paths},
    shell::{Place, signed_in},
    tasks::{Link, LinkKind, TaskInput, actions::AddTask},
    ui::{Button, ButtonKind, Form, FormActions, HiddenInput, LinkButton, Page, PageHead, Width},
    workspaces::{self, Permission},
};

#[derive(Default)]
struct Asked {
    contact: Option<Uuid>,
    company: Option<Uuid>,
    from: String,
}

#[component]
pub fn New() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| {
        let from = query.get("from").unwrap_or_default();
        let id = |name: &str| query.get(name).and_then(|text| text.parse().ok());
        Asked {
            contact: id("contact").or_else(|| id_in(&from, "/contacts/")),
            company: id("company").or_else(|| id_in(&from, "/companies/")),
            from,
        }
    });
    signed_in(Place::Tasks, move |viewer| load(viewer, asked))
}

/// The record whose page one came from.
fn id_in(path: &str, place: &str) -> Option<Uuid> {
    let id = path.strip_prefix(place)?.split(['?', '#', '/']).next()?;
    id.parse().ok()
}

async fn load(viewer: Viewer, asked: Asked) -> Result<(String, AnyView)> {
    viewer.require(Permission::EditTasks)?;
    let mut scope = viewer.begin().await?;
    let linked = links(&mut scope, &asked).await?;
    let members = workspaces::members(&mut scope).await?;
    let of = |kind| {
        let links = linked.iter().filter(move |link| link.kind == kind);
        links.map(|link| link.id).collect()
    };
    let input = TaskInput {
        assignee: Some(viewer.user),
        contacts: of(LinkKind::Contact),
        companies: of(LinkKind::Company),
        ..TaskInput::default()
    };
    let state = form_state(AddTask::PATH);
    let draft = Draft::new(&input, linked, &state);
    let back = if asked.from.is_empty() {
        paths::tasks().to_owned()
    } else {
        local_path(&asked.from)
    };
    let fields = fields(&draft, &state, &members, viewer.user, WHEN.to_owned());
    let view = view! {
        <Page width=Width::Form>
            <PageHead title="Add task" back=("Back".to_owned(), back.clone())/>
            <Form action=AddTask::PATH>
                <HiddenInput name="from" value=back.clone()/>
                {fields}
                <FormActions>
                    <Button kind=ButtonKind::Primary>"Add task"</Button>
                    <LinkButton kind=ButtonKind::Quiet href=back>"Cancel"</LinkButton>
                </FormActions>
            </Form>
        </Page>
    };
    Ok(("Add task".to_owned(), view.into_any()))
}

/// Those that are of this workspace; an address that names others adds nothing.
async fn links(scope: &mut Scope, asked: &Asked) -> Result<Vec<Link>> {
    let mut links = Vec::new();
    let link = |kind, id, name| Link {
        task_id: Uuid::nil(),
        kind,
        id,
        name,
    };
    if let Some(id) = asked.contact
        && let Ok(contact) = contacts::contact(scope, id).await
    {
        links.push(link(LinkKind::Contact, id, contact.name));
    }
    if let Some(id) = asked.company
        && let Ok(company) = companies::find(scope, id).await
    {
        links.push(link(LinkKind::Company, id, company.name));
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_one_came_from_says_whom_it_is_about() {
        let id = Uuid::from_u128(7);
        for path in [
            format!("/contacts/{id}"),
            format!("/contacts/{id}?show=note#x"),
        ] {
            assert_eq!(id_in(&path, "/contacts/"), Some(id));
        }
        assert_eq!(id_in("/contacts/new", "/contacts/"), None);
        assert_eq!(id_in("/", "/contacts/"), None);
    }
}
