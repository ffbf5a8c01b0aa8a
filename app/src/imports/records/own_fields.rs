//! The workspace's own fields in a file, of contacts and of their companies: what stands under the name of a field is read
//! into it, besides being kept as it came. A file may name choices that are not there yet;
//! whom it names must be.

use std::collections::{BTreeMap, BTreeSet};

use records::{Contact, dates::DateOrder};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::tables_of;
use crate::{
    context::Scope,
    error::Result,
    fields::{
        self, Field, Hints,
        types::{FieldKind, Subject},
    },
};

#[derive(Default)]
pub struct OwnFields {
    fields: Vec<Field>,
    people: BTreeMap<String, Uuid>,
    /// Of dates in numbers, by the file of the table and the field.
    orders: BTreeMap<String, BTreeMap<Uuid, DateOrder>>,
}

impl OwnFields {
    /// What is needed to read these contacts.
    pub async fn of(scope: &mut Scope, import: Uuid, contacts: &[&Contact]) -> Result<Self> {
        let mut own = Self {
            fields: own_fields(scope).await?,
            ..Self::default()
        };
        if own.fields.is_empty() {
            return Ok(own);
        }
        own.offer_choices(scope, contacts).await?;
        own.find_people(scope, contacts).await?;
        own.take_orders(scope, import).await?;
        Ok(own)
    }

    /// Whether there are fields to whose choices a file may add.
    pub async fn offer_any(scope: &mut Scope) -> Result<bool> {
        let fields = own_fields(scope).await?;
        Ok(fields.iter().any(|field| field.kind.has_choices()))
    }

    /// The values under the names that records give them, of a contact in this file.
    pub fn read(&self, container: &str, contact: &Contact) -> Map<String, Value> {
        let hints = Hints {
            orders: self.orders.get(container),
            people: &self.people,
        };
        let said = self.fields.iter().filter_map(|field| {
            let texts = texts_of(field, contact);
            let value = fields::from_file(field, &texts, hints)?;
            Some((field.filed_key(), value))
        });
        said.collect()
    }

    async fn offer_choices(&mut self, scope: &mut Scope, contacts: &[&Contact]) -> Result<()> {
        let mut is_offered = false;
        for field in self.fields.iter().filter(|field| field.kind.has_choices()) {
            let named: BTreeSet<String> = contacts
                .iter()
                .flat_map(|contact| fields::parts(field, &texts_of(field, contact)))
                .collect();
            is_offered |= fields::offer_choices(scope, field, named).await?;
        }
        if is_offered {
            self.fields = own_fields(scope).await?;
        }
        Ok(())
    }

    async fn find_people(&mut self, scope: &mut Scope, contacts: &[&Contact]) -> Result<()> {
        let of_contacts = self
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::Contact);
        let named: BTreeSet<String> = of_contacts
            .flat_map(|field| contacts.iter().flat_map(|contact| texts_of(field, contact)))
            .collect();
        if !named.is_empty() {
            let named: Vec<String> = named.into_iter().collect();
            self.people = fields::people_named(scope, &named).await?;
        }
        Ok(())
    }

    /// Whether day or month comes first, as the columns of the table have it.
    async fn take_orders(&mut self, scope: &mut Scope, import: Uuid) -> Result<()> {
        let days = self
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::Date);
        if days.clone().next().is_none() {
            return Ok(());
        }
        for table in tables_of(scope, import).await? {
            let orders = self.orders.entry(table.container).or_default();
            for column in &table.mapping.columns {
                let name = column.label.as_ref().unwrap_or(&column.header);
                let of_name = days.clone().filter(|field| field.is_column(name));
                let order = column.date_order;
                orders.extend(of_name.filter_map(|field| Some((field.id, order?))));
            }
        }
        Ok(())
    }
}

/// Those of contacts, and those of the companies that they are in.
async fn own_fields(scope: &mut Scope) -> Result<Vec<Field>> {
    let mut own = fields::fields(scope, Subject::Contact).await?;
    own.extend(fields::fields(scope, Subject::Company).await?);
    Ok(own)
}

/// All that a contact says under the name of the field.
fn texts_of(field: &Field, contact: &Contact) -> Vec<String> {
    let under_name = |(name, _): &(&String, &Vec<String>)| field.is_column(name);
    let texts: BTreeMap<_, _> = contact.custom.iter().filter(under_name).collect();
    texts.into_values().flatten().cloned().collect()
}
