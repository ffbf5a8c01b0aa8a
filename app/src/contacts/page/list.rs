//! The list of contacts, in the layout that its address asks for.

use leptos::prelude::*;

use super::{
    list_address::ListAddress, list_birthdays, list_board::Board, list_columns::Columns,
    list_filters::filters, list_nothing::nothing, list_shown::Shown, list_table::table,
    list_views::Views,
};
use crate::{
    bulk, contacts,
    context::{Scope, Viewer},
    error::Result,
    fields::{self, Field, types::Subject},
    forms::pass_toast_on,
    routes::paths,
    shell::{Place, lead_to, signed_in},
    ui::{ButtonKind, Clock, IconName, LinkButton, Menu, MenuItem, Page, PageHead, grouped},
    views::{self, types::Layout},
    workspaces::Permission,
};

#[component]
pub fn List() -> impl IntoView {
    if let Some(address) = ListAddress::with_added() {
        lead_to(&address);
        return ().into_any();
    }
    let address = ListAddress::read();
    signed_in(Place::Contacts, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, mut address: ListAddress) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    if let Some(view) = address.names_a_view_only() {
        let whole = ListAddress::of_view(&views::view(&mut scope, view).await?).with(|_| {});
        if whole != address.with(|_| {}) {
            pass_toast_on().await?;
            lead_to(&whole);
        }
    }
    let fields = fields::fields(&mut scope, Subject::Contact).await?;
    address.settle(&fields);
    let query = address.query(viewer.zone);
    let total = match address.unread {
        None => Some(contacts::count(&mut scope, &query).await?),
        Some(_) => None,
    };
    let total = total.map(|count| count_words(count, query.count_limit()));
    let filters = filters(&mut scope, &address, &fields).await?;
    let views = Views::load(&mut scope, &viewer, &address).await?;
    let content = match &total {
        Some(total) => content(&mut scope, &viewer, &address, &fields, total).await?,
        None => ().into_any(),
    };
    let may_edit = viewer.role.may(Permission::EditContacts);
    let for_actions = address.clone();
    let view = view! {
        <Page>
            <PageHead
                title="Contacts"
                count=total
                actions=move || actions(&for_actions, may_edit)
                filters=filters
            />
            <div class="list-tools">
                {views.tabs(&address, &fields)}
                {views.tools(&address, &fields)}
            </div>
            {content}
        </Page>
    };
    Ok(("Contacts".to_owned(), view.into_any()))
}

async fn content(
    scope: &mut Scope,
    viewer: &Viewer,
    address: &ListAddress,
    fields: &[Field],
    total: &str,
) -> Result<AnyView> {
    let query = address.query(viewer.zone);
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    match address.layout {
        Layout::Table => {
            let page = Shown::load(scope, &query).await?;
            Ok(match page.is_empty() {
                true => nothing(scope, viewer, address).await?,
                false => {
                    let ticked = match viewer.role.may(Permission::EditContacts) {
                        true => Some(bulk::ticked(scope, viewer.user).await?),
                        false => None,
                    };
                    let columns = Columns::load(scope, address, fields, &page.people()).await?;
                    table(&page, address, &columns, total, clock, ticked)
                }
            })
        }
        Layout::Board => {
            let board = Board {
                address,
                fields,
                zone: viewer.zone,
                may_edit: viewer.role.may(Permission::EditContacts),
            };
            board.load(scope).await
        }
        Layout::Birthdays => list_birthdays::calendar(scope, address, clock).await,
    }
}

pub fn count_words(count: i64, limit: i64) -> String {
    let shown = grouped(u64::try_from(count.min(limit)).unwrap_or_default());
    if count > limit {
        format!("{shown}+")
    } else {
        shown
    }
}

fn actions(address: &ListAddress, may_edit: bool) -> impl IntoView + use<> {
    let export = [("As vCard", "vcard"), ("As table (CSV)", "csv")];
    let export = export.map(|(label, format)| {
        MenuItem::link(label, address.export(format)).icon(IconName::Download)
    });
    view! {
        <Menu label="Export" icon=IconName::Download kind=ButtonKind::Plain items=export.to_vec()/>
        {may_edit.then(add_button)}
    }
}

fn add_button() -> impl IntoView {
    view! {
        <LinkButton kind=ButtonKind::Primary icon=IconName::Add key_hint="N" href=paths::new_contact()>
            "Add contact"
        </LinkButton>
    }
}
