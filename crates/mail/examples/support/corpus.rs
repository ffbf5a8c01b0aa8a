//! The labelled corpus: records of what a signature or mail says, and how they are compared.

use std::collections::BTreeMap;
use std::ops::Add;

use mail::message::Address;
use mail::signature::{self, Person, PhoneKind};

pub struct Record {
    pub id: String,
    kind: Kind,
    from: String,
    labels: Vec<(String, String)>,
    text: String,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Signature,
    Mail,
    Header,
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
    /// ISO 639-1, of the words in the block; headers have none.
    pub fn language(&self) -> &str {
        self.labels
            .iter()
            .find(|(name, _)| name == "language")
            .map_or("-", |(_, language)| language)
    }

    fn wanted(&self, field: &str) -> Vec<String> {
        self.labels
            .iter()
            .filter(|(name, _)| name == field)
            .map(|(_, value)| value.clone())
            .collect()
    }
}

/// One set of records. All were written before the reader was first run on them; from then on it
/// was fitted to them, so that only what the first run gave says how strangers' mail is read.
pub struct Set {
    pub title: &'static str,
    /// Precision and recall of all fields, in per cent, when the set was new.
    pub first_run: Option<(f64, f64)>,
    pub records: Vec<Record>,
}

pub fn sets() -> Vec<Set> {
    let set = |title, first_run, signatures: &str, headers: &str| Set {
        title,
        first_run,
        records: blocks(signatures).chain(header_lines(headers)).collect(),
    };
    vec![
        set(
            "first",
            None,
            include_str!("../../corpus/signatures.txt"),
            "",
        ),
        set(
            "blind 1",
            Some((92.4, 88.7)),
            include_str!("../../corpus/blind-1.txt"),
            include_str!("../../corpus/headers-1.txt"),
        ),
        set(
            "blind 2",
            Some((95.2, 95.2)),
            include_str!("../../corpus/blind-2.txt"),
            include_str!("../../corpus/headers-2.txt"),
        ),
        set(
            "blind 3",
            Some((94.9, 92.0)),
            include_str!("../../corpus/blind-3.txt"),
            include_str!("../../corpus/headers-3.txt"),
        ),
        set(
            "blind 4",
            Some((93.8, 93.3)),
            include_str!("../../corpus/blind-4.txt"),
            "",
        ),
        set(
            "blind 5",
            Some((96.0, 93.2)),
            include_str!("../../corpus/blind-5.txt"),
            "",
        ),
        set(
            "blind 6",
            Some((96.4, 95.5)),
            include_str!("../../corpus/blind-6.txt"),
            "",
        ),
    ]
}

fn blocks(text: &str) -> impl Iterator<Item = Record> {
    text.split("\n%%\n").filter_map(parse)
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
        kind: match value("kind")?.as_str() {
            "mail" => Kind::Mail,
            _ => Kind::Signature,
        },
        from: value("from")?,
        text: text.to_owned(),
        labels,
    })
}

/// `From header => name => company`, one a line.
fn header_lines(text: &str) -> impl Iterator<Item = Record> {
    text.lines().filter_map(|line| {
        let mut parts = line.split(" => ");
        let (from, name, company) = (parts.next()?, parts.next()?, parts.next()?);
        let mut labels = vec![("name".to_owned(), name.to_owned())];
        if name != "-" {
            labels.push(("company".to_owned(), company.to_owned()));
        } else {
            labels.push(("company".to_owned(), "?".to_owned()));
        }
        Some(Record {
            id: from.to_owned(),
            kind: Kind::Header,
            from: from.to_owned(),
            labels,
            text: String::new(),
        })
    })
}

/// What the library makes of a record.
pub fn read(record: &Record) -> Person {
    let from = Address::parse(&record.from);
    match record.kind {
        Kind::Signature => signature::read(&record.text, from.as_ref()),
        Kind::Mail => from_mail(&record.from, &record.text),
        Kind::Header => from_mail(&record.from, "Hello"),
    }
}

/// The sender of a whole mail.
fn from_mail(from: &str, text: &str) -> Person {
    let raw = format!(
        "From: {from}\nTo: joe@b.org\nDate: Wed, 12 Oct 2022 10:00:00 +0200\nSubject: Re: offer\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    );
    mail::message::parse(raw.as_bytes())
        .ok()
        .and_then(|message| mail::extract::extract(&message).people.pop())
        .unwrap_or_default()
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
    let sender = Address::parse(&record.from).map(|from| from.email);
    let emails = person
        .emails
        .iter()
        .filter(|email| Some(*email) != sender.as_ref())
        .cloned()
        .collect();
    let fields: [(&'static str, Vec<String>); 10] = [
        ("name", one(&person.name)),
        ("title", one(&person.title)),
        ("company", one(&person.company)),
        ("phone", phones),
        ("email", emails),
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
        let may_miss = wanted.iter().any(|value| value.ends_with("|| -"));
        if wanted.iter().any(|value| value == "?") || (may_miss && found.is_empty()) {
            continue;
        }
        let wanted: Vec<String> = wanted.into_iter().filter(|value| value != "-").collect();
        let right = wanted
            .iter()
            .filter(|value| is_found(field, value, &found))
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

fn kind(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Work => "work",
        PhoneKind::Mobile => "mobile",
        PhoneKind::Home => "home",
        PhoneKind::Fax => "fax",
    }
}
