//! The queue: one pair at a time side by side, what speaks for it, and what comes next.

mod scan;

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::{
    Counts, Pair, above,
    actions::{MergeAbove, MergePair, RejectPair},
    counts, open,
};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    merging::{Line, Side, sides_of},
    routes::paths,
    shell::{Place, signed_in},
    ui::{
        Button, ButtonKind, Compare, CompareRow, Drawing, EmptyState, Form, HiddenInput,
        LinkButton, List, ListItem, Method, Page, PageHead, Person, Section,
    },
    workspaces::Permission,
};

/// So many follow beneath the one that is shown.
const NEXT: i64 = 20;
/// As many are merged at once.
const AT_ONCE: i64 = 200;

#[component]
pub fn Review() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| {
        let number = |name: &str| query.get(name).and_then(|text| text.parse::<u32>().ok());
        (number("skip").unwrap_or_default(), number("above"))
    });
    let follows = use_query_map().with_untracked(|query| query.get("scan").is_some());
    signed_in(Place::Review, move |viewer| {
        load(viewer, asked.0, asked.1, follows)
    })
}

/// Where a decision leads: the same place of the queue.
pub(super) fn place(from: &str) -> String {
    match from.parse::<u32>() {
        Ok(skip) if skip > 0 => format!("{}?skip={skip}", paths::review()),
        _ => paths::review().to_owned(),
    }
}

