//! The columns of the table: what stands above them, how they are sorted, and what each
//! person has in them.

use leptos::prelude::*;

use super::{list_address::ListAddress, rhythm_words};
use crate::{
    contacts::{self, ListOrder, Listed, types::ContactSort},
    context::Scope,
    error::Result,
    fields::{self, Field, types::FieldKind},
    routes::paths,
    ui::{Cell, Clock, Column, Order, Show, StrengthDot, Time},
    views::types::ColumnKey,
};

/// The columns that are shown, with what the people of the page hold in own fields.
pub(super) struct Columns {
    shown: Vec<ColumnKey>,
    own: Vec<Field>,
    values: fields::Listed,
}

impl Columns {
    pub async fn load(
        scope: &mut Scope,
        address: &ListAddress,
        fields: &[Field],
        people: &[Listed],
    ) -> Result<Self> {
        let shown = address.shown_columns();
        let is_shown = |field: &&Field| shown.contains(&ColumnKey::Own(field.key.clone()));
        let own: Vec<Field> = fields.iter().filter(is_shown).cloned().collect();
        let ids: Vec<_> = people.iter().map(|person| person.id).collect();
        let values = fields::listed(scope, &own, &ids).await?;
        Ok(Self { shown, own, values })
    }

    fn field(&self, key: &ColumnKey) -> Option<&Field> {
        let key = key.field()?;
        self.own.iter().find(|field| field.key == key)
    }

    pub fn heads(&self, address: &ListAddress, may_edit: bool) -> Vec<Column> {
        let person = sorted(
            address,
            Column::new("Person"),
            ContactSort::Name,
            Order::Ascending,
        );
        let others = self.shown.iter().map(|key| self.head(address, key));
        let select = may_edit.then(|| Column::new("Select").unlabelled());
        select.into_iter().chain([person]).chain(others).collect()
    }

    fn head(&self, address: &ListAddress, key: &ColumnKey) -> Column {
        let own = self.field(key);
        let label = own.map_or(key.label(), |field| &field.label);
        let column = Column::new(label).show(show_of(key));
        let column = match self.is_number(key) {
            true => column.numeric(),
            false => column,
        };
        let falling = |sort| sorted(address, column.clone(), sort, Order::Descending);
        match (key, own) {
            (_, Some(field)) => sorted_by(address, column, field),
            (ColumnKey::Strength, _) => falling(ContactSort::Strength),
            (ColumnKey::LastContact, _) => falling(ContactSort::LastContact),
            (ColumnKey::Added, _) => falling(ContactSort::Newest),
            _ => column,
        }
    }

    fn is_number(&self, key: &ColumnKey) -> bool {
        let is_own = self
            .field(key)
            .is_some_and(|field| field.kind == FieldKind::Number);
        let is_usual = matches!(
            key,
            ColumnKey::Strength | ColumnKey::Sent | ColumnKey::Received
        );
        is_own || is_usual
    }

    pub fn cells(&self, person: &Listed, clock: Clock) -> Vec<AnyView> {
        let cells = self.shown.iter().map(|key| {
            let content = match self.field(key) {
                Some(field) => own(field, self.values.get(&(person.id, field.id))),
                None => content(person, key, clock),
            };
            let (numeric, show) = (self.is_number(key), show_of(key));
            view! { <Cell numeric=numeric show=show>{content}</Cell> }.into_any()
        });
        cells.collect()
    }
}

fn sorted(address: &ListAddress, column: Column, sort: ContactSort, order: Order) -> Column {
    let sort = ListOrder::from(sort);
    let is_now = address.sort == sort;
    let href = address.with(|other| other.sort = sort);
    column.sort(href, is_now.then_some(order))
}

/// The other way round where the list goes by the field already.
fn sorted_by(address: &ListAddress, column: Column, field: &Field) -> Column {
    let (rising, falling) = (
        ListOrder::own(&field.key, false),
        ListOrder::own(&field.key, true),
    );
    let now = match &address.sort {
        sort if *sort == rising => Some(Order::Ascending),
        sort if *sort == falling => Some(Order::Descending),
        _ => None,
    };
    let next = match now {
        Some(Order::Ascending) => falling,
        _ => rising,
    };
    column.sort(address.with(|other| other.sort = next), now)
}

fn own(field: &Field, words: Option<&String>) -> AnyView {
    let Some(words) = words else {
        return ().into_any();
    };
    match field.kind {
        FieldKind::Number => words.clone().into_any(),
        _ => text(Some(words)),
    }
}

/// From which width of the page on.
fn show_of(key: &ColumnKey) -> Show {
    match key {
        ColumnKey::Strength | ColumnKey::Own(_) => Show::Always,
        ColumnKey::LastContact | ColumnKey::Email | ColumnKey::Phone => Show::Medium,
        _ => Show::Wide,
    }
}

fn content(person: &Listed, key: &ColumnKey, clock: Clock) -> AnyView {
    let time = |at| match at {
        Some(at) => view! { <Time at=at clock=clock/> }.into_any(),
        None => view! { <span class="muted">"Never"</span> }.into_any(),
    };
    match key {
        ColumnKey::Company => company(person),
        ColumnKey::Title => text(person.title.as_deref()),
        ColumnKey::Email => text(person.email.as_deref()),
        ColumnKey::Phone => text(person.phone.as_deref()),
        ColumnKey::Place => text(person.location.as_deref()),
        ColumnKey::Strength => view! { <StrengthDot value=f64::from(person.score)/> }.into_any(),
        ColumnKey::LastContact => time(person.last_contact_at),
        ColumnKey::FirstContact => time(person.first_contact_at),
        ColumnKey::Rhythm => {
            let words = person.rhythm_days.map(rhythm_words);
            view! { <span class="muted">{words}</span> }.into_any()
        }
        ColumnKey::Sent => person.outbound_count.to_string().into_any(),
        ColumnKey::Received => person.inbound_count.to_string().into_any(),
        ColumnKey::Birthday => {
            let words = person.birthday.as_deref().map(contacts::day_words);
            text(words.as_deref())
        }
        ColumnKey::Added => time(Some(person.created_at)),
        ColumnKey::Changed => time(Some(person.updated_at)),
        ColumnKey::Own(_) => ().into_any(),
    }
}

fn text(text: Option<&str>) -> AnyView {
    let text = text.map(ToOwned::to_owned);
    view! { <span class="clip" dir="auto">{text}</span> }.into_any()
}

fn company(person: &Listed) -> AnyView {
    let named = person.company_id.zip(person.company.clone());
    named
        .map(|(id, name)| {
            view! { <a class="clip hover:underline" dir="auto" href=paths::company(id)>{name}</a> }
        })
        .into_any()
}
