//! Companies as a table with the columns that were chosen.

use std::collections::HashMap;

use leptos::prelude::*;
use uuid::Uuid;

use super::address::{Address, PAGE};
use crate::{
    companies::{
        self, Company,
        types::{CompanyColumn, CompanySort},
    },
    contacts::ListOrder,
    context::Scope,
    error::Result,
    fields::{self, Field, types::FieldKind},
    routes::paths,
    ui::{
        Cell, Clock, Column, Order, Pager, Person, Row, RowLink, Show, StrengthDot, Table, Time,
        grouped,
    },
};

pub(super) struct Rows {
    companies: Vec<Company>,
    shown: Vec<CompanyColumn>,
    own: Vec<Field>,
    values: fields::Listed,
    tasks: HashMap<Uuid, i64>,
    clock: Clock,
}

impl Rows {
    pub async fn load(
        scope: &mut Scope,
        companies: Vec<Company>,
        address: &Address,
        fields: &[Field],
        clock: Clock,
    ) -> Result<Self> {
        let shown = address.shown_columns();
        let is_shown = |field: &&Field| shown.contains(&CompanyColumn::Own(field.key.clone()));
        let own: Vec<Field> = fields.iter().filter(is_shown).cloned().collect();
        let ids: Vec<_> = companies.iter().map(|company| company.id).collect();
        let tasks = match shown.contains(&CompanyColumn::Tasks) {
            true => companies::to_do_at(scope, &ids).await?,
            false => HashMap::new(),
        };
        Ok(Self {
            values: fields::listed(scope, &own, &ids).await?,
            tasks,
            companies,
            shown,
            own,
            clock,
        })
    }

    pub fn table(&self, address: &Address, has_more: bool) -> AnyView {
        let first = (address.page - 1) * PAGE + 1;
        let summary = format!("{first} to {}", first - 1 + self.companies.len() as i64);
        let previous = (address.page > 1).then(|| address.at(address.page - 1));
        let next = has_more.then(|| address.at(address.page + 1));
        let pager = (previous.is_some() || next.is_some())
            .then(|| view! { <Pager summary=summary previous=previous next=next/> });
        let rows = self.companies.iter().map(|company| self.row(company));
        let rows = rows.collect::<Vec<_>>();
        view! {
            <Table caption="Companies" columns=self.heads(address)>{rows}</Table>
            {pager}
        }
        .into_any()
    }

    fn heads(&self, address: &Address) -> Vec<Column> {
        let name = usual(
            address,
            Column::new("Company"),
            CompanySort::Name,
            Order::Ascending,
        );
        let others = self.shown.iter().map(|key| self.head(address, key));
        std::iter::once(name).chain(others).collect()
    }

    fn field(&self, key: &CompanyColumn) -> Option<&Field> {
        let key = key.field()?;
        self.own.iter().find(|field| field.key == key)
    }

    fn is_number(&self, key: &CompanyColumn) -> bool {
        let own = self.field(key);
        own.is_some_and(|field| field.kind == FieldKind::Number) || key.is_number()
    }

    fn head(&self, address: &Address, key: &CompanyColumn) -> Column {
        let own = self.field(key);
        let label = own.map_or(key.label(), |field| &field.label);
        let column = Column::new(label).show(show_of(key));
        let column = match self.is_number(key) {
            true => column.numeric(),
            false => column,
        };
        match (own, key.sort()) {
            (Some(field), _) => by_field(address, column, field),
            (None, Some(sort)) => usual(address, column, sort, Order::Descending),
            (None, None) => column,
        }
    }

    fn row(&self, company: &Company) -> impl IntoView + use<> {
        let href = paths::company(company.id);
        let (name, domain) = (company.name.clone(), company.domain.clone());
        let logo = company.logo.as_deref().map(paths::small_photo);
        let cells = self.shown.iter().map(|key| {
            let content = match self.field(key) {
                Some(field) => self.own_value(company, field),
                None if *key == CompanyColumn::Tasks => {
                    let tasks = self.tasks.get(&company.id).copied().unwrap_or_default();
                    grouped(tasks.unsigned_abs()).into_any()
                }
                None => content(company, key, self.clock),
            };
            let (numeric, show) = (self.is_number(key), show_of(key));
            view! { <Cell numeric=numeric show=show>{content}</Cell> }
        });
        let cells = cells.collect::<Vec<_>>();
        view! {
            <Row>
                <Cell main=true>
                    <RowLink href=href><Person name=name detail=domain photo=logo/></RowLink>
                </Cell>
                {cells}
            </Row>
        }
    }

    fn own_value(&self, company: &Company, field: &Field) -> AnyView {
        let words = self.values.get(&(company.id, field.id)).cloned();
        match field.kind {
            FieldKind::Number => words.into_any(),
            _ => view! { <span class="clip" dir="auto">{words}</span> }.into_any(),
        }
    }
}

fn usual(address: &Address, column: Column, sort: CompanySort, order: Order) -> Column {
    let sort = ListOrder::from(sort);
    let is_now = address.sort == sort;
    let href = address.with(|other| other.sort = sort);
    column.sort(href, is_now.then_some(order))
}

/// The other way round where the list goes by the field already.
fn by_field(address: &Address, column: Column, field: &Field) -> Column {
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

/// From which width of the page on.
fn show_of(key: &CompanyColumn) -> Show {
    match key {
        CompanyColumn::Strongest | CompanyColumn::Own(_) => Show::Always,
        CompanyColumn::People | CompanyColumn::LastContact => Show::Medium,
        _ => Show::Wide,
    }
}

fn content(company: &Company, key: &CompanyColumn, clock: Clock) -> AnyView {
    let number = |count: i32| grouped(u64::try_from(count).unwrap_or_default()).into_any();
    let strength = |score: Option<f32>| {
        let score = score.map(f64::from);
        score
            .map(|score| view! { <StrengthDot value=score/> })
            .into_any()
    };
    match key {
        CompanyColumn::People => number(company.contact_count),
        CompanyColumn::Messages => number(company.interaction_count),
        CompanyColumn::Average => strength(company.average_score),
        CompanyColumn::Strongest => strength(company.strongest_score),
        CompanyColumn::LastContact => {
            let at = company.last_contact_at;
            at.map(|at| view! { <Time at=at clock=clock/> }).into_any()
        }
        CompanyColumn::Parent => {
            let parent = company.parent_id.zip(company.parent.clone());
            parent
                .map(|(id, name)| {
                    view! { <a class="clip hover:underline" dir="auto" href=paths::company(id)>{name}</a> }
                })
                .into_any()
        }
        CompanyColumn::Tasks | CompanyColumn::Own(_) => ().into_any(),
    }
}
