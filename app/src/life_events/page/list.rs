//! All that happened, the newest first: by state and by kind, page by page.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::line;
use crate::{
    context::Viewer,
    error::Result,
    life_events::{LifeEvent, WantedEvents, life_events, parse_place, types::EventKind},
    routes::paths,
    shell::{Place, signed_in},
    ui::{Chip, Chips, Drawing, EmptyState, Page, PageHead, Pager, Tab, Tabs, Width, grouped},
    workspaces::Permission,
};

const PAGE: i64 = 20;
const TITLE: &str = "Life events";
/// What it is called in the address, and here; what is wrong stands in its own list alone.
const STATES: [(&str, &str); 4] = [
    ("open", "New"),
    ("confirmed", "Confirmed"),
    ("wrong", "Wrong"),
    ("all", "All"),
];

/// Which part of the list: all of it stands in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Address {
    state: &'static str,
    kind: Option<EventKind>,
    after: Option<(NaiveDate, Uuid)>,
}

impl Address {
    fn read() -> Self {
        use_query_map().with_untracked(|query| {
            let asked = query.get("state").unwrap_or_default();
            let mut states = STATES.iter().map(|(state, _)| *state);
            Self {
                state: states.find(|state| *state == asked).unwrap_or("open"),
                kind: query.get("kind").as_deref().and_then(EventKind::parse),
                after: query.get("after").as_deref().and_then(parse_place),
            }
        })
    }

    fn href(self) -> String {
        let mut href = paths::life_events(Some(self.state));
        if let Some(kind) = self.kind {
            href.push_str("&kind=");
            href.push_str(kind.as_str());
        }
        if let Some((day, id)) = self.after {
            href.push_str(&format!("&after={day}_{id}"));
        }
        href
    }

    fn first(self) -> Self {
        Self {
            after: None,
            ..self
        }
    }

    fn wanted(self) -> WantedEvents<'static> {
        WantedEvents {
            contact: None,
            kind: self.kind,
            state: Some(self.state).filter(|state| *state != "all"),
            after: self.after,
        }
    }
}

#[component]
pub fn List() -> impl IntoView {
    let address = Address::read();
    signed_in(Place::LifeEvents, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let mut rows = life_events(&mut scope, address.wanted(), PAGE).await?;
    let has_more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let last = rows.last().filter(|_| has_more);
    let next = last.map(|last| Address {
        after: Some((last.happened_on, last.id)),
        ..address
    });
    let pager = pager(address, next, rows.len());
    let content = if rows.is_empty() {
        nothing(address)
    } else {
        items(rows, address, &viewer)
    };
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title=TITLE detail="Read in signatures, messages and records: say what is so, and what is wrong"/>
            <div class="stack">
                <Tabs label="State" tabs=tabs(address)/>
                {kinds(address)}
                {content}
                {pager}
            </div>
        </Page>
    };
    Ok((TITLE.to_owned(), view.into_any()))
}

fn tabs(address: Address) -> Vec<Tab> {
    let tabs = STATES.map(|(state, label)| Tab {
        label: label.to_owned(),
        href: Address {
            state,
            ..address.first()
        }
        .href(),
        count: None,
        active: state == address.state,
    });
    tabs.to_vec()
}

fn kinds(address: Address) -> impl IntoView {
    let chip = |kind: Option<EventKind>, label: &'static str| {
        let is_chosen = address.kind == kind;
        let href = Address {
            kind,
            ..address.first()
        }
        .href();
        view! { <Chip label=label href=href active=is_chosen/> }.into_any()
    };
    let mut chips = vec![chip(None, "Every kind")];
    chips.extend(EventKind::ALL.map(|kind| chip(Some(kind), kind.label())));
    view! { <Chips label="Kind">{chips}</Chips> }
}

fn items(rows: Vec<LifeEvent>, address: Address, viewer: &Viewer) -> AnyView {
    let may_decide = viewer.role.may(Permission::EditContacts);
    let from = address.href();
    let lines: Vec<_> = rows
        .into_iter()
        .map(|event| line(event, true, may_decide, &from))
        .collect();
    view! { <ul class="stack" aria-label=TITLE>{lines}</ul> }.into_any()
}

fn pager(address: Address, next: Option<Address>, shown: usize) -> Option<impl IntoView> {
    let first = address.after.map(|_| address.first().href());
    let next = next.map(Address::href);
    let summary = format!("{} shown", grouped(shown as u64));
    (first.is_some() || next.is_some())
        .then(|| view! { <Pager summary=summary previous=first next=next/> })
}

fn nothing(address: Address) -> AnyView {
    let (title, detail) = match (address.state, address.kind) {
        (_, Some(_)) => (
            "Nothing of this kind",
            "What is found in mail and records stands here.",
        ),
        ("open", None) => (
            "Nothing new",
            "Kith reads each night, and after each import, what signatures, messages and records tell.",
        ),
        ("confirmed", None) => (
            "Nothing is confirmed yet",
            "What you say is so is kept here.",
        ),
        ("wrong", None) => (
            "Nothing was wrong",
            "What you call wrong is kept here, never told again, and can be taken back.",
        ),
        _ => (
            "Nothing is known to have happened",
            "A new job, a move, a launch: import mail, or contacts once more.",
        ),
    };
    view! { <EmptyState drawing=Drawing::Letter title=title detail=detail/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_holds_the_whole_state_of_the_list() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 3).unwrap();
        let address = Address {
            state: "wrong",
            kind: Some(EventKind::Move),
            after: Some((day, Uuid::from_u128(9))),
        };
        let id = Uuid::from_u128(9);
        assert_eq!(
            address.href(),
            format!("/life-events?state=wrong&kind=move&after=2026-02-03_{id}")
        );
        assert_eq!(address.first().href(), "/life-events?state=wrong&kind=move");
        assert_eq!(address.wanted().state, Some("wrong"));
        let all = Address {
            state: "all",
            ..address
        };
        assert_eq!(all.wanted().state, None);
    }
}
