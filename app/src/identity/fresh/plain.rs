//! What a contact is that one record of a file speaks of, and nothing else: the rules of
//! `derive` then come down to copying. A record that asks for more of them is not plain.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;

/// What no field of the golden record is made of by its name.
const APART: [&str; 13] = [
    "emails",
    "phones",
    "urls",
    "handles",
    "addresses",
    "anniversaries",
    "removed",
    "labels",
    "employments",
    "employments_removed",
    "company_id",
    "company_domain",
    "company_name",
];
pub const POINTS: [(&str, &str); 6] = [
    ("email", "emails"),
    ("phone", "phones"),
    ("url", "urls"),
    ("handle", "handles"),
    ("address", "addresses"),
    ("date", "anniversaries"),
];
/// What only people say.
const BY_HAND: [&str; 5] = [
    "company",
    "company_id",
    "employments_removed",
    "labels",
    "removed",
];
/// What only signatures and people say of a single value.
const OF_OTHERS: [&str; 6] = [
    "at",
    "confidence",
    "message",
    "observed",
    "own_id",
    "company_id",
];
const LONGEST: usize = 2_000;

/// A record that nobody has yet.
pub struct Source<'a> {
    pub contact: Uuid,
    pub record: Uuid,
    pub fields: &'a Map<String, Value>,
    pub evidence: &'a Value,
    pub said_at: DateTime<Utc>,
}

/// A company, as records name it. A domain says it all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Employer {
    Domain(String),
    Name(String),
}

pub struct Plain<'a> {
    pub source: Source<'a>,
    pub employer: Option<Employer>,
    pub points: Vec<Point<'a>>,
    pub job: Option<Job<'a>>,
}

/// A way to reach somebody.
pub struct Point<'a> {
    pub kind: &'static str,
    pub value: String,
    pub label: Option<&'a str>,
    pub raw: Option<&'a str>,
    pub parts: Option<Value>,
    pub place: usize,
}

/// The one employment that is told.
pub struct Job<'a> {
    pub company: Option<&'a str>,
    pub title: Option<&'a str>,
    pub department: Option<&'a str>,
    pub since: Option<&'a str>,
    pub until: Option<&'a str>,
}

/// A text, none where it is empty; nothing where it is something else.
fn text<'a>(said: &'a Map<String, Value>, key: &str) -> Option<Option<&'a str>> {
    Some(exact(said, key)?.filter(|text| !text.is_empty()))
}

/// A text as it is, none where there is none.
fn exact<'a>(said: &'a Map<String, Value>, key: &str) -> Option<Option<&'a str>> {
    match said.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => Some(Some(text)),
        Some(_) => None,
    }
}

/// A text that says something, none where nothing is said.
fn solid<'a>(said: &'a Map<String, Value>, key: &str) -> Option<Option<&'a str>> {
    match said.get(key) {
        None => Some(None),
        Some(Value::String(text)) if !text.is_empty() => Some(Some(text)),
        Some(_) => None,
    }
}

fn list<'a>(said: &'a Map<String, Value>, key: &str) -> Option<&'a [Value]> {
    match said.get(key) {
        None => Some(&[]),
        Some(Value::Array(items)) => Some(items),
        Some(_) => None,
    }
}

impl<'a> Plain<'a> {
    /// The fields that the golden record has as texts.
    pub const TEXTS: [&'static str; 13] = [
        "name",
        "given_name",
        "family_name",
        "title",
        "location",
        "birthday",
        "about",
        "pronouns",
        "time_zone",
        "how_met",
        "met_on",
        "priority",
        "photo",
    ];

    pub fn of(source: Source<'a>) -> Option<Self> {
        let fields = source.fields;
        for key in Self::TEXTS {
            text(fields, key)?;
        }
        if BY_HAND.iter().any(|key| fields.contains_key(*key)) {
            return None;
        }
        let domain = solid(fields, "company_domain")?.map(|domain| Employer::Domain(domain.into()));
        let name = solid(fields, "company_name")?.map(|name| Employer::Name(name.into()));
        Some(Self {
            employer: domain.or(name),
            points: points(fields)?,
            job: job(fields)?,
            source,
        })
    }

