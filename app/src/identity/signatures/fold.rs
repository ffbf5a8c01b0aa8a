//! The signatures of one address become one record. Per field the newest value wins; one
//! that is less than likely never displaces one that is likely. Lists are united, less
//! what had gone from the signature for a year. The result is a function of the set of
//! signatures: the order in which they arrived does not matter.

use std::{cmp::Reverse, collections::BTreeSet};

use chrono::{DateTime, Duration, Utc};
use mail::{
    domains::company_domain,
    names::person_name,
    signature::{Person, Phone},
};
use serde_json::{Map, Value, json};

/// From this confidence on a value is likely.
const LIKELY: f32 = 0.5;
/// A number that the signatures of so many days no longer carry is given up.
const GIVEN_UP: i64 = 365;
/// More values in one list are no signature.
const LONGEST: usize = 12;

/// A block that was seen, and what it says.
#[derive(Clone, Debug)]
pub struct Statement {
    pub block: String,
    pub person: Person,
    pub last_at: DateTime<Utc>,
    pub message: String,
}

impl Statement {
    fn confidence(&self, field: &str) -> f32 {
        self.person
            .evidence
            .get(field)
            .map_or(0.0, |evidence| evidence.confidence)
    }

    fn evidence(&self, field: &str) -> Map<String, Value> {
        let confidence = f64::from((self.confidence(field) * 100.0).round()) / 100.0;
        Map::from_iter([
            ("at".to_owned(), json!(self.last_at)),
            ("confidence".to_owned(), json!(confidence)),
            ("message".to_owned(), json!(self.message)),
        ])
    }
}

/// What the source record of an address' signatures holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Folded {
    pub raw: Value,
    pub fields: Map<String, Value>,
    pub evidence: Map<String, Value>,
    pub at: DateTime<Utc>,
}

/// None where nothing was seen.
pub fn fold(address: &str, statements: &[Statement]) -> Option<Folded> {
    let mut newest_first: Vec<&Statement> = statements.iter().collect();
    newest_first.sort_by(|one, other| {
        (other.last_at, &other.message, &other.block).cmp(&(one.last_at, &one.message, &one.block))
    });
    let newest = newest_first.first()?;
    let mut folding = Folding {
        statements: &newest_first,
        fields: Map::new(),
        evidence: Map::new(),
    };
    folding.name(address);
    folding.single("title", "title", |person| person.title.as_deref());
    folding.single("location", "location", |person| person.location.as_deref());
    folding.single("company", "company_name", |person| {
        person.company.as_deref()
    });
    if let Some(domain) = company_domain(address) {
        folding
            .fields
            .insert("company_domain".to_owned(), json!(domain));
    }
    folding.list("phones", "phones", |person| {
        person.phones.iter().map(Offer::of_phone).collect()
    });
    folding.list("urls", "urls", |person| {
        person.urls.iter().map(|url| Offer::plain(url)).collect()
    });
    folding.handles();
    Some(Folded {
        raw: json!({ "block": newest.block, "message": newest.message }),
        fields: folding.fields,
        evidence: folding.evidence,
        at: newest.last_at,
    })
}

/// A value of a list.
struct Offer {
    value: String,
    raw: Option<String>,
    label: Option<&'static str>,
}

impl Offer {
    fn plain(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            raw: None,
            label: None,
        }
    }

    fn of_phone(phone: &Phone) -> Self {
        Self {
            value: phone.e164.clone().unwrap_or_else(|| phone.raw.clone()),
            raw: Some(phone.raw.clone()),
            label: Some(phone.kind.as_str()),
        }
    }

    fn into_value(self, evidence: Map<String, Value>) -> Value {
        let mut value = evidence;
        value.insert("value".to_owned(), json!(self.value));
        if let Some(raw) = self.raw {
            value.insert("raw".to_owned(), json!(raw));
        }
        if let Some(label) = self.label {
            value.insert("label".to_owned(), json!(label));
        }
        Value::Object(value)
    }
}

struct Folding<'a> {
    statements: &'a [&'a Statement],
    fields: Map<String, Value>,
    evidence: Map<String, Value>,
}

