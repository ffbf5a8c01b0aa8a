//! The queue: one group at a time side by side, what speaks for it, and what comes next;
//! contacts and companies each under a heading of their own.

mod evidence;
mod group;
mod many;
mod possibly;
mod scan;
mod words;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub use self::possibly::{POSSIBLE, possibly_same};
pub(super) use self::words::about_of;
use self::{group::queue, many::preview, words::of_word};
use super::{Counts, Pair, counts};
use crate::{
    context::Viewer,
    error::Result,
    identity::About,
    routes::{local_path, paths},
    shell::{Place, signed_in},
    ui::{
        Button, Drawing, EmptyState, Form, HiddenInput, LinkButton, List, ListItem, Method, Page,
        PageHead, Section, Tab, Tabs,
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
    about: About,
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
            about: about_of(&query.get("of").unwrap_or_default()),
            skip: number("skip").unwrap_or_default(),
            above: number("above"),
            follows: query.get("scan").is_some(),
        }
    });
    signed_in(Place::Review, move |viewer| load(viewer, address))
}

/// Where a decision leads: the same place of the queue, with the focus on what stands there; or
/// the page where it was made.
pub(super) fn place(about: About, from: &str) -> String {
    if from.starts_with('/') {
        return local_path(from);
    }
    let skip = from.parse::<u32>().unwrap_or_default();
    match about {
        About::Companies => format!("{}?of=companies&skip={skip}#next", paths::review()),
        About::Contacts if skip > 0 => format!("{}?skip={skip}#next", paths::review()),
        About::Contacts => format!("{}#next", paths::review()),
    }
}

/// Taking back leads to the page where it was answered, or else to the beginning of the queue.
pub(super) fn returning(from: &str) -> String {
    let page = Some(from).filter(|from| from.starts_with('/'));
    page.unwrap_or_default().to_owned()
}

async fn load(viewer: Viewer, address: Address) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let about = address.about;
    let may_edit = viewer.role.may(Permission::EditContacts);
    let counts = counts(&mut scope).await?;
    let content = match address.above {
        Some(percent) => preview(&mut scope, about, percent.clamp(70, 100), may_edit).await?,
        None => queue(scope, &viewer, about, address.skip).await?,
    };
    let tabs = tabs(about, counts);
    let scan = match about {
        About::Companies => None,
        About::Contacts => {
            Some(scan::section(&mut viewer.begin().await?, may_edit, address.follows).await?)
        }
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

fn tabs(about: About, counts: Counts) -> Vec<Tab> {
    let tab = |label: &str, href: String, count: i64, active| Tab {
        label: label.to_owned(),
        href,
        count: u64::try_from(count).ok().filter(|count| *count > 0),
        active,
    };
    let is_of_companies = about == About::Companies;
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
    let firms = pairs(counts.companies, "of companies that may be one");
    let words: Vec<String> = sure.into_iter().chain(open).chain(firms).collect();
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
    crate::ui::percent((f64::from(probability) * 100.0 + 1e-4).floor().min(99.0))
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
    let is_many = match address.about {
        About::Contacts => counts.sure + counts.review > 1,
        About::Companies => counts.companies > 1,
    };
    (address.above.is_none() && is_many).then(|| {
        view! {
            <Form action=paths::review() method=Method::Get inline=true label="Merge many">
                <HiddenInput name="of" value=of_word(address.about)/>
                <div class="field">
                    <label class="field-label" for="above">"Merge all from this percentage on"</label>
                    <input class="input" id="above" name="above" type="number" min="70" max="100" value="95" required=true/>
                </div>
                <Button>"Preview"</Button>
            </Form>
        }
    })
}