async fn load(
    viewer: Viewer,
    skip: u32,
    percent: Option<u32>,
    follows: bool,
) -> Result<(String, AnyView)> {
    let mut scope = viewer.begin().await?;
    let may_edit = viewer.role.may(Permission::EditContacts);
    let counts = counts(&mut scope).await?;
    let content = match percent {
        Some(percent) => preview(&mut scope, percent.clamp(70, 100), may_edit).await?,
        None => queue(&mut scope, skip, may_edit).await?,
    };
    let scan = scan::section(&mut scope, may_edit, follows).await?;
    let view = view! {
        <Page>
            <PageHead title="Review" detail=told(counts)/>
            <div class="stack">{content} {may_edit.then(|| foot(percent, counts))} {scan}</div>
        </Page>
    };
    Ok(("Review".to_owned(), view.into_any()))
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

async fn queue(scope: &mut Scope, skip: u32, may_edit: bool) -> Result<AnyView> {
    let mut pairs = open(scope, i64::from(skip), NEXT).await?.into_iter();
    let Some(first) = pairs.next() else {
        return Ok(nothing(skip));
    };
    let ids = [first.one, first.other];
    let (sides, lines) = sides_of(scope, &ids).await?;
    let shown = shown(first, sides, lines, skip, may_edit);
    let next: Vec<Pair> = pairs.collect();
    Ok(view! { {shown} {following(&next, skip)} }.into_any())
}

fn nothing(skip: u32) -> AnyView {
    let back = (skip > 0).then(|| {
        view! { <LinkButton href=paths::review()>"From the beginning"</LinkButton> }
    });
    view! {
        <EmptyState
            drawing=Drawing::People
            title="Nobody is here twice, as far as Kith can see"
            detail="When two contacts look like one person, they wait here for your answer."
        >
            {back}
        </EmptyState>
    }
    .into_any()
}

/// Nothing is wholly certain.
fn percent(pair: &Pair) -> String {
    let percent = (f64::from(pair.probability) * 100.0).floor().min(99.0);
    format!("{percent:.0} %")
}

fn shown(pair: Pair, sides: Vec<Side>, lines: Vec<Line>, skip: u32, may_edit: bool) -> AnyView {
    let mut heads = sides.into_iter().map(|side| {
        let photo = side.contact.photo.as_deref().map(paths::small_photo);
        let href = paths::contact(side.contact.id);
        (side.contact.name, photo, href)
    });
    let (left, right) = (
        heads.next().unwrap_or_default(),
        heads.next().unwrap_or_default(),
    );
    let head = |(name, photo, href): (String, Option<String>, String)| {
        move || {
            let (name, photo, href) = (name.clone(), photo.clone(), href.clone());
            view! { <Person name=name photo=photo href=href/> }
        }
    };
    let rows = lines
        .into_iter()
        .filter(|line| line.name.as_deref() != Some("photo"));
    let rows = rows.map(|line| {
        let mut values = line.values.into_iter();
        CompareRow {
            label: line.label,
            left: values.next().unwrap_or_default(),
            right: values.next().unwrap_or_default(),
        }
    });
    let rows: Vec<CompareRow> = rows.collect();
    let mut evidence = vec![format!(
        "One person with a probability of {}.",
        percent(&pair)
    )];
    evidence.extend(pair.sentences());
    let actions = move || may_edit.then(|| answers(&pair, skip));
    view! {
        <Compare
            label="The two contacts"
            left=head(left)
            right=head(right)
            rows=rows
            evidence=evidence
            actions=actions
        />
    }
    .into_any()
}

fn answers(pair: &Pair, skip: u32) -> impl IntoView + use<> {
    let (one, other) = (pair.one.to_string(), pair.other.to_string());
    let choose = format!("{}?with={other}", paths::merge_contact(pair.one));
    let next = format!("{}?skip={}", paths::review(), skip + 1);
    let fields = move || {
        let (one, other) = (one.clone(), other.clone());
        view! {
            <HiddenInput name="one" value=one/>
            <HiddenInput name="other" value=other/>
            <HiddenInput name="from" value=skip.to_string()/>
        }
    };
    let again = fields.clone();
    view! {
        <Form action=MergePair::PATH inline=true label="Merge the two">
            {fields()}
            <Button kind=ButtonKind::Primary>"Merge"</Button>
        </Form>
        <Form action=RejectPair::PATH inline=true label="The two are not the same">
            {again()}
            <Button>"Not the same"</Button>
        </Form>
        <LinkButton kind=ButtonKind::Quiet href=next>"Skip"</LinkButton>
        <LinkButton kind=ButtonKind::Quiet href=choose>"Choose values"</LinkButton>
    }
}

fn following(next: &[Pair], skip: u32) -> Option<AnyView> {
    if next.is_empty() {
        return None;
    }
    let lines: Vec<_> = next
        .iter()
        .enumerate()
        .map(|(place, pair)| {
            let href = format!("{}?skip={}", paths::review(), skip as usize + place + 1);
            line(pair, Some(href))
        })
        .collect();
    Some(
        view! { <Section title="Next"><List label="Next pairs">{lines}</List></Section> }
            .into_any(),
    )
}

fn line(pair: &Pair, href: Option<String>) -> impl IntoView + use<> {
    let names = format!("{} · {}", pair.one_name, pair.other_name);
    let sure = percent(pair);
    let end = move || sure.clone();
    view! { <ListItem href=href end=end><span dir="auto">{names}</span></ListItem> }
}

/// Whom merging all from a probability on would concern.
async fn preview(scope: &mut Scope, percent: u32, may_edit: bool) -> Result<AnyView> {
    let pairs = above(scope, f64::from(percent) / 100.0, AT_ONCE).await?;
    let count = pairs.len();
    let lines: Vec<_> = pairs.iter().map(|pair| line(pair, None)).collect();
    let title = format!("{count} pairs from {percent} % on");
    let form = (may_edit && count > 0).then(|| {
        view! {
            <Form action=MergeAbove::PATH label="Merge these pairs">
                <HiddenInput name="percent" value=percent.to_string()/>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary>{format!("Merge these {count}")}</Button>
                    <LinkButton kind=ButtonKind::Quiet href=paths::review()>"Back"</LinkButton>
                </div>
            </Form>
        }
    });
    Ok(view! {
        <Section title=title>
            <List label="Pairs that would be merged">{lines}</List>
            {form}
        </Section>
    }
    .into_any())
}

fn foot(percent: Option<u32>, counts: Counts) -> impl IntoView {
    (percent.is_none() && counts.sure + counts.review > 1).then(|| {
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
