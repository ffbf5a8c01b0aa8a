//! The table: a column for each contact, a row for each thing that is said of one.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::meanwhile;
use crate::{
    forms::form_state,
    merging::{Line, Side, actions::MergeContacts},
    routes::paths,
    ui::{Avatar, AvatarSize, Button, ButtonKind, Form, HiddenInput, LinkButton, Person},
};

pub(super) fn side_by_side(sides: Vec<Side>, lines: Vec<Line>) -> AnyView {
    let ids: Vec<Uuid> = sides.iter().map(|side| side.contact.id).collect();
    let state = form_state(MergeContacts::PATH);
    let problem = state.is_conflict().then(meanwhile);
    let kept = state.value("kept").and_then(|id| id.parse().ok());
    let kept: Uuid = kept.or(ids.first().copied()).unwrap_or_default();
    let table = table(sides, lines, Some(kept), None);
    let all: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    let cancel = paths::contact(ids.first().copied().unwrap_or_default());
    view! {
        {problem}
        <Form action=MergeContacts::PATH label="Merge these contacts">
            <HiddenInput name="ids" value=all.join(",")/>
            {table}
            <p class="muted">
                "Messages, notes, tasks, tags and ways to reach stay, all of them. The contacts can be parted again at any time, from the history of the one you keep."
            </p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary>"Make them one"</Button>
                <LinkButton kind=ButtonKind::Quiet href=cancel>"Cancel"</LinkButton>
            </div>
        </Form>
    }
    .into_any()
}

/// Where one is kept, it and the values that survive are to be chosen; with a tick for each
/// where not all of them need be merged.
pub fn table(
    sides: Vec<Side>,
    lines: Vec<Line>,
    kept: Option<Uuid>,
    ticked: Option<&[Uuid]>,
) -> impl IntoView + use<> {
    let ids: Vec<Uuid> = sides.iter().map(|side| side.contact.id).collect();
    let is_ticked = |side: &Side| ticked.map(|ticked| ticked.contains(&side.contact.id));
    let heads: Vec<_> = sides
        .iter()
        .map(|side| head(side, kept, is_ticked(side)))
        .collect();
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| row(line, &ids, kept.is_some()))
        .collect();
    view! {
        <div class="merge-scroll" role="region" aria-label="The contacts side by side" tabindex="0">
            <table class="merge-table">
                <caption class="visually-hidden">"The contacts side by side"</caption>
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn head(side: &Side, kept: Option<Uuid>, is_ticked: Option<bool>) -> impl IntoView + use<> {
    let contact = &side.contact;
    let name = contact.name.clone();
    let photo = contact.photo.as_deref().map(paths::small_photo);
    let id = contact.id.to_string();
    let tick = is_ticked.map(|is_ticked| tick(&id, &name, is_ticked));
    let keep = kept.map(|kept| {
        let (label, is_kept) = (format!("Keep {name}"), contact.id == kept);
        view! {
            <label class="choice">
                <input class="radio" type="radio" name="kept" value=id checked=is_kept aria-label=label/>
                <span>"Keep this one"</span>
            </label>
        }
    });
    view! {
        <th scope="col">
            <Person name=name photo=photo href=paths::contact(contact.id)/>
            {tick}
            {keep}
        </th>
    }
}

fn tick(id: &str, name: &str, is_ticked: bool) -> impl IntoView + use<> {
    let (id, label) = (id.to_owned(), format!("Merge {name}"));
    view! {
        <label class="choice">
            <input class="checkbox" type="checkbox" name="with[]" value=id checked=is_ticked aria-label=label/>
            <span>"Merge"</span>
        </label>
    }
}

fn row(line: Line, ids: &[Uuid], may_choose: bool) -> impl IntoView + use<> {
    let is_different = line.is_different();
    let is_said_once = line.values.iter().filter(|value| !value.is_empty()).count() == 1;
    let likeness = match (is_different, is_said_once) {
        (true, _) => "different",
        (false, true) => "one-sided",
        (false, false) => "same",
    };
    let is_photo = line.name.as_deref() == Some("photo");
    let choice = line.name.clone().filter(|_| is_different && may_choose);
    let cells: Vec<_> = line
        .values
        .iter()
        .zip(ids)
        .enumerate()
        .map(|(place, (value, id))| {
            let shown = if is_photo {
                picture(value)
            } else {
                value.clone().into_any()
            };
            let choice = choice.clone().filter(|_| !value.is_empty());
            cell(
                shown,
                choice.map(|name| Radio {
                    label: format!(
                        "{}: {}",
                        line.label,
                        if is_photo { "this picture" } else { value }
                    ),
                    is_checked: line.survivor == Some(place),
                    name,
                    id: id.to_string(),
                }),
            )
        })
        .collect();
    view! {
        <tr data-likeness=likeness>
            <th scope="row">
                {line.label}
                {is_different.then(|| view! { <span class="visually-hidden">" (different)"</span> })}
            </th>
            {cells}
        </tr>
    }
}

struct Radio {
    name: String,
    id: String,
    label: String,
    is_checked: bool,
}

fn cell(shown: AnyView, radio: Option<Radio>) -> AnyView {
    match radio {
        None => view! { <td dir="auto">{shown}</td> }.into_any(),
        Some(radio) => view! {
            <td dir="auto">
                <label class="choice">
                    <input
                        class="radio"
                        type="radio"
                        name=format!("choose[{}]", radio.name)
                        value=radio.id
                        checked=radio.is_checked
                        aria-label=radio.label
                    />
                    <span>{shown}</span>
                </label>
            </td>
        }
        .into_any(),
    }
}

fn picture(hash: &str) -> AnyView {
    if hash.is_empty() {
        return ().into_any();
    }
    let photo = paths::small_photo(hash);
    view! { <Avatar name="" photo=photo size=AvatarSize::Medium/> }.into_any()
}
