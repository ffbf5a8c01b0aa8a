//! The queue: one group at a time side by side, what speaks for it, and what comes next;
//! contacts and companies each under a heading of their own.

mod companies;
mod group;
mod many;
mod scan;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{companies::alike_queue, group::queue, many::preview};
use super::{Counts, Pair, counts};
use crate::{
    context::Viewer,
    error::Result,
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, Drawing, EmptyState, Form, LinkButton, List, ListItem, Method, Page, PageHead,
        Section, Tab, Tabs,
    },
    workspaces::Permission,
};

/// So many follow beneath the one that is shown.
const NEXT: u32 = 20;

/// What is said when somebody skips.
pub(super) const LATER: &str = "Left for later. It waits at the end of the queue.";

/// What the address says.
#[derive(Clone, Copy)]
struct Address {
    is_of_companies: bool,
    skip: u32,
    above: Option<u32>,
    /// Whether somebody follows a scan.
    follows: bool,
}

#[component]
pub fn Review() -> impl IntoView {
    let address = use_query_map().with_untracked(|query| {
        let number = |name: &str| query.get(name).and_then(|text| text.parse::<u32>().ok());
        Address {
            is_of_companies: query.get("of").as_deref() == Some("companies"),
            skip: number("skip").unwrap_or_default(),
            above: number("above"),
            follows: query.get("scan").is_some(),
        }
    });
    signed_in(Place::Review, move |viewer| load(viewer, address))
}

/// Where a decision leads: the same place of the queue, with the focus on what stands there.
pub(super) fn place(from: &str) -> String {
    match from.parse::<u32>() {
        Ok(skip) if skip > 0 => format!("{}?skip={skip}#next", paths::review()),
        _ => format!("{}#next", paths::review()),
    }
}

/// The same in the queue of companies.
pub(super) fn companies_place(from: &str) -> String {
    let skip = from.parse::<u32>().unwrap_or_default();
    format!("{}?of=companies&skip={skip}#next", paths::review())
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let may_edit = viewer.role.may(Permission::EditContacts);
    let counts = counts(&mut scope).await?;
    let content = match address.above {
        _ if address.is_of_companies => alike_queue(&mut scope, address.skip, may_edit).await?,
        Some(percent) => preview(&mut scope, percent.clamp(70, 100), may_edit).await?,
        None => queue(scope, &viewer, address.skip).await?,
    };
    let tabs = tabs(address, counts);
    let scan = match address.is_of_companies {
        true => None,
        false => Some(scan::section(&mut viewer.begin().await?, may_edit, address.follows).await?),
    };
    let view = view! {
        <Page>
            <PageHead title="Review" detail=told(counts)/>
            <Tabs label="What is reviewed" tabs=tabs/>
            <div class="stack">{content} {may_edit.then(|| foot(address, counts))} {scan}</div>
        </Page>
    };
    Ok(("Review".to_owned(), view.into_any()))
}

fn tabs(address: Address, counts: Counts) -> Vec<Tab> {
    let tab = |label: &str, href: String, count: i64, active| Tab {
        label: label.to_owned(),
        href,
        count: u64::try_from(count).ok().filter(|count| *count > 0),
        active,
    };
    let is_of_companies = address.is_of_companies;
    let people = counts.sure + counts.review;
    let of_companies = format!("{}?of=companies", paths::review());
    vec![
        tab(
            "Contacts",
            paths::review().to_owned(),
            people,
            !is_of_companies,
        ),
        tab("Companies", of_companies, counts.companies, is_of_companies),
    ]
}

/// Nothing where nobody waits.
fn told(counts: Counts) -> Option<String> {
    let pairs = |count: i64, what: &str| match count {
        0 => None,
        1 => Some(format!("1 pair is {what}")),
        count => Some(format!("{count} pairs are {what}")),
    };
    let sure = pairs(counts.sure, "almost certainly one person");
    let open = pairs(counts.review, "likely one person");
    let words: Vec<String> = sure.into_iter().chain(open).collect();
    (!words.is_empty()).then(|| format!("{}.", words.join("; ")))
}

/// What stands where nothing waits; `beginning` leads back to what was skipped.
fn nothing(title: &'static str, detail: &'static str, beginning: Option<String>) -> AnyView {
    let back =
        beginning.map(|href| view! { <LinkButton href=href>"From the beginning"</LinkButton> });
    view! {
        <EmptyState drawing=Drawing::People title=title detail=detail>
            {back}
        </EmptyState>
    }
    .into_any()
}

/// Nothing is wholly certain; and 0.9, which no number of a computer is quite, is 90 %.
fn percent(probability: f32) -> String {
    let percent = (f64::from(probability) * 100.0 + 1e-4).floor().min(99.0);
    format!("{percent:.0} %")
}

/// That somebody skipped it.
fn later(pair: &Pair) -> &'static str {
    pair.skipped_at.map_or("", |_| " It was left for later.")
}

/// What comes after the one that is shown, each with its names, how sure it is, and where it
/// is shown.
fn following(next: impl Iterator<Item = (String, Option<f32>, String)>) -> Option<AnyView> {
    let lines: Vec<_> = next
        .take(NEXT as usize)
        .map(|(names, probability, href)| {
            let end = move || probability.map(percent);
            view! { <ListItem href=href end=end><span dir="auto">{names}</span></ListItem> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        let list = view! { <List label="Next in the queue">{lines}</List> };
        view! { <Section title="Next">{list}</Section> }.into_any()
    })
}

fn foot(address: Address, counts: Counts) -> impl IntoView {
    let is_many = counts.sure + counts.review > 1;
    (!address.is_of_companies && address.above.is_none() && is_many).then(|| {
        view! {
            <Form action=paths::review() method=Method::Get inline=true label="Merge many">
                <div class="field">
                    <label class="field-label" for="above">"Merge all from this percentage on"</label>
                    <input class="input" id="above" name="above" type="number" min="70" max="100" value="95" required=true/>
                </div>
                <Button>"Preview"</Button>
            </Form>
        }
    })
}
