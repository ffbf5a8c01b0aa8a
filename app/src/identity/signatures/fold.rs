//! The signatures of one address become one record. Per field the newest value wins; one
//! that is less than likely never displaces one that is likely. Lists are united, less
//! what had gone from the signature for a year. The result is a function of the set of
//! signatures: the order in which they arrived does not matter.

mod folding;
mod jobs;
mod offer;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use mail::{domains::company_domain, signature::Person};
use serde_json::{Map, Value, json};

use self::{folding::Folding, jobs::jobs, offer::Offer};

/// A block that was seen, and what it says.
#[derive(Clone, Debug)]
pub struct Statement {
    pub block: String,
    pub person: Person,
    /// When it was seen first and last.
    pub first_at: DateTime<Utc>,
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
    let mut folding = Folding::of(&newest_first);
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
    let jobs = jobs(address, &newest_first);
    if !jobs.is_empty() {
        folding
            .fields
            .insert("employments".to_owned(), Value::Array(jobs));
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
