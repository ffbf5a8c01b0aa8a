//! Which values survive: of a field that has one, the newest that is likely; of a list, those
//! that have not been given up.

use std::{cmp::Reverse, collections::BTreeSet};

use chrono::{DateTime, Duration, Utc};
use mail::{names::person_name, signature::Person};
use serde_json::{Map, Value, json};

use super::{Offer, Statement};

/// From this confidence on a value is likely.
pub(super) const LIKELY: f32 = 0.5;
/// A number that the signatures of so many days no longer carry is given up.
const GIVEN_UP: i64 = 365;
/// More values in one list are no signature.
const LONGEST: usize = 12;

pub struct Folding<'a> {
    statements: &'a [&'a Statement],
    pub fields: Map<String, Value>,
    pub evidence: Map<String, Value>,
}

impl<'a> Folding<'a> {
    /// Of statements of which the newest comes first.
    pub fn of(statements: &'a [&'a Statement]) -> Self {
        Self {
            statements,
            fields: Map::new(),
            evidence: Map::new(),
        }
    }

    /// The newest likely value, else the newest.
    fn pick<T>(
        &self,
        said: &str,
        read: impl Fn(&Person) -> Option<T>,
    ) -> Option<(T, Map<String, Value>)> {
        let with_value = self
            .statements
            .iter()
            .filter_map(|statement| Some((read(&statement.person)?, *statement)));
        with_value
            .min_by_key(|(_, statement)| {
                (
                    statement.confidence(said) < LIKELY,
                    Reverse(statement.last_at),
                )
            })
            .map(|(value, statement)| (value, statement.evidence(said)))
    }

    pub fn single(&mut self, said: &str, field: &str, read: impl Fn(&Person) -> Option<&str>) {
        let found = self.pick(said, |person| read(person).map(ToOwned::to_owned));
        if let Some((value, evidence)) = found {
            self.fields.insert(field.to_owned(), json!(value));
            self.evidence.insert(field.to_owned(), json!(evidence));
        }
    }

    pub fn name(&mut self, address: &str) {
        let found = self.pick("name", |person| {
            person_name(Some(person.name.as_deref()?), address)
        });
        if let Some((name, evidence)) = found {
            for (field, value) in [
                ("name", Some(name.full)),
                ("given_name", name.given),
                ("family_name", name.family),
            ] {
                self.fields.insert(field.to_owned(), json!(value));
            }
            self.evidence.insert("name".to_owned(), json!(evidence));
        }
    }

    /// Values that the newest signature with such a list has, or that were last seen less
    /// than a year before it.
    pub fn list(&mut self, said: &str, field: &str, read: impl Fn(&Person) -> Vec<Offer>) {
        let mut kept = BTreeSet::new();
        let mut values: Vec<Value> = Vec::new();
        let mut newest: Option<DateTime<Utc>> = None;
        for statement in self.statements {
            for offer in read(&statement.person) {
                let newest = *newest.get_or_insert(statement.last_at);
                let is_given_up = newest - statement.last_at > Duration::days(GIVEN_UP);
                if is_given_up || values.len() == LONGEST || kept.contains(&offer.value) {
                    continue;
                }
                kept.insert(offer.value.clone());
                values.push(offer.into_value(statement.evidence(said)));
            }
        }
        if !values.is_empty() {
            self.fields.insert(field.to_owned(), Value::Array(values));
        }
    }

    /// One profile a network: people have one at a time.
    pub fn handles(&mut self) {
        type Read = fn(&Person) -> Option<String>;
        let networks: [(&'static str, Read); 4] = [
            ("linkedin", |person| person.linkedin.clone()),
            ("twitter", |person| {
                profile("https://x.com/", &person.twitter)
            }),
            ("telegram", |person| {
                profile("https://t.me/", &person.telegram)
            }),
            ("github", |person| {
                profile("https://github.com/", &person.github)
            }),
        ];
        let found = networks.into_iter().filter_map(|(network, read)| {
            let (value, evidence) = self.pick(network, read)?;
            let offer = Offer {
                label: Some(network),
                ..Offer::plain(&value)
            };
            Some(offer.into_value(evidence))
        });
        let found: Vec<Value> = found.collect();
        if !found.is_empty() {
            self.fields
                .insert("handles".to_owned(), Value::Array(found));
        }
    }
}

fn profile(site: &str, handle: &Option<String>) -> Option<String> {
    handle.as_ref().map(|handle| format!("{site}{handle}"))
}
