//! Segments become a person: contacts and places are recognised by form, the name by likeness
//! to the sender, title and company by words, domain and order.

use super::reach::Hints;
use super::residue::{self, Residue};
use super::{Person, location, reach, who, work};
use crate::address::Address;
use crate::names;

pub(super) fn person(block: &str, sender: Option<&Address>, language: Option<&str>) -> Person {
    let mut findings = residue::collect(block);
    let mut person = Person::default();
    reach::fill_contacts(&mut person, &findings.contacts, sender);
    let domains = reach::company_domains(&person, sender);
    let name = take_name(&mut findings.residues, sender);
    let name_line = name.as_ref().map(|(line, _)| *line);
    let name = name.map(|(_, reading)| reading);
    if let (Some(reading), Some(sender)) = (&name, sender)
        && who::is_somebody_else(&reading.name, sender)
        && !person
            .emails
            .iter()
            .skip(1)
            .any(|email| *email == sender.email)
        && !names_sender_again(&findings.residues, sender)
    {
        return from_header(sender);
    }
    fill_name(&mut person, name, sender, &mut findings.residues);
    location::fill(&mut person, &mut findings.residues, &domains);
    work::fill(&mut person, &findings.residues, &domains, name_line);
    work::fill_company_from_domain(&mut person, sender);
    reach::fill_phones(&mut person, &findings.numbers, &Hints { block, language });
    person
}

fn names_sender_again(residues: &[Residue], sender: &Address) -> bool {
    residues
        .iter()
        .filter_map(|residue| names::parse(&residue.text))
        .any(|name| who::likeness(&name, sender) >= 6)
}

/// What the header alone says of the sender.
pub(crate) fn from_header(sender: &Address) -> Person {
    let mut person = Person {
        email: Some(sender.email.clone()),
        emails: vec![sender.email.clone()],
        ..Person::default()
    };
    person.note("email", "header", 1.0);
    if let Some(name) = names::person_name(sender.name.as_deref(), &sender.email) {
        person.name = Some(name.full);
        let is_displayed = sender
            .name
            .as_deref()
            .is_some_and(|name| !name.contains('@'));
        let (source, confidence) = if is_displayed {
            ("header", 0.95)
        } else {
            ("local-part", 0.7)
        };
        person.note("name", source, confidence);
    }
    work::fill_company_from_domain(&mut person, Some(sender));
    person
}

fn take_name(
    residues: &mut Vec<Residue>,
    sender: Option<&Address>,
) -> Option<(usize, who::Reading)> {
    let readings = residues
        .iter()
        .enumerate()
        .filter(|(_, residue)| !residue.is_place);
    let readings =
        readings.filter_map(|(at, residue)| Some((at, who::read(&residue.text, at, sender)?)));
    let (at, reading) = readings
        .reduce(|best, next| {
            if next.1.score > best.1.score {
                next
            } else {
                best
            }
        })
        .filter(|(_, reading)| reading.score >= 3)?;
    let line = residues[at].line;
    match &reading.rest {
        Some(rest) => residues[at].text = rest.clone(),
        None => {
            residues.remove(at);
        }
    }
    Some((line, reading))
}

fn fill_name(
    person: &mut Person,
    reading: Option<who::Reading>,
    sender: Option<&Address>,
    residues: &mut Vec<Residue>,
) {
    let header =
        sender.and_then(|sender| names::person_name(sender.name.as_deref(), &sender.email));
    let Some(reading) = reading else {
        if let Some(name) = header {
            person.name = Some(name.full);
            person.note("name", "header", 0.9);
        }
        return;
    };
    let name = reading.name;
    drop_doubles(residues, &name);
    if let Some(longer) = header.filter(|header| is_fuller(header, &name)) {
        person.name = Some(longer.full);
        return person.note("name", "header", 0.95);
    }
    person.name = Some(name.full);
    person.note(
        "name",
        "signature",
        if reading.score >= 8 { 0.98 } else { 0.85 },
    );
}

/// `Hélène Montreuil` of the header says more than `H. Montreuil` or `Hélène`.
fn is_fuller(header: &names::PersonName, name: &names::PersonName) -> bool {
    let Some(family) = &header.family else {
        return false;
    };
    let Some(signed) = &name.family else {
        return true;
    };
    let is_longer = header.full.starts_with(&format!("{} ", name.full));
    is_longer && names::is_given_name(signed)
        || signed.to_lowercase() == family.to_lowercase() && abbreviates(name, header)
}

/// `S.J.` stands for Soo-jin.
fn abbreviates(name: &names::PersonName, header: &names::PersonName) -> bool {
    let given = |name: &names::PersonName| name.given.clone().unwrap_or_default();
    let is_initials = |given: &str| {
        given
            .split([' ', '.', '-'])
            .all(|part| part.chars().count() < 2)
    };
    let (short, long) = (given(name), given(header));
    !short.is_empty()
        && is_initials(&short)
        && !is_initials(&long)
        && short.chars().next() == long.chars().next()
}

/// Drops the lines that only repeat the name or a part of it.
fn drop_doubles(residues: &mut Vec<Residue>, name: &names::PersonName) {
    let full = name.full.to_lowercase();
    let is_in_another_script = |again: &who::Reading| {
        full.is_ascii() && again.rest.is_some() && again.name.full.chars().all(is_east_asian)
    };
    for residue in residues.iter_mut() {
        let again = who::read(&residue.text, 0, None)
            .filter(|again| again.name.full.to_lowercase() == full || is_in_another_script(again));
        if let Some(rest) = again.map(|again| again.rest) {
            residue.text = rest.unwrap_or_default();
        }
    }
    residues.retain(|residue| {
        let lower = residue.text.to_lowercase();
        !lower.is_empty() && !full.split(' ').any(|word| word == lower)
    });
}

fn is_east_asian(letter: char) -> bool {
    letter > '\u{2e80}' || letter == ' '
}
