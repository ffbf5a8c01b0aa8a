//! What somebody signed with over time: title and company, from the first mail that was
//! signed so to the last. The newest goes on.

use chrono::{DateTime, Utc};
use mail::domains::company_domain;
use serde_json::{Value, json};

use super::{Statement, folding::LIKELY};

struct Job<'a> {
    title: &'a str,
    company: Option<&'a str>,
    first_at: DateTime<Utc>,
    newest: &'a Statement,
}

/// As employments of a source record, of statements of which the newest comes first.
pub(super) fn jobs(address: &str, newest_first: &[&Statement]) -> Vec<Value> {
    let domain = company_domain(address);
    let mut jobs: Vec<Job> = Vec::new();
    for statement in newest_first {
        let Some(title) = statement.person.title.as_deref() else {
            continue;
        };
        if statement.confidence("title") < LIKELY {
            continue;
        }
        let company = statement.person.company.as_deref();
        let known = jobs
            .iter_mut()
            .find(|job| is_same(job.title, title) && is_same_company(job.company, company));
        match known {
            Some(job) => {
                job.first_at = job.first_at.min(statement.first_at);
                job.company = job.company.or(company);
            }
            None => jobs.push(Job {
                title,
                company,
                first_at: statement.first_at,
                newest: statement,
            }),
        }
    }
    let each = jobs.iter().enumerate();
    each.map(|(place, job)| job.said(place > 0, domain.as_deref()))
        .collect()
}

impl Job<'_> {
    fn said(&self, is_over: bool, domain: Option<&str>) -> Value {
        let mut said = self.newest.evidence("title");
        let until = is_over.then(|| month(self.newest.last_at));
        let named = self.company.map(|company| ("company", json!(company)));
        let by_domain = domain.map(|domain| ("domain", json!(domain)));
        let known = [
            ("title", json!(self.title)),
            ("since", json!(month(self.first_at))),
            ("observed", json!(true)),
        ];
        let until = until.map(|until| ("until", json!(until)));
        for (key, value) in known.into_iter().chain(until).chain(named.or(by_domain)) {
            said.insert(key.to_owned(), value);
        }
        Value::Object(said)
    }
}

fn month(at: DateTime<Utc>) -> String {
    at.format("%Y-%m").to_string()
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// A signature that names no company speaks of the one it stands among.
fn is_same_company(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other)
        .is_none_or(|(one, other)| is_same(one, other))
}
