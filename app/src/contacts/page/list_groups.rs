//! What the list is grouped by, chosen from a menu.

use leptos::prelude::*;

use super::{list_address::ListAddress, list_board::board_grouping};
use crate::{
    contacts::Grouping,
    fields::Field,
    ui::{IconName, Menu, MenuItem},
    views::types::Layout,
};

/// Nothing where the layout has no groups.
pub(super) fn group_menu(address: &ListAddress, fields: &[Field]) -> Option<impl IntoView + use<>> {
    let now = match address.layout {
        Layout::Board => Some(board_grouping(address)),
        Layout::Table => address.group.clone(),
        Layout::Birthdays => return None,
    };
    let is_board = address.layout == Layout::Board;
    let all = Grouping::all(fields).into_iter();
    let shown = all.filter(|grouping| grouping.is_closed() || !is_board);
    let none = (!is_board).then_some(None);
    let items = none.into_iter().chain(shown.map(Some)).map(|grouping| {
        let label = grouping.as_ref().map(|grouping| grouping.label(fields));
        let label = label.unwrap_or_else(|| "No groups".to_owned());
        let is_now = now == grouping;
        let href = address.with(|other| other.group = grouping);
        MenuItem::link(label, href).current(is_now)
    });
    let items = items.collect::<Vec<_>>();
    let label = match &now {
        Some(grouping) => format!("By {}", grouping.label(fields)),
        None => "No groups".to_owned(),
    };
    Some(
        view! { <Menu label="Group by" icon=IconName::CaretDown small=true items=items>{label}</Menu> },
    )
}
