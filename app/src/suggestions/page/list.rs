//! The suggestions by state, the weightiest first.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::SuggestionItem;
use crate::{
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    suggestions::{self, Suggestion},
    ui::{
        ButtonKind, Clock, Drawing, EmptyState, LinkButton, Page, PageHead, Pager, Tab, Tabs,
        Width, grouped,
    },
    workspaces::Permission,
};

const PAGE: i64 = 20;
const STATES: [(&str, &str); 4] = [
    ("open", "Open"),
    ("snoozed", "Snoozed"),
    ("done", "Done"),
    ("dismissed", "Dismissed"),
];

/// Where a page of suggestions ends: the weight of its last, and its id.
type Mark = (f32, Uuid);

struct Address {
    state: &'static str,
    after: Option<Mark>,
}

impl Address {
    fn read() -> Self {
        use_query_map().with_untracked(|query| {
            let asked = query.get("state").unwrap_or_default();
            let state = STATES
                .iter()
                .map(|(state, _)| *state)
                .find(|state| *state == asked);
            Self {
                state: state.unwrap_or("open"),
                after: query.get("after").and_then(|text| parse_place(&text)),
            }
        })
    }

    fn href(state: &str, after: Option<Mark>) -> String {
        let base = match state {
            "open" => paths::suggestions().to_owned(),
            state => format!("{}?state={state}", paths::suggestions()),
        };
        match after {
            Some((weight, id)) => format!(
                "{base}{}after={weight}_{id}",
                if base.contains('?') { '&' } else { '?' }
            ),
            None => base,
        }
    }
}

fn parse_place(text: &str) -> Option<Mark> {
    let (weight, id) = text.split_once('_')?;
    Some((weight.parse().ok()?, id.parse().ok()?))
}

#[component]
pub fn List() -> impl IntoView {
    let address = Address::read();
    signed_in(Place::Suggestions, move |viewer| load(viewer, address))
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let mut rows = suggestions::open(&mut scope, address.state, address.after, PAGE).await?;
    let count = suggestions::count_open(&mut scope).await?;
    let is_full = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let next = rows
        .last()
        .filter(|_| is_full)
        .map(|last| (last.weight, last.id));
    let content = if rows.is_empty() {
        nothing(address.state)
    } else {
        items(rows, &address, &viewer)
    };
    let pager = pager(&address, next);
    let view = view! {
        <Page width=Width::Reading>
            <PageHead title="Write to" detail="People whose relationship with you would gain from a word now"/>
            <div class="stack">
                <Tabs label="State" tabs=tabs(address.state, count)/>
                {content}
                {pager}
            </div>
        </Page>
    };
    Ok(("Write to".to_owned(), view.into_any()))
}

fn tabs(current: &str, count_open: i64) -> Vec<Tab> {
    let tabs = STATES.map(|(state, label)| Tab {
        label: label.to_owned(),
        href: Address::href(state, None),
        count: u64::try_from(count_open)
            .ok()
            .filter(|count| state == "open" && *count > 0),
        active: state == current,
    });
    tabs.to_vec()
}

fn items(rows: Vec<Suggestion>, address: &Address, viewer: &Viewer) -> AnyView {
    let clock = Clock {
        now: viewer.now,
        zone: viewer.zone,
    };
    let may_decide = viewer.role.may(Permission::DecideSuggestions);
    let from = Address::href(address.state, None);
    let items = rows.into_iter().map(|suggestion| {
        view! { <SuggestionItem suggestion=suggestion clock=clock from=from.clone() may_decide=may_decide/> }
    });
    view! { <div class="suggestions">{items.collect::<Vec<_>>()}</div> }.into_any()
}

fn pager(address: &Address, next: Option<Mark>) -> Option<impl IntoView + use<>> {
    let first = address.after.map(|_| Address::href(address.state, None));
    let next = next.map(|next| Address::href(address.state, Some(next)));
    let summary = format!("{} a page", grouped(PAGE.unsigned_abs()));
    (first.is_some() || next.is_some()).then(|| view! {
        <div class="flex items-center gap-2">
            <div class="flex-1"><Pager summary=summary next=next/></div>
            {first.map(|href| view! { <LinkButton small=true kind=ButtonKind::Quiet href=href>"First page"</LinkButton> })}
        </div>
    })
}

fn nothing(state: &str) -> AnyView {
    let (title, detail) = match state {
        "open" => (
            "Nobody is waiting",
            "Kith looks each morning who is due, and after each import.",
        ),
        "snoozed" => (
            "Nothing is snoozed",
            "What you snooze waits here and comes back by itself.",
        ),
        "done" => ("Nothing is done yet", "What you mark as done is kept here."),
        _ => (
            "Nothing was dismissed",
            "What you dismiss is kept here, and can be brought back.",
        ),
    };
    view! { <EmptyState drawing=Drawing::Letter title=title detail=detail/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_found_again() {
        let place = (3.1_f32, Uuid::from_u128(9));
        let href = Address::href("done", Some(place));
        let text = href
            .split_once("after=")
            .map(|(_, text)| text)
            .unwrap_or_default();
        assert_eq!(parse_place(text), Some(place));
        assert!(href.starts_with("/suggestions?state=done&after="));
    }
}
