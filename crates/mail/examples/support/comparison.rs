//! What was read in a record of the corpus beside its labels: scores by field.

use std::collections::BTreeMap;
use std::ops::Add;

use mail::message::Address;
use mail::signature::{Person, Phone};

use super::Record;

#[derive(Debug, Default, Clone, Copy)]
pub struct Score {
    pub right: usize,
    pub found: usize,
    pub wanted: usize,
}

impl Score {
    pub fn precision(&self) -> f64 {
        percent(self.right, self.found)
    }

    pub fn recall(&self) -> f64 {
        percent(self.right, self.wanted)
    }
}

impl Add for Score {
    type Output = Score;

    fn add(self, other: Score) -> Score {
        Score {
            right: self.right + other.right,
            found: self.found + other.found,
            wanted: self.wanted + other.wanted,
        }
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}

/// Scores every field and describes what differs.
pub fn compare(
    record: &Record,
    person: &Person,
    table: &mut BTreeMap<&'static str, Score>,
) -> Vec<String> {
    let mut misses = Vec::new();
    for (field, found) in fields(record, person) {
        let wanted = record.wanted(field);
        let may_miss = wanted.iter().any(|value| value.ends_with("|| -"));
        if wanted.iter().any(|value| value == "?") || (may_miss && found.is_empty()) {
            continue;
        }
        let wanted: Vec<String> = wanted.into_iter().filter(|value| value != "-").collect();
        let is_right = |value: &&String| is_found(field, value, &found);
        let score = Score {
            right: wanted.iter().filter(is_right).count(),
            found: found.len(),
            wanted: wanted.len(),
        };
        let total = table.entry(field).or_default();
        *total = *total + score;
        if score.right < wanted.len() || found.len() > wanted.len() {
            misses.push(format!("{field}: wanted {wanted:?}, found {found:?}"));
        }
    }
    misses
}

/// What was read, as the labels write it.
fn fields(record: &Record, person: &Person) -> [(&'static str, Vec<String>); 11] {
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let sender = Address::parse(&record.from).map(|from| from.email);
    let is_other = |email: &&String| Some(*email) != sender.as_ref();
    let profile = |address: &String| address.rsplit('/').next().unwrap_or("").to_owned();
    [
        ("name", one(&person.name)),
        ("title", one(&person.title)),
        ("company", one(&person.company)),
        ("phone", person.phones.iter().map(phone).collect()),
        (
            "email",
            person.emails.iter().filter(is_other).cloned().collect(),
        ),
        ("url", person.urls.clone()),
        ("linkedin", person.linkedin.iter().map(profile).collect()),
        ("twitter", one(&person.twitter)),
        ("telegram", one(&person.telegram)),
        ("github", one(&person.github)),
        ("location", one(&person.location)),
    ]
}

fn phone(phone: &Phone) -> String {
    let number = phone.e164.as_deref().unwrap_or(&phone.raw);
    format!("{number} {}", phone.kind.as_str())
}

/// Several labels that are equally right are separated by `||`.
fn is_found(field: &str, wanted: &str, found: &[String]) -> bool {
    wanted
        .split(" || ")
        .any(|wanted| found.iter().any(|other| same(field, wanted, other)))
}

fn same(field: &str, wanted: &str, found: &str) -> bool {
    let fold = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
    };
    match field {
        "phone" => wanted == found,
        "email" => wanted.eq_ignore_ascii_case(found),
        "url" => site(wanted) == site(found),
        "location" => fold(found).contains(&fold(wanted)) || fold(wanted) == fold(found),
        _ => fold(wanted) == fold(found),
    }
}

fn site(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_start_matches("www.")
        .trim_end_matches('/')
        .to_lowercase()
}
