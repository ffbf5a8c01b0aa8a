//! Why those of a group may be one, and who of them cannot.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{later, percent, words::Words};
use crate::{
    review::{Group, Pair, actions::RejectGroup},
    ui::{Button, ButtonKind, Notice, Tone},
};

/// Pair by pair, each with the way to part it from the rest.
pub(super) fn evidence(group: &Group, words: &Words, may_edit: bool) -> impl IntoView + use<> {
    let is_pair = group.members.len() == 2;
    let pairs = group.pairs.iter().map(|pair| {
        let sentences: Vec<_> = pair
            .sentences()
            .into_iter()
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect();
        let reject = (may_edit && !is_pair).then(|| reject(pair));
        view! {
            <li>
                <div class="compare-pair"><p dir="auto">{head(words, pair, is_pair)}</p> {reject}</div>
                <ul>{sentences}</ul>
            </li>
        }
    });
    let pairs = pairs.collect::<Vec<_>>();
    view! { <ul class="compare-evidence" aria-label="What speaks for it and against it">{pairs}</ul> }
}

fn head(words: &Words, pair: &Pair, is_pair: bool) -> String {
    let (percent, later) = (percent(pair.probability), later(pair));
    if is_pair {
        return format!("{} with a probability of {percent}.{later}", words.likely);
    }
    let (one, other) = (&pair.one_name, &pair.other_name);
    let what = words.one;
    format!("{one} and {other} are {what} with a probability of {percent}.{later}")
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
pub(super) fn objections(group: &Group, words: &Words) -> Option<impl IntoView + use<>> {
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
    let title = format!("Not all of them can be {}", words.one);
    Some(view! {
        <Notice tone=Tone::Caution title=title>
            <ul>{lines}</ul>
        </Notice>
    })
}
