//! The labelled corpus: records of what a signature or mail says, and how they are compared.

use std::collections::BTreeMap;
use std::ops::Add;

use mail::message::Address;
use mail::signature::{self, Person, PhoneKind};

const CORPUS: &str = include_str!("../../corpus/signatures.txt");

pub struct Record {
    pub id: String,
    is_mail: bool,
    from: Address,
    labels: Vec<(String, String)>,
    text: String,
}

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

impl Record {
    /// Every third record, chosen by its number.
    pub fn is_held_out(&self) -> bool {
        self.id.bytes().map(usize::from).sum::<usize>() % 3 == 0
    }

    fn wanted(&self, field: &str) -> Vec<String> {
        self.labels
            .iter()
            .filter(|(name, _)| name == field)
            .map(|(_, value)| value.clone())
            .collect()
    }
}

pub fn records() -> Vec<Record> {
    CORPUS.split("\n%%\n").filter_map(parse).collect()
}

fn parse(text: &str) -> Option<Record> {
    let (head, text) = text.split_once("\n\n")?;
    let labels: Vec<(String, String)> = head
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let value = |name: &str| {
        labels
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.clone())
    };
    Some(Record {
        id: value("id")?,
        is_mail: value("kind")? == "mail",
        from: Address::parse(&value("from")?)?,
        text: text.to_owned(),
        labels,
    })
}

/// What the library makes of a record.
pub fn read(record: &Record) -> Person {
    if !record.is_mail {
        return signature::read(&record.text, Some(&record.from));
    }
    let own = mail::body::own_text(&record.text);
    let block = signature::locate(&own, Some(&record.from));
    signature::read(block.as_deref().unwrap_or(""), Some(&record.from))
}

/// Scores every field and describes what differs.
pub fn compare(
    record: &Record,
    person: &Person,
    table: &mut BTreeMap<&'static str, Score>,
) -> Vec<String> {
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let phones: Vec<String> = person
        .phones
        .iter()
        .map(|phone| {
            format!(
                "{} {}",
                phone.e164.as_deref().unwrap_or(&phone.raw),
                kind(phone.kind)
            )
        })
        .collect();
    let linkedin = person
        .linkedin
        .iter()
        .map(|profile| profile.rsplit('/').next().unwrap_or("").to_owned())
        .collect();
    let fields: [(&'static str, Vec<String>); 9] = [
        ("name", one(&person.name)),
        ("title", one(&person.title)),
        ("company", one(&person.company)),
        ("phone", phones),
        ("url", person.urls.clone()),
        ("linkedin", linkedin),
        ("twitter", one(&person.twitter)),
        ("github", one(&person.github)),
        ("location", one(&person.location)),
    ];
    let mut misses = Vec::new();
    for (field, found) in fields
        .into_iter()
        .chain([("telegram", one(&person.telegram))])
    {
        let wanted = record.wanted(field);
        if wanted.iter().any(|value| value == "?") {
            continue;
        }
        let wanted: Vec<String> = wanted.into_iter().filter(|value| value != "-").collect();
        let right = wanted
            .iter()
            .filter(|value| found.iter().any(|other| same(field, value, other)))
            .count();
        let score = table.entry(field).or_default();
        *score = *score
            + Score {
                right,
                found: found.len(),
                wanted: wanted.len(),
            };
        if right < wanted.len() || found.len() > wanted.len() {
            misses.push(format!("{field}: wanted {wanted:?}, found {found:?}"));
        }
    }
    misses
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

fn kind(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Work => "work",
        PhoneKind::Mobile => "mobile",
        PhoneKind::Home => "home",
        PhoneKind::Fax => "fax",
    }
}