impl Folding<'_> {
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

    fn single(&mut self, said: &str, field: &str, read: impl Fn(&Person) -> Option<&str>) {
        let found = self.pick(said, |person| read(person).map(ToOwned::to_owned));
        if let Some((value, evidence)) = found {
            self.fields.insert(field.to_owned(), json!(value));
            self.evidence.insert(field.to_owned(), json!(evidence));
        }
    }

    fn name(&mut self, address: &str) {
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
    fn list(&mut self, said: &str, field: &str, read: impl Fn(&Person) -> Vec<Offer>) {
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
    fn handles(&mut self) {
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

#[cfg(test)]
mod tests {
    use mail::signature::{Evidence, PhoneKind};
    use proptest::prelude::*;

    use super::*;

    fn statement(day: i64, title: Option<(&str, f32)>, phones: &[&str]) -> Statement {
        let mut person = Person {
            title: title.map(|(title, _)| title.to_owned()),
            ..Person::default()
        };
        let evidence = |confidence| Evidence {
            source: "signature".to_owned(),
            confidence,
        };
        if let Some((_, confidence)) = title {
            person
                .evidence
                .insert("title".to_owned(), evidence(confidence));
        }
        person.phones = phones
            .iter()
            .map(|raw| Phone {
                e164: None,
                raw: (*raw).to_owned(),
                kind: PhoneKind::Work,
            })
            .collect();
        person.evidence.insert("phones".to_owned(), evidence(0.95));
        Statement {
            block: format!("{title:?} {phones:?}"),
            person,
            last_at: DateTime::UNIX_EPOCH + Duration::days(20_000 + day),
            message: format!("{day}@x.example"),
        }
    }

    fn folded(statements: &[Statement]) -> Folded {
        fold("jane@acme.example", statements).unwrap()
    }

    #[test]
    fn a_guess_does_not_displace_what_is_likely() {
        let likely = statement(1, Some(("Editor", 0.9)), &[]);
        let guess = statement(9, Some(("Sent in haste", 0.3)), &[]);
        let found = folded(&[guess.clone(), likely]);
        assert_eq!(found.fields["title"], "Editor");
        assert_eq!(found.evidence["title"]["message"], "1@x.example");
        assert_eq!(folded(&[guess]).fields["title"], "Sent in haste");
    }

    #[test]
    fn a_number_is_given_up_after_a_year_without_it() {
        let values = |statements: &[Statement]| -> Vec<String> {
            let phones = folded(statements).fields["phones"].clone();
            let phones = phones.as_array().cloned().unwrap_or_default();
            phones
                .iter()
                .filter_map(|phone| Some(phone["value"].as_str()?.to_owned()))
                .collect()
        };
        let (old, recent, new) = (
            statement(0, None, &["1111111"]),
            statement(300, None, &["2222222"]),
            statement(400, None, &["3333333"]),
        );
        assert_eq!(
            values(&[old.clone(), recent.clone(), new.clone()]),
            ["3333333", "2222222"]
        );
        assert_eq!(
            values(&[old, statement(900, Some(("Editor", 0.9)), &[])]),
            ["1111111"],
            "a block without numbers says nothing of them"
        );
    }

    proptest! {
        #[test]
        fn the_order_of_statements_does_not_matter(
            said in proptest::collection::vec(
                (0_i64..900, proptest::option::of(("[a-c]", 0.0_f32..1.0)), proptest::collection::vec("[1-4]{7}", 0..3)),
                1..8,
            ),
            seed in any::<u64>(),
        ) {
            let statements: Vec<Statement> = said
                .iter()
                .map(|(day, title, phones)| {
                    let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
                    let title = title.as_ref().map(|(title, sure)| (title.as_str(), *sure));
                    statement(*day, title, &phones)
                })
                .collect();
            let mut shuffled = statements.clone();
            let length = shuffled.len() as u64;
            shuffled.rotate_left((seed % length) as usize);
            shuffled.reverse();
            prop_assert_eq!(folded(&statements), folded(&shuffled));
        }
    }
}
