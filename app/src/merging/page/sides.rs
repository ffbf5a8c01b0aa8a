//! The table: a column for each contact, or company, a row for each thing that is said of one.

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
    let table = table(SIDE_BY_SIDE, columns(&sides), lines, Some(kept), None);
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

/// How the table of contacts is called.
pub const SIDE_BY_SIDE: &str = "The contacts side by side";

/// Whom a column is about.
pub struct Column {
    pub id: Uuid,
    pub name: String,
    /// The name of a picture.
    pub photo: Option<String>,
    pub href: String,
}

pub fn columns(sides: &[Side]) -> Vec<Column> {
    let sides = sides.iter().map(|side| Column {
        id: side.contact.id,
        name: side.contact.name.clone(),
        photo: side.contact.photo.clone(),
        href: paths::contact(side.contact.id),
    });
    sides.collect()
}

/// Where one is kept, it and the values that survive are to be chosen; with a tick for each
/// where not all of them need be merged.
pub fn table(
    label: &'static str,
    columns: Vec<Column>,
    lines: Vec<Line>,
    kept: Option<Uuid>,
    ticked: Option<&[Uuid]>,
) -> impl IntoView + use<> {
    let ids: Vec<Uuid> = columns.iter().map(|column| column.id).collect();
    let is_ticked = |column: &Column| ticked.map(|ticked| ticked.contains(&column.id));
    let heads: Vec<_> = columns
        .iter()
        .map(|column| head(column, kept, is_ticked(column)))
        .collect();
    let rows: Vec<_> = lines
        .into_iter()
        .map(|line| row(line, &ids, kept.is_some()))
        .collect();
    view! {
        <div class="merge-scroll" role="region" aria-label=label tabindex="0">
            <table class="merge-table">
                <caption class="visually-hidden">{label}</caption>
                <thead><tr><td></td>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn head(column: &Column, kept: Option<Uuid>, is_ticked: Option<bool>) -> impl IntoView + use<> {
    let (name, href) = (column.name.clone(), column.href.clone());
    let photo = column.photo.as_deref().map(paths::small_photo);
    let id = column.id.to_string();
    let tick = is_ticked.map(|is_ticked| tick(&id, &name, is_ticked));
    let keep = kept.map(|kept| {
        let (label, is_kept) = (format!("Keep {name}"), column.id == kept);
        view! {
            <label class="choice">
                <input class="radio" type="radio" name="kept" value=id checked=is_kept aria-label=label/>
                <span>"Keep this one"</span>
            </label>
        }
    });
    view! {
        <th scope="col">
            <Person name=name photo=photo href=href/>
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
    let choice = line.name.clone().filter(|_| line.is_open() && may_choose);
    let cells: Vec<_> = line
        .values
        .iter()
        .zip(ids)
        .enumerate()
        .map(|(place, (value, id))| {
            let may_be_chosen = !value.is_empty() || line.offers_nothing;
            let choice = choice.clone().filter(|_| may_be_chosen);
            let shown = match (is_photo, choice.is_some() && value.is_empty()) {
                (true, _) => picture(value),
                (false, true) => view! { <span class="muted">"Nothing"</span> }.into_any(),
                (false, false) => value.clone().into_any(),
            };
            cell(
                shown,
                choice.map(|name| Radio {
                    label: format!(
                        "{}: {}",
                        line.label,
                        match value.as_str() {
                            _ if is_photo => "this picture",
                            "" => "nothing",
                            value => value,
                        }
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
