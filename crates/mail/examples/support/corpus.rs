//! The labelled corpus: records of what a signature or mail says, and what is read in them.

pub mod comparison;

use mail::message::Address;
use mail::signature::{self, Person};

pub use comparison::compare;

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
    /// The body alone, of a plain mail.
    Mail,
    /// The whole message, as a client wrote it.
    Eml,
    Header,
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
        set(
            "blind 7",
            Some((96.0, 95.0)),
            include_str!("../../corpus/blind-7.txt"),
            include_str!("../../corpus/headers-7.txt"),
        ),
        set(
            "blind 8",
            Some((98.4, 95.3)),
            include_str!("../../corpus/blind-8.txt"),
            include_str!("../../corpus/headers-8.txt"),
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
            "eml" => Kind::Eml,
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
        Kind::Eml => from_raw(&record.text),
        Kind::Header => from_mail(&record.from, "Hello"),
    }
}

/// The sender of a whole mail.
fn from_mail(from: &str, text: &str) -> Person {
    let raw = format!(
        "From: {from}\nTo: joe@b.org\nDate: Wed, 12 Oct 2022 10:00:00 +0200\nSubject: Re: offer\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    );
    from_raw(&raw)
}

fn from_raw(raw: &str) -> Person {
    mail::message::parse(raw.as_bytes())
        .ok()
        .and_then(|message| mail::extract::extract(&message).people.pop())
        .unwrap_or_default()
}
