//! Tables of records: a sticky head, sortable columns as links, a row that opens
//! through its first cell, a checkbox that selects it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::text::OptionalText;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

/// How a column is sorted: where its link leads and how it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    pub href: String,
    pub order: Option<Order>,
}

/// From which width of the page on a column is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    Always,
    /// From 640 px.
    Medium,
    /// From 960 px.
    Wide,
    /// From 1200 px.
    Widest,
}

impl Show {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Always => None,
            Self::Medium => Some("medium"),
            Self::Wide => Some("wide"),
            Self::Widest => Some("widest"),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    label: String,
    numeric: bool,
    unlabelled: bool,
    show: Show,
    sort: Option<Sort>,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// Right-aligned, as numbers are compared.
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The label is for screen readers only (checkboxes, row actions).
    pub fn unlabelled(mut self) -> Self {
        self.unlabelled = true;
        self
    }

    /// Must be the same as the `show` of its cells.
    pub fn show(mut self, show: Show) -> Self {
        self.show = show;
        self
    }

    pub fn sort(mut self, href: impl Into<String>, order: Option<Order>) -> Self {
        self.sort = Some(Sort {
            href: href.into(),
            order,
        });
        self
    }
}

/// `caption` names the table for screen readers.
#[component]
pub fn Table(
    #[prop(into)] caption: String,
    columns: Vec<Column>,
    children: Children,
) -> impl IntoView {
    let heads: Vec<_> = columns.into_iter().map(head_cell).collect();
    view! {
        <div class="data-table-frame">
            <table class="data-table">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head_cell(column: Column) -> impl IntoView {
    let order = column.sort.as_ref().and_then(|sort| sort.order);
    let aria_sort = order.map(|order| match order {
        Order::Ascending => "ascending",
        Order::Descending => "descending",
    });
    let label = match column.sort {
        Some(sort) => view! {
            <a class="sort" href=sort.href>
                {column.label}
                <SortMark order=order />
            </a>
        }
        .into_any(),
        None if column.unlabelled => {
            view! { <span class="visually-hidden">{column.label}</span> }.into_any()
        }
        None => column.label.into_any(),
    };
    view! {
        <th
            scope="col"
            aria-sort=aria_sort
            data-numeric=column.numeric.then_some("")
            data-show=column.show.name()
        >
            {label}
        </th>
    }
    .into_any()
}

#[component]
fn SortMark(order: Option<Order>) -> impl IntoView {
    match order {
        Some(Order::Ascending) => view! { <Icon name=IconName::ArrowUp /> },
        Some(Order::Descending) => view! { <Icon name=IconName::ArrowDown /> },
        None => view! { <Icon name=IconName::CaretUpDown /> },
    }
}

#[component]
pub fn Row(
    #[prop(optional)] selected: bool,
    #[prop(optional, into)] id: OptionalText,
    children: Children,
) -> impl IntoView {
    view! {
        <tr id=id.into_option() aria-selected=selected.then_some("true")>
            {children()}
        </tr>
    }
    .into_any()
}

/// `main` marks the cell that names the row: it takes the width that is left.
#[component]
pub fn Cell(
    #[prop(optional)] numeric: bool,
    #[prop(optional)] main: bool,
    #[prop(optional)] show: Show,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <td data-numeric=numeric.then_some("") data-main=main.then_some("") data-show=show.name()>
            {children.map(|children| children())}
        </td>
    }
    .into_any()
}

/// The link that opens a row; its target covers the whole row.
#[component]
pub fn RowLink(#[prop(into)] href: String, children: Children) -> impl IntoView {
    view! {
        <a class="row-link" href=href>
            {children()}
        </a>
    }
    .into_any()
}

/// The checkbox that selects a row. `label` says which.
#[component]
pub fn SelectCell(
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    view! {
        <td class="select-cell">
            <input
                class="checkbox select-box"
                type="checkbox"
                name=name
                value=value
                checked=checked
                aria-label=label
            />
        </td>
    }
    .into_any()
}

/// What to do with the selected rows; shown while any box of the form is checked,
/// counted by the style sheet.
#[component]
pub fn SelectionBar(
    /// How many are selected on other pages: the bar is shown for them, too.
    #[prop(optional)]
    elsewhere: usize,
    children: Children,
) -> impl IntoView {
    let more = (elsewhere > 0).then(|| {
        view! { <span class="muted">{format!("and {elsewhere} on other pages")}</span> }
    });
    view! {
        <div
            class="selection-bar"
            role="group"
            aria-label="Selected rows"
            data-elsewhere=(elsewhere > 0).then_some("")
        >
            <span class="selection-count"></span>
            {more}
            {children()}
        </div>
    }
    .into_any()
}
