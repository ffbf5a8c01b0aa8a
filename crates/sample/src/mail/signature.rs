//! Signature blocks in the shapes that people use.

use super::thread::Thread;
use crate::dice::Dice;
use crate::schedule::{Author, Exchange};
use crate::talk::{Voice, phrasebook, signatures};
use crate::world::{Client, Company, Person, Phone, Position};

const SHAPES: [&str; 9] = ["", "1", "2", "3", "4", "5", "6", "7", "8"];

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
    match held.company {
        None => private(person, held),
        Some(_) if person.signature == 0 => String::new(),
        Some(at) => office(person, held, &thread.desk.world.companies[at]),
    }
}

fn private(person: &Person, held: &Position) -> String {
    match (person.signature, held.phones.first()) {
        (0, _) => String::new(),
        (1 | 2, Some(phone)) => format!("-- \n{}\n{}", person.name, phone.shown),
        _ => format!("-- \n{}", person.name),
    }
}

/// The shape of `data/signatures.txt` that the person uses, filled.
fn office(person: &Person, held: &Position, company: &Company) -> String {
    let labels = phrasebook(person.language).named("labels");
    let label = |name: &str| labels.map_or("", |block| block.one(name));
    let name = person.written_name();
    let (upper, row) = (name.to_uppercase(), row(held));
    let town = format!("{} {}", company.place.postcode, company.place.city);
    let known = [
        ("dashes", "-- "),
        ("name", name),
        ("upper", &upper),
        ("title", held.title.unwrap_or_default()),
        ("company", &company.name),
        ("street", company.place.street),
        ("town", &town),
        ("email", &held.email),
        ("domain", &company.domain),
        ("desk", phone(held, false)),
        ("mobile", phone(held, true)),
        ("row", &row),
        ("fax", held.fax.as_ref().map_or("", |fax| &fax.shown)),
        ("profile", person.profile.as_deref().unwrap_or_default()),
        ("linkedin", person.linkedin.as_deref().unwrap_or_default()),
        ("desklabel", label("phone")),
        ("mobilelabel", label("mobile")),
        ("disclaimer", label("disclaimer")),
    ];
    filled(person.signature, &known)
}

fn filled(shape: usize, known: &[(&'static str, &str)]) -> String {
    let voice = Voice {
        book: signatures(),
        seed: 0,
        known,
    };
    let lacks = |line: &str| {
        let mut empty = known.iter().filter(|(_, value)| value.is_empty());
        empty.any(|(slot, _)| line.contains(&format!("{{{slot}}}")))
    };
    let lines = signatures().pool(SHAPES.get(shape).copied().unwrap_or_default());
    let lines = lines
        .iter()
        .filter(|line| !lacks(line))
        .map(|line| match *line {
            "~" => String::new(),
            line => voice.said(line, &mut Dice::new(0)),
        });
    lines.collect::<Vec<_>>().join("\n")
}

fn phone(held: &Position, mobile: bool) -> &str {
    let found = held.phones.iter().find(|phone| phone.mobile == mobile);
    found.map_or("", |phone| &phone.shown)
}

/// Numbers and address in one line, as many as there are.
fn row(held: &Position) -> String {
    let kind = |phone: &Phone| if phone.mobile { "M" } else { "T" };
    let phones = held
        .phones
        .iter()
        .map(|phone| format!("{} {}", kind(phone), phone.shown));
    phones
        .chain([held.email.clone()])
        .collect::<Vec<_>>()
        .join(" | ")
}
