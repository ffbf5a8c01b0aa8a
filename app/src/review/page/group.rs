//! The group that is next: who it is, side by side, why they may be one, and the answers.
//! Each answer names its key, by which the page of keys presses it.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{NEXT, following, later, nothing, percent, place};
use crate::{
    context::{Scope, Viewer},
    error::Result,
    forms::form_state,
    merging::{
        Line, Side, compare,
        page::{meanwhile, table},
        sides_of,
    },
    review::{
        Group, Pair,
        actions::{MergeGroup, RejectGroup, SkipGroup},
        groups,
    },
    routes::paths,
    ui::{Button, ButtonKind, Form, HiddenInput, Notice, Tone},
    workspaces::Permission,
};

pub(super) async fn queue(mut scope: Scope, viewer: &Viewer, skip: u32) -> Result<AnyView> {
    let mut groups = groups(&mut scope, skip as usize, NEXT as usize)
        .await?
        .into_iter();
    let Some(first) = groups.next() else {
        return Ok(nothing(
            "Nobody is here twice, as far as Kith can see",
            "When two contacts look like one person, they wait here for your answer.",
            (skip > 0).then(|| paths::review().to_owned()),
        ));
    };
    let may_edit = viewer.role.may(Permission::EditContacts);
    let asked = Asked::of(first);
    let (sides, lines) = if may_edit {
        drop(scope);
        compare(viewer, &asked.columns, &asked.ticked).await?
    } else {
        sides_of(&mut scope, &asked.columns).await?
    };
    let shown = shown(&asked, sides, lines, skip, may_edit);
    let next = groups.zip(skip + 1..).map(|(group, at)| {
        let surest = group.pairs.first().map(|pair| pair.probability);
        (group.names(), surest, place(&at.to_string()))
    });
    Ok(view! { {shown} {following(next)} }.into_any())
}

/// A group, and how its form stands.
struct Asked {
    group: Group,
    /// Those who may be merged first.
    columns: Vec<Uuid>,
    ticked: Vec<Uuid>,
    kept: Option<Uuid>,
}

impl Asked {
    fn of(group: Group) -> Self {
        let proposed = group.proposed();
        let others = group.contacts.iter().filter(|id| !proposed.contains(id));
        let columns = proposed.iter().chain(others).copied().collect();
        let state = form_state(MergeGroup::PATH);
        let is_missing = state.error("with").is_some();
        let before = state.values_of("with[]");
        let was_ticked = |id: &Uuid| before.contains(&id.to_string());
        let ticked = if is_missing {
            group.contacts.iter().copied().filter(was_ticked).collect()
        } else {
            proposed
        };
        Self {
            group,
            columns,
            ticked,
            kept: state.value("kept").and_then(|id| id.parse().ok()),
        }
    }

    fn is_pair(&self) -> bool {
        self.columns.len() == 2
    }
}

fn shown(asked: &Asked, sides: Vec<Side>, lines: Vec<Line>, skip: u32, may_edit: bool) -> AnyView {
    let kept = asked.kept.or(asked.columns.first().copied());
    let ticked = (may_edit && !asked.is_pair()).then_some(&asked.ticked[..]);
    let table = table(sides, lines, kept.filter(|_| may_edit), ticked);
    let evidence = evidence(asked, may_edit);
    let objections = objections(&asked.group);
    let label = format!("{}: one person?", asked.group.names());
    let content = if may_edit {
        let fields = fields(asked, skip);
        let answers = answers();
        view! {
            {problem()}
            <Form action=MergeGroup::PATH label="Are they one person?">
                {fields} {table} {objections}
                <div class="compare">{evidence} <div class="form-actions">{answers}</div></div>
            </Form>
        }
        .into_any()
    } else {
        view! { {table} {objections} <div class="compare">{evidence}</div> }.into_any()
    };
    view! {
        <section class="stack" id="next" tabindex="-1" data-keys="" aria-label=label>{content}</section>
    }
    .into_any()
}

/// What was wrong with the answer before.
fn problem() -> Option<AnyView> {
    let state = form_state(MergeGroup::PATH);
    if state.is_conflict() {
        return Some(meanwhile().into_any());
    }
    state.error("with").map(|_| {
        let title = "Tick two or more to merge them";
        view! { <Notice tone=Tone::Caution title=title alert=true/> }.into_any()
    })
}

fn fields(asked: &Asked, skip: u32) -> impl IntoView + use<> {
    let all: Vec<String> = asked.group.contacts.iter().map(Uuid::to_string).collect();
    let both = asked.is_pair().then(|| {
        let with = asked.columns.iter().map(|id| {
            view! { <HiddenInput name="with[]" value=id.to_string()/> }
        });
        with.collect::<Vec<_>>()
    });
    view! {
        <HiddenInput name="ids" value=all.join(",")/>
        <HiddenInput name="from" value=skip.to_string()/>
        {both}
    }
}

fn answers() -> impl IntoView {
    view! {
        <Button kind=ButtonKind::Primary key_hint="m">"Merge"</Button>
        <Button action=RejectGroup::PATH key_hint="n">"Not the same"</Button>
        <Button kind=ButtonKind::Quiet action=SkipGroup::PATH key_hint="s">"Skip"</Button>
    }
}

/// Pair by pair, each with the way to part it from the rest.
fn evidence(asked: &Asked, may_edit: bool) -> impl IntoView + use<> {
    let is_pair = asked.is_pair();
    let pairs = asked.group.pairs.iter().map(|pair| {
        let sentences: Vec<_> = pair
            .sentences()
            .into_iter()
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect();
        let reject = (may_edit && !is_pair).then(|| reject(pair));
        view! {
            <li>
                <div class="compare-pair"><p dir="auto">{head(pair, is_pair)}</p> {reject}</div>
                <ul>{sentences}</ul>
            </li>
        }
    });
    let pairs = pairs.collect::<Vec<_>>();
    view! { <ul class="compare-evidence" aria-label="What speaks for it and against it">{pairs}</ul> }
}

fn head(pair: &Pair, is_pair: bool) -> String {
    let (percent, later) = (percent(pair.probability), later(pair));
    if is_pair {
        return format!("One person with a probability of {percent}.{later}");
    }
    let (one, other) = (&pair.one_name, &pair.other_name);
    format!("{one} and {other} are one person with a probability of {percent}.{later}")
}

fn reject(pair: &Pair) -> impl IntoView + use<> {
    let label = format!("{} and {} are not the same", pair.one_name, pair.other_name);
    let value = format!("{},{}", pair.one, pair.other);
    view! {
        <Button kind=ButtonKind::Quiet small=true action=RejectGroup::PATH name="only" value=value label=label>
            "Not these two"
        </Button>
    }
}

/// Who cannot be one, and why.
fn objections(group: &Group) -> Option<impl IntoView + use<>> {
    if group.objections.is_empty() {
        return None;
    }
    let lines: Vec<_> = group
        .objections
        .iter()
        .map(|said| {
            let (one, other) = (group.name(said.one), group.name(said.other));
            let words = format!("{one} and {other}: {}.", said.reason);
            view! { <li dir="auto">{words}</li> }
        })
        .collect();
    Some(view! {
        <Notice tone=Tone::Caution title="Not all of them can be one person">
            <ul>{lines}</ul>
        </Notice>
    })
}
