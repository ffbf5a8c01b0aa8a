//! The workspace's own fields in a file: what stands under the name of a field is read
//! into it, besides being kept as it came. A file may name choices that are not there yet;
//! whom it names must be.

use std::collections::{BTreeMap, BTreeSet};

use records::Contact;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::mapping_of;
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
    hints: Hints,
}

impl OwnFields {
    /// What is needed to read these contacts.
    pub async fn of(scope: &mut Scope, import: Uuid, contacts: &[&Contact]) -> Result<Self> {
        let mut own = Self {
            fields: fields::fields(scope, Subject::Contact).await?,
            hints: Hints::default(),
        };
        if own.fields.is_empty() {
            return Ok(own);
        }
        own.offer_choices(scope, contacts).await?;
        own.find_people(scope, contacts).await?;
        own.take_orders(scope, import).await?;
        Ok(own)
    }

    /// The values under the names that records give them.
    pub fn read(&self, contact: &Contact) -> Map<String, Value> {
        let said = self.fields.iter().filter_map(|field| {
            let texts = texts_of(field, contact);
            let value = fields::from_file(field, &texts, &self.hints)?;
            Some((field.record_key(), value))
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
            self.fields = fields::fields(scope, Subject::Contact).await?;
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
            self.hints.people = fields::people_named(scope, &named).await?;
        }
        Ok(())
    }

    /// Whether day or month comes first, as the columns of the table have it.
    async fn take_orders(&mut self, scope: &mut Scope, import: Uuid) -> Result<()> {
        let Some(decided) = mapping_of(scope, import).await? else {
            return Ok(());
        };
        for column in &decided.mapping.columns {
            let name = column.label.as_ref().unwrap_or(&column.header);
            let of_name = self.fields.iter().filter(|field| field.is_called(name));
            let order = column.date_order;
            let orders = of_name.filter_map(|field| Some((field.key.clone(), order?)));
            self.hints.orders.extend(orders);
        }
        Ok(())
    }
}

/// All that a contact says under the name of the field.
fn texts_of(field: &Field, contact: &Contact) -> Vec<String> {
    let under_name = |(name, _): &(&String, &Vec<String>)| field.is_called(name);
    let texts: BTreeMap<_, _> = contact.custom.iter().filter(under_name).collect();
    texts.into_values().flatten().cloned().collect()
}
