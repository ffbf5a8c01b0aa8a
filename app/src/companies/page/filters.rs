//! What narrows the list of companies: the query as text, its parts as chips, forms that add
//! one and that choose columns.

use leptos::prelude::*;

use super::address::Address;
use crate::{
    companies::types::CompanyColumn,
    contacts::query::{Clause, Query},
    fields::{
        Field,
        page::{
            Offered, comparisons, hidden, offer_columns, own_choices, own_label, own_menus, unread,
        },
    },
    routes::paths,
    ui::{
        Button, Chip, Chips, Disclosure, FieldRow, Form, FormActions, HiddenInput, Method,
        SearchField, SelectField, TextField,
    },
};

pub(super) fn filters(address: &Address, fields: &[Field]) -> impl IntoView + use<> {
    let problem = address.problem.as_ref();
    let problem = problem.map(|problem| unread(&address.typed, problem));
    let own = (!fields.is_empty()).then(|| {
        view! {
            {chips(address, fields)}
            {add_filter(address, fields)}
        }
    });
    view! {
        {search(address, fields)}
        {problem}
        {own}
    }
}

fn search(address: &Address, fields: &[Field]) -> impl IntoView + use<> {
    let kept = hidden(address.kept_but("q"));
    let placeholder = match fields.is_empty() {
        true => "Name or domain",
        false => "Name, domain, or a field of your own",
    };
    view! {
        <SearchField
            action=paths::companies()
            label="Search companies"
            placeholder=placeholder
            key_hint="/"
            value=address.typed.clone()
        >
            {kept}
        </SearchField>
    }
}

/// Parts of the query beside free text, in words.
fn label_of(part: &Query, fields: &[Field]) -> Option<String> {
    match part {
        Query::Text(_) => None,
        Query::Clause(Clause::Own(own)) => Some(own_label(own, fields)),
        Query::All(_) | Query::Any(_) => Some(format!("({part})")),
        _ => Some(part.to_string()),
    }
}

fn chips(address: &Address, fields: &[Field]) -> impl IntoView + use<> {
    let parts = address.query.parts().iter();
    let parts = parts.filter_map(|part| Some((label_of(part, fields)?, part)));
    let parts = parts.map(|(label, part)| {
        let here = address.at(1);
        let remove = address.asking(address.query.without(part));
        view! { <Chip label=label href=here active=true remove=remove/> }
    });
    let parts = parts.collect::<Vec<_>>();
    let menus = own_menus(&address.query, |query| address.asking(query), fields);
    let all = address.asking(Query::default());
    let is_all = address.typed.is_empty();
    view! {
        <Chips label="Filters">
            <Chip label="All" href=all active=is_all/>
            {parts}
            {menus}
        </Chips>
    }
}

fn add_filter(address: &Address, fields: &[Field]) -> impl IntoView + use<> {
    let kept = hidden(address.kept_but("q"));
    let (query, fields) = (address.query.to_string(), own_choices(fields));
    view! {
        <Disclosure summary="Add filter">
            <Form action=paths::companies() method=Method::Get label="Add filter">
                {kept}
                <HiddenInput name="q" value=query/>
                <FieldRow>
                    <SelectField name="field" label="Field" choices=fields/>
                    <SelectField name="test" label="Comparison" choices=comparisons()/>
                    <TextField
                        name="value"
                        label="Value"
                        hint="Times: 90d (ago), 2026-01, this-month, next-30d"
                        required=true
                    />
                </FieldRow>
                <FormActions><Button small=true>"Add filter"</Button></FormActions>
            </Form>
        </Disclosure>
    }
}

pub(super) fn choose_columns(address: &Address, fields: &[Field]) -> AnyView {
    let shown = address.shown_columns();
    let own = fields
        .iter()
        .map(|field| (CompanyColumn::Own(field.key.clone()), field.label.clone()));
    let usual = CompanyColumn::ALL.into_iter().map(|column| {
        let label = column.label().to_owned();
        (column, label)
    });
    let offered = usual.chain(own).map(|(column, label)| Offered {
        name: column.name(),
        label,
        is_shown: shown.contains(&column),
    });
    let kept = address.kept_but("columns");
    offer_columns(
        paths::companies(),
        "Shown beside the company",
        offered,
        kept,
    )
}
