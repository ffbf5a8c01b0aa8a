//! Saved views above the list, and beneath it the forms that choose columns and that
//! save, change and delete a view.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{list::count_words, list_address::ListAddress, list_groups::group_menu};
use crate::{
    contacts::{self, ListQuery},
    context::{Scope, Viewer},
    error::{Error, Result},
    fields::{
        Field,
        page::{Offered, hidden, offer_columns},
    },
    forms::form_state,
    routes::paths,
    ui::{
        Button, ButtonKind, CheckboxField, Chip, Chips, Disclosure, Form, FormActions, HiddenInput,
        IconName, TextField,
    },
    views::{
        self, View,
        actions::{DeleteView, EditView, SaveView},
        types::{ColumnKey, Layout},
    },
    workspaces::Permission,
};

/// So many of the views are counted each time the list is shown.
const COUNTED: usize = 12;

pub(super) struct Views {
    /// With how many contacts each shows.
    shown: Vec<(View, Option<String>)>,
    may_save: bool,
    manages: bool,
    member: Uuid,
}

impl Views {
    pub async fn load(scope: &mut Scope, viewer: &Viewer, address: &ListAddress) -> Result<Self> {
        let mut shown = Vec::new();
        for (place, view) in views::views(scope).await?.into_iter().enumerate() {
            let is_counted = place < COUNTED || address.view == Some(view.id);
            let count = match is_counted {
                true => count(scope, viewer, &view).await?,
                false => None,
            };
            shown.push((view, count));
        }
        Ok(Self {
            shown,
            may_save: viewer.role.may(Permission::EditContacts),
            manages: viewer.role.may(Permission::ManageMembers),
            member: viewer.user,
        })
    }

    fn current(&self, address: &ListAddress) -> Option<&View> {
        let mut views = self.shown.iter().map(|(view, _)| view);
        views.find(|view| address.view == Some(view.id))
    }

    /// The views, and the layouts of what is shown.
    pub fn tabs(&self, address: &ListAddress, fields: &[Field]) -> impl IntoView + use<> {
        let views = (!self.shown.is_empty()).then(|| self.saved(address));
        let layouts = Layout::ALL.map(|layout| {
            let href = address.with(|other| {
                other.layout = layout;
                other.month = None;
            });
            view! { <Chip label=layout.label() href=href active=address.layout == layout/> }
        });
        let groups = group_menu(address, fields);
        view! {
            {views}
            <Chips label="Layout">
                {layouts.into_iter().collect::<Vec<_>>()}
                {groups}
            </Chips>
        }
    }

    fn saved(&self, address: &ListAddress) -> AnyView {
        let tabs = self.shown.iter().map(|(view, count)| {
            let href = ListAddress::of_view(view).with(|_| {});
            let is_current = address.view == Some(view.id);
            let count = count.clone().map(|count| view! { <span class="nav-count numeric">{count}</span> });
            let name = view.name.clone();
            view! { <a class="tab" dir="auto" href=href aria-current=is_current.then_some("page")>{name} {count}</a> }
        });
        let tabs = tabs.collect::<Vec<_>>();
        let is_all = address.view.is_none();
        view! {
            <nav class="tabs" aria-label="Views">
                <a class="tab" href=paths::contacts() aria-current=is_all.then_some("page")>"All contacts"</a>
                {tabs}
            </nav>
        }
        .into_any()
    }

    /// What can be done about how the list looks.
    pub fn tools(&self, address: &ListAddress, fields: &[Field]) -> impl IntoView + use<> {
        let view = self
            .current(address)
            .filter(|view| self.may_save && (view.owner_id == self.member || self.manages));
        view! {
            {(address.layout == Layout::Table).then(|| choose_columns(address, fields))}
            {view.map(|view| change(view, address))}
            {(self.may_save && address.unread.is_none()).then(|| save(address))}
        }
    }
}

/// None where the view asks for a field that was put away.
async fn count(scope: &mut Scope, viewer: &Viewer, view: &View) -> Result<Option<String>> {
    let query = ListQuery {
        query: view.query(),
        zone: viewer.zone,
        ..ListQuery::default()
    };
    let limit = query.count_limit().min(1_000);
    match contacts::count(scope, &query).await {
        Ok(count) => Ok(Some(count_words(count, limit))),
        Err(Error::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn choose_columns(address: &ListAddress, fields: &[Field]) -> AnyView {
    let shown = address.shown_columns();
    let own = fields
        .iter()
        .map(|field| (ColumnKey::Own(field.key.clone()), field.label.clone()));
    let usual = ColumnKey::ALL.into_iter().map(|column| {
        let label = column.label().to_owned();
        (column, label)
    });
    let offered = usual.chain(own).map(|(column, label)| Offered {
        name: column.name(),
        label,
        is_shown: shown.contains(&column),
    });
    let kept = address.kept_but("columns");
    offer_columns(paths::contacts(), "Shown beside the person", offered, kept)
}

/// What the list shows now, as fields of a view.
fn fields(address: &ListAddress) -> Vec<(&'static str, String)> {
    let group = address.group.as_ref().map(ToString::to_string);
    let group = group.unwrap_or_default();
    vec![
        ("query", address.query.to_string()),
        ("sort", address.sort.to_string()),
        ("layout", address.layout.as_str().to_owned()),
        ("group", group),
        ("columns", address.column_names()),
    ]
}

fn save(address: &ListAddress) -> impl IntoView + use<> {
    let state = form_state(SaveView::PATH);
    let fields = hidden(fields(address));
    view! {
        <Disclosure summary="Save as view" open=state.error.is_some()>
            <Form action=SaveView::PATH label="Save as view">
                {fields}
                <TextField
                    name="name"
                    id="new-view-name"
                    label="Name"
                    value=state.value("name")
                    error=state.error("name")
                    required=true
                />
                <CheckboxField name="shared" label="Share with the workspace" hint="Else only you see it."/>
                <FormActions><Button small=true kind=ButtonKind::Primary>"Save view"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

fn change(view: &View, address: &ListAddress) -> impl IntoView + use<> {
    let state = form_state(EditView::PATH);
    let (fields, id) = (hidden(fields(address)), view.id.to_string());
    let (edited, name, is_shared) = (id.clone(), view.name.clone(), view.is_shared);
    let summary = format!("Change view “{name}”");
    view! {
        <Disclosure summary=summary open=state.error.is_some()>
            <Form action=EditView::PATH label="Change view">
                <HiddenInput name="id" value=edited/>
                {fields}
                <TextField
                    name="name"
                    id="view-name"
                    label="Name"
                    value=name
                    error=state.error("name")
                    hint="Filters, order, layout, groups and columns are saved as the list shows them now."
                    required=true
                />
                <CheckboxField name="shared" label="Share with the workspace" checked=is_shared/>
                <FormActions><Button small=true kind=ButtonKind::Primary>"Save view"</Button></FormActions>
            </Form>
            <form method="post" action=DeleteView::PATH>
                <HiddenInput name="id" value=id/>
                <Button small=true kind=ButtonKind::Quiet icon=IconName::Delete>"Delete view"</Button>
            </form>
        </Disclosure>
    }
}