    pub fn text(&self, key: &str) -> Option<&'a str> {
        text(self.source.fields, key).flatten()
    }

    /// Whether its one employment is no other than what stands in the golden record, at a
    /// company of this name.
    pub fn works_as_told(&self, company: Option<&str>) -> bool {
        let title = self.text("title");
        match &self.job {
            Some(job) => job.company.is_some() && job.company == company && job.title == title,
            None => title.is_none() || self.source.evidence.get("title").is_none(),
        }
    }

    /// The first address, by which a contact without a name is called.
    pub fn email(&self) -> Option<&str> {
        let mut points = self.points.iter();
        points
            .find(|point| point.kind == "email")
            .map(|point| point.value.as_str())
    }

    /// The name, else the first address.
    pub fn called(&self) -> &str {
        let name = self.text("name").or(self.email());
        name.unwrap_or("No name")
    }

    pub fn custom(&self) -> Map<String, Value> {
        let fields = self.source.fields.iter();
        let own = fields.filter_map(|(key, value)| Some((key.strip_prefix("field:")?, value)));
        own.filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .collect()
    }

    /// All of it comes from this record.
    pub fn provenance(&self) -> Map<String, Value> {
        let record = Value::String(self.source.record.to_string());
        let keys = self.source.fields.keys().map(String::as_str);
        let keys = keys.filter(|key| !APART.contains(key));
        keys.chain(self.employer.is_some().then_some("company"))
            .map(|key| (key.to_owned(), record.clone()))
            .collect()
    }
}

fn points(fields: &Map<String, Value>) -> Option<Vec<Point<'_>>> {
    let mut points = Vec::new();
    for (kind, key) in POINTS {
        let of_kind = points.len();
        for (place, said) in list(fields, key)?.iter().enumerate() {
            let point = point(kind, place, said)?;
            if (1..=LONGEST).contains(&point.value.len()) {
                points.push(point);
            }
        }
        // A telephone comes before a machine.
        points[of_kind..].sort_by_key(|point| point.label == Some("fax"));
    }
    Some(points)
}

fn point<'a>(kind: &'static str, place: usize, said: &'a Value) -> Option<Point<'a>> {
    let (value, label, raw, parts) = match said {
        Value::String(value) => (value.clone(), None, None, None),
        Value::Object(said) => {
            if OF_OTHERS.iter().any(|key| said.contains_key(*key)) {
                return None;
            }
            let value = match said.get("value") {
                Some(Value::String(value)) => value.clone(),
                Some(Value::Null) | None => address_line(said)?,
                Some(_) => return None,
            };
            let parts = (kind == "address").then(|| parts(said));
            (value, exact(said, "label")?, exact(said, "raw")?, parts)
        }
        _ => return None,
    };
    // An empty label of one spelling hides that of another.
    if label == Some("") {
        return None;
    }
    Some(Point {
        kind,
        value,
        label,
        raw,
        parts,
        place,
    })
}

fn parts(said: &Map<String, Value>) -> Value {
    let mut parts = said.clone();
    for key in ["value", "label", "raw"] {
        parts.remove(key);
    }
    Value::Object(parts)
}

/// As the function of that name in the database; several lines are left to it.
fn address_line(said: &Map<String, Value>) -> Option<String> {
    let town = joined(&[text(said, "postal_code")?, text(said, "city")?], " ");
    let line = joined(
        &[
            text(said, "po_box")?,
            text(said, "street")?,
            text(said, "extended")?,
            Some(town.as_str()).filter(|town| !town.is_empty()),
            text(said, "region")?,
            text(said, "country")?,
        ],
        ", ",
    );
    let line = match line.is_empty() {
        true => text(said, "text")?.unwrap_or_default().to_owned(),
        false => line,
    };
    (!line.contains(['\r', '\n'])).then_some(line)
}

fn joined(parts: &[Option<&str>], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().flatten().collect();
    parts.join(between)
}

/// At most one.
fn job(fields: &Map<String, Value>) -> Option<Option<Job<'_>>> {
    let said = match list(fields, "employments")? {
        [] => return Some(None),
        [Value::Object(said)] => said,
        _ => return None,
    };
    if OF_OTHERS.iter().any(|key| said.contains_key(*key)) || text(said, "domain")?.is_some() {
        return None;
    }
    Some(Some(Job {
        company: text(said, "company")?,
        title: text(said, "title")?,
        department: text(said, "department")?,
        since: text(said, "since")?,
        until: text(said, "until")?,
    }))
}
