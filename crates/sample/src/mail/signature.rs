//! Signature blocks in the shapes that people use.

use super::thread::Thread;
use crate::schedule::{Author, Exchange};
use crate::talk::phrasebook;
use crate::world::{Client, Person, Phone, Position};

/// The block under a message, or nothing.
pub(super) fn signature(thread: &Thread, position: u8) -> String {
    if !is_shown(thread, position) {
        return String::new();
    }
    match thread.author(position) {
        Some(person) if person.client == Client::Telephone => from_telephone(person),
        Some(person) => of_person(thread, person, position),
        None => of_owner(thread),
    }
}

/// Outlook puts it under every message, the others under a person's first.
fn is_shown(thread: &Thread, position: u8) -> bool {
    let author = thread.exchange.author(position);
    let first = |exchange: &Exchange| (0..position).all(|before| exchange.author(before) != author);
    thread.client(position) == Client::Outlook || first(thread.exchange)
}

fn from_telephone(person: &Person) -> String {
    phrasebook(person.language)
        .pool("telephone")
        .first()
        .copied()
        .unwrap_or_default()
        .to_owned()
}

fn of_owner(thread: &Thread) -> String {
    if !thread.person.kind.is_business()
        || thread.exchange.author(0) != Author::Me && !thread.person.formal
    {
        return String::new();
    }
    let own = &thread.desk.world.companies[0];
    format!(
        "-- \n{}\n{} · {}",
        thread.desk.plan.me.name, own.name, own.domain
    )
}

fn of_person(thread: &Thread, person: &Person, position: u8) -> String {
    let Some(held) = person.position_at(thread.at(position)) else {
        return String::new();
    };
    let Some(company) = held.company else {
        return private(person, held);
    };
    let label = |name: &str| {
        phrasebook(person.language)
            .named("labels")
            .map_or("", |block| block.one(name))
    };
    let facts = Facts {
        person,
        held,
        company: &thread.desk.world.companies[company].name,
        domain: &thread.desk.world.companies[company].domain,
        address: &thread.desk.world.companies[company].place,
        desk: label("phone"),
        mobile: label("mobile"),
        disclaimer: label("disclaimer"),
    };
    facts.block(person.signature)
}

fn private(person: &Person, held: &Position) -> String {
    match (person.signature, held.phones.first()) {
        (0, _) => String::new(),
        (1 | 2, Some(phone)) => format!("-- \n{}\n{}", person.name, phone.shown),
        _ => format!("-- \n{}", person.name),
    }
}

struct Facts<'a> {
    person: &'a Person,
    held: &'a Position,
    company: &'a str,
    domain: &'a str,
    address: &'a crate::world::Place,
    desk: &'a str,
    mobile: &'a str,
    disclaimer: &'a str,
}

impl Facts<'_> {
    fn block(&self, shape: usize) -> String {
        let (name, title) = (
            self.person.written_name(),
            self.held.title.unwrap_or_default(),
        );
        let mut lines = match shape {
            0 => return String::new(),
            1 => vec![
                "-- ".into(),
                name.into(),
                format!("{title}, {}", self.company),
            ],
            2 => vec![
                format!("{name} | {title} | {}", self.company),
                self.in_a_row(),
                format!("www.{}", self.domain),
            ],
            3 => vec![
                name.into(),
                title.into(),
                String::new(),
                self.company.into(),
                self.address.street.into(),
                self.town(),
            ],
            4 => vec![
                "--".into(),
                name.into(),
                title.into(),
                format!("{} · {}", self.company, self.domain),
            ],
            5 => vec![name.into(), format!("{title} · {}", self.company)],
            6 => vec![
                "_______________".into(),
                name.into(),
                title.into(),
                self.company.into(),
                self.held.email.clone(),
            ],
            7 => self.lettered(),
            _ => vec![
                "-- ".into(),
                format!("{name} ({})", self.company),
                format!("https://www.{}", self.domain),
            ],
        };
        if matches!(shape, 1 | 3 | 5 | 6) {
            lines.extend(self.phones());
        }
        if matches!(shape, 3 | 4) {
            lines.extend(
                self.person
                    .linkedin
                    .iter()
                    .map(|path| format!("https://www.{path}")),
            );
        }
        if shape == 5 || shape == 7 {
            lines.extend([String::new(), self.disclaimer.to_owned()]);
        }
        lines.join("\n").trim_end().to_owned()
    }

    fn town(&self) -> String {
        format!("{} {}", self.address.postcode, self.address.city)
    }

    fn label(&self, phone: &Phone) -> &str {
        if phone.mobile { self.mobile } else { self.desk }
    }

    fn phones(&self) -> impl Iterator<Item = String> {
        self.held
            .phones
            .iter()
            .map(|phone| format!("{}: {}", self.label(phone), phone.shown))
    }

    fn in_a_row(&self) -> String {
        let mut parts: Vec<String> = self
            .held
            .phones
            .iter()
            .map(|phone| format!("{} {}", if phone.mobile { "M" } else { "T" }, phone.shown))
            .collect();
        parts.push(self.held.email.clone());
        parts.join(" | ")
    }

    fn lettered(&self) -> Vec<String> {
        let mut lines = vec![
            self.person.written_name().to_uppercase(),
            self.held.title.unwrap_or_default().into(),
            self.company.into(),
            String::new(),
        ];
        lines.extend(
            self.held
                .phones
                .iter()
                .map(|phone| format!("{}: {}", if phone.mobile { "M" } else { "T" }, phone.shown)),
        );
        lines.push(format!("E: {}", self.held.email));
        lines.push(format!("W: https://{}", self.domain));
        lines.push(format!("A: {}, {}", self.address.street, self.town()));
        lines
    }
}
