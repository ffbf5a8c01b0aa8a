//! The group that is next: who it is, side by side, why they may be one, and the answers.
//! Each answer names its key, by which the page of keys presses it.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{
    NEXT,
    evidence::{evidence, objections},
    following, nothing, place,
    words::{Words, of_word, words},
};
use crate::{
    companies,
    context::{Scope, Viewer},
    error::Result,
    forms::form_state,
    identity::About,
    merging::{
        Line, compare,
        page::{Column, columns, table},
        sides_of,
    },
    review::{
        Group,
        actions::{MergeGroup, RejectGroup, SkipGroup},
        companies::to_keep,
        groups,
    },
    ui::{Button, ButtonKind, Form, HiddenInput, Notice, Tone},
    workspaces::Permission,
};

pub(super) async fn queue(
    mut scope: Scope,
    viewer: &Viewer,
    about: About,
    skip: u32,
) -> Result<AnyView> {
    let words = words(about);
    let mut groups = groups(&mut scope, about, skip as usize, NEXT as usize)
        .await?
        .into_iter();
    let Some(first) = groups.next() else {
        return Ok(nothing(
            words.nobody,
            words.when,
            (skip > 0).then(|| place(about, "")),
        ));
    };
    let may_edit = viewer.role.may(Permission::EditContacts);
    let usual = match about {
        About::Contacts => None,
        About::Companies => to_keep(&mut scope, &first.proposed()).await?,
    };
    let asked = Asked::of(about, first, usual);
    let (columns, lines) = side_by_side(scope, viewer, &asked).await?;
    let shown = shown(&asked, columns, lines, skip, may_edit);
    let next = groups.zip(skip + 1..).map(|(group, at)| {
        let surest = group.pairs.first().map(|pair| pair.probability);
        (group.names(), surest, place(about, &at.to_string()))
    });
    Ok(view! { {shown} {following(next)} }.into_any())
}

async fn side_by_side(
    mut scope: Scope,
    viewer: &Viewer,
    asked: &Asked,
) -> Result<(Vec<Column>, Vec<Line>)> {
    let may_edit = viewer.role.may(Permission::EditContacts);
    match asked.about {
        About::Contacts => {
            let (sides, lines) = if may_edit {
                drop(scope);
                compare(viewer, &asked.columns, &asked.ticked).await?
            } else {
                sides_of(&mut scope, &asked.columns).await?
            };
            Ok((columns(&sides), lines))
        }
        About::Companies => {
            let (sides, lines) =
                companies::sides_of(&mut scope, &asked.columns, asked.kept).await?;
            Ok((companies::page::columns(&sides), lines))
        }
    }
}

/// A group, and how its form stands.
struct Asked {
    about: About,
    words: &'static Words,
    group: Group,
    /// Those who may be merged first.
    columns: Vec<Uuid>,
    ticked: Vec<Uuid>,
    kept: Option<Uuid>,
}

impl Asked {
    /// `usual`: who is kept where nobody chose, if not the first.
    fn of(about: About, group: Group, usual: Option<Uuid>) -> Self {
        let proposed = group.proposed();
        let others = group.members.iter().filter(|id| !proposed.contains(id));
        let columns: Vec<Uuid> = proposed.iter().chain(others).copied().collect();
        let state = form_state(MergeGroup::PATH);
        let is_missing = state.error("with").is_some();
        let before = state.values_of("with[]");
        let was_ticked = |id: &Uuid| before.contains(&id.to_string());
        let ticked = if is_missing {
            group.members.iter().copied().filter(was_ticked).collect()
        } else {
            proposed
        };
        let kept = state.value("kept").and_then(|id| id.parse().ok());
        Self {
            about,
            words: words(about),
            group,
            kept: kept.or(usual).or(columns.first().copied()),
            columns,
            ticked,
        }
    }

    fn is_pair(&self) -> bool {
        self.columns.len() == 2
    }
}

fn shown(
    asked: &Asked,
    columns: Vec<Column>,
    lines: Vec<Line>,
    skip: u32,
    may_edit: bool,
) -> AnyView {
    let words = asked.words;
    let ticked = (may_edit && !asked.is_pair()).then_some(&asked.ticked[..]);
    let kept = asked.kept.filter(|_| may_edit);
    let table = table(words.side_by_side, columns, lines, kept, ticked);
    let evidence = evidence(&asked.group, words, may_edit);
    let objections = objections(&asked.group, words);
    let label = format!("{}: {}?", asked.group.names(), words.one);
    let content = if may_edit {
        let fields = fields(asked, skip);
        let answers = answers();
        let question = format!("Are they {}?", words.one);
        view! {
            {problem(words)}
            <Form action=MergeGroup::PATH label=question>
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
fn problem(words: &Words) -> Option<AnyView> {
    let state = form_state(MergeGroup::PATH);
    let caution = |title: &'static str, text: &'static str| {
        view! { <Notice tone=Tone::Caution title=title alert=true>{text}</Notice> }.into_any()
    };
    if state.is_conflict() {
        return Some(caution(
            "One of them was changed meanwhile",
            words.meanwhile,
        ));
    }
    if state.error("choose").is_some() {
        return Some(caution(
            "These values do not fit together",
            "A company would be above itself. Choose another one in “Belongs to”.",
        ));
    }
    state.error("with").map(|_| {
        let title = "Tick two or more to merge them";
        view! { <Notice tone=Tone::Caution title=title alert=true/> }.into_any()
    })
}

fn fields(asked: &Asked, skip: u32) -> impl IntoView + use<> {
    let all: Vec<String> = asked.group.members.iter().map(Uuid::to_string).collect();
    let both = asked.is_pair().then(|| {
        let with = asked.columns.iter().map(|id| {
            view! { <HiddenInput name="with[]" value=id.to_string()/> }
        });
        with.collect::<Vec<_>>()
    });
    view! {
        <HiddenInput name="ids" value=all.join(",")/>
        <HiddenInput name="from" value=skip.to_string()/>
        <HiddenInput name="of" value=of_word(asked.about)/>
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
