//! One import: live while it runs, then what came of it, counted exactly.

mod account;
mod asking;
mod outcome;
mod steering;
mod unclaimed;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use self::{
    account::account,
    outcome::outcome,
    steering::{steering, steps},
    unclaimed::unclaimed,
};
use super::{columns, member};
use crate::{
    context::{Scope, Viewer},
    error::{Error, Result},
    fields::{self, types::Subject},
    imports::{self, Import, Tie},
    merging,
    routes::paths,
    shell::{Place, signed_in},
    suggestions,
    ui::{
        AvatarSize, ButtonKind, Clock, IconName, LinkButton, List, ListItem, Page, PageHead,
        Person, Section, Steps, StrengthDot, Width,
    },
    workspaces::{self, Permission},
};

const STRONGEST: i64 = 6;

#[component]
pub fn Show() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|text| text.parse().ok());
    signed_in(Place::Imports, move |viewer| load(viewer, id))
}

async fn load(viewer: Viewer, id: Option<Uuid>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let import = imports::import(&mut scope, id.ok_or(Error::NotFound)?).await?;
    let strongest = match import.state.as_str() {
        "done" => imports::strongest_ties(&mut scope, &import, STRONGEST).await?,
        _ => Vec::new(),
    };
    let due = suggestions::count_open(&mut scope).await?;
    let own = workspaces::own_addresses(&mut scope).await?;
    let joined = merging::joined_of(&mut scope, import.id).await?;
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_steer = viewer.role.may(Permission::ImportFiles);
    let is_moving = import.report().is_moving();
    let title = import.file_name.clone();
    let (steered, head) = (import.clone(), title.clone());
    let question = question(&mut scope, &import, &viewer).await?;
    let outcome = question.unwrap_or_else(|| outcome(&import, may_steer, clock));
    let progress = steps(&import);
    let unclaimed = (may_steer && !import.is_records()).then(|| unclaimed(&import, &own));
    let is_asking = import.state == "asking";
    let found = found(&import, strongest);
    let onwards = (import.state == "done").then(|| onwards(due));
    let account = account(&import, joined);
    let result = (!is_asking).then(|| {
        view! {
            <div class="grid gap-8 md:grid-cols-2">
                {found}
                <Section title="Account">{account}</Section>
            </div>
            {onwards}
        }
    });
    let view = view! {
        {is_moving.then(|| view! { <noscript><meta http-equiv="refresh" content="2"/></noscript> })}
        <Page width=Width::Reading>
            <PageHead
                title=head
                back=("Imports".to_owned(), paths::imports().to_owned())
                actions=move || may_steer.then(|| steering(&steered))
            />
            <div class="stack">
                <Steps label="Import" steps=progress/>
                {outcome}
                {unclaimed}
                {result}
            </div>
        </Page>
    };
    Ok((title, view.into_any()))
}

/// What is asked about a file of records, and of no mailbox.
async fn question(scope: &mut Scope, import: &Import, viewer: &Viewer) -> Result<Option<AnyView>> {
    if import.state != "asking" || !viewer.role.may(Permission::ImportFiles) {
        return Ok(None);
    }
    if imports::asks_member(import) {
        return Ok(Some(member::asking(import)));
    }
    let Some(table) = imports::table_of(scope, import.id, None).await? else {
        return Ok(None);
    };
    let progress = imports::progress(scope, import.id, &table).await?;
    let mut own = fields::fields(scope, Subject::Contact).await?;
    own.extend(fields::fields(scope, Subject::Company).await?);
    let offer = columns::Offer {
        own,
        may_define: viewer.role.may(Permission::ManageFields),
    };
    Ok(Some(columns::asking(import, &table, progress, &offer)))
}

/// Nothing where the import is done and brought nothing that a tie is made of.
fn found(import: &Import, strongest: Vec<Tie>) -> Option<AnyView> {
    let content = if !strongest.is_empty() {
        let people = strongest.into_iter().map(person).collect::<Vec<_>>();
        view! { <List label="Strongest ties">{people}</List> }.into_any()
    } else if !import.report().is_over() {
        view! { <p class="muted">"People appear here as soon as the file is read."</p> }.into_any()
    } else if import.interactions > 0 && !import.is_records() {
        view! { <p class="muted">"Nobody among your contacts came by this import."</p> }.into_any()
    } else {
        return None;
    };
    Some(view! { <Section title="Strongest ties of this import">{content}</Section> }.into_any())
}

fn onwards(due: i64) -> AnyView {
    if due == 0 {
        return view! {
            <div>
                <LinkButton icon=IconName::Contacts href=paths::contacts()>"See your contacts"</LinkButton>
            </div>
        }
        .into_any();
    }
    let words = format!("See whom to write to ({due})");
    view! {
        <div>
            <LinkButton kind=ButtonKind::Primary icon=IconName::Send href=paths::today()>{words}</LinkButton>
        </div>
    }
    .into_any()
}

fn person(contact: Tie) -> impl IntoView {
    let score = f64::from(contact.score);
    view! {
        <ListItem href=paths::contact(contact.id) end=move || view! { <StrengthDot value=score/> }>
            <Person name=contact.name detail=contact.company size=AvatarSize::Tiny/>
        </ListItem>
    }
}
