//! The trash: what was deleted, when and by whom, until when it can be restored.

use chrono::{DateTime, Duration, Utc};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{DAYS, Thrown, actions::RestoreCompany, thrown};
use crate::{
    contacts::actions::RestoreContact,
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Clock, Day, Drawing, EmptyState, Form, HiddenInput, List, ListItem,
        Page, PageHead, Pager, Time, Width, grouped,
    },
    workspaces::Permission,
};

const SHOWN: i64 = 50;

#[component]
pub fn Show() -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.as_deref().and_then(cursor);
    signed_in(Place::Contacts, move |viewer| load(viewer, before))
}

/// `2026-05-31T09:30:00Z,ID`
pub(super) fn cursor(text: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (at, id) = text.split_once(',')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

pub(super) fn cursor_of(row: &Thrown) -> String {
    let at = row
        .deleted_at
        .to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    format!("{at},{}", row.id)
}

async fn load(viewer: Viewer, before: Option<(DateTime<Utc>, Uuid)>) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let mut rows = thrown(&mut scope, before, SHOWN).await?;
    let is_full = rows.len() as i64 > SHOWN;
    rows.truncate(SHOWN as usize);
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_edit = viewer.role.may(Permission::EditContacts);
    let next = rows.last().filter(|_| is_full).map(|row| {
        let cursor = paths::encode(&cursor_of(row));
        format!("{}?before={cursor}", paths::trash())
    });
    let newest = before.map(|_| paths::trash().to_owned());
    let summary = format!("{} shown", grouped(rows.len() as u64));
    let lines: Vec<_> = rows
        .into_iter()
        .map(|row| line(row, clock, may_edit))
        .collect();
    let content = if lines.is_empty() {
        view! {
            <EmptyState
                drawing=Drawing::People
                title="The trash is empty"
                detail="Contacts and companies that are deleted stay here for 30 days."
            />
        }
        .into_any()
    } else {
        view! {
            <List label="Deleted">{lines}</List>
            <Pager summary=summary previous=newest next=next/>
        }
        .into_any()
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead
                title="Trash"
                back=("Contacts".to_owned(), paths::contacts().to_owned())
                detail="What is deleted stays here for 30 days. Then it goes for good, with the notes about it; mail stays."
            />
            {content}
        </Page>
    };
    Ok(("Trash".to_owned(), view.into_any()))
}

fn line(row: Thrown, clock: Clock, may_edit: bool) -> impl IntoView {
    let action = if row.is_company {
        RestoreCompany::PATH
    } else {
        RestoreContact::PATH
    };
    let (id, words) = (row.id.to_string(), format!("Restore {}", row.name));
    let end = move || {
        let (id, words) = (id.clone(), words.clone());
        may_edit.then(|| {
            view! {
                <Form action=action inline=true label=words>
                    <HiddenInput name="id" value=id/>
                    <Button kind=ButtonKind::Quiet small=true>"Restore"</Button>
                </Form>
            }
        })
    };
    let kind = if row.is_company { "Company" } else { "Contact" };
    let detail = row.detail.map(|detail| format!(" · {detail}"));
    let who = row.actor.map(|name| format!(" by {name}"));
    let (at, until) = (row.deleted_at, row.deleted_at + Duration::days(DAYS));
    view! {
        <ListItem end=end>
            <div class="min-w-0">
                <div class="clip" dir="auto">{row.name}</div>
                <div class="muted whitespace-normal">
                    {kind} {detail} " · deleted " <Time at=at clock=clock/> {who} " · goes on "
                    <Day at=until clock=clock/>
                </div>
            </div>
        </ListItem>
    }
}
