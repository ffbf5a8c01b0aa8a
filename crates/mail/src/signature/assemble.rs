//! Segments become a person: contacts and places are recognised by form, the name by likeness
//! to the sender, title and company by words, domain and order.

use super::contact::{self, Contact};
use super::phone::{self, Candidate};
use super::{Person, block, closing, company, line, place, region, title, who};
use crate::address::Address;
use crate::domains;
use crate::names;

/// Text that is left of a segment when its contacts are taken.
#[derive(Debug, Clone)]
struct Residue {
    line: usize,
    text: String,
    is_place: bool,
}

#[derive(Default)]
struct Findings {
    contacts: Vec<Contact>,
    numbers: Vec<Candidate>,
    residues: Vec<Residue>,
}

pub(super) fn person(block: &str, sender: Option<&Address>) -> Person {
    let mut findings = collect(block);
    let mut person = Person::default();
    fill_contacts(&mut person, &findings.contacts, sender);
    let domains = company_domains(&person, sender);
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
    fill_location(&mut person, &mut findings.residues);
    fill_work(&mut person, &findings.residues, &domains, name_line);
    fill_company_from_domain(&mut person, sender);
    fill_phones(&mut person, &findings.numbers, block, sender);
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
    fill_company_from_domain(&mut person, Some(sender));
    person
}

fn collect(block: &str) -> Findings {
    let mut findings = Findings::default();
    let mut pending: Option<block::Label> = None;
    for segment in line::segments(block) {
        if closing::rest(&segment.text) == Some("") || is_noise(&segment.text) {
            continue;
        }
        if let Some(label) = block::label(&segment.text) {
            pending = Some(label);
            continue;
        }
        if is_register(&segment.text) {
            continue;
        }
        let mut text = segment.text.clone();
        findings.contacts.extend(contact::take(&mut text));
        let is_address = place::strength(&text) == 2 && !text.contains('+');
        if !is_address || block_has_phone_label(&text) {
            findings.numbers.extend(phone::take(&mut text, pending));
        }
        let is_place = pending == Some(block::Label::Place);
        pending = None;
        push_residues(&mut findings.residues, segment.line, &text, is_place);
    }
    findings
}

fn block_has_phone_label(text: &str) -> bool {
    text.split([' ', ',', ':']).any(|word| {
        word.chars().count() > 2
            && matches!(block::label(word), Some(block::Label::Phone(_)))
            && !matches!(block::label(word), Some(block::Label::Place))
    })
}

fn push_residues(residues: &mut Vec<Residue>, line: usize, text: &str, is_place: bool) {
    for piece in text.split('\n') {
        let (piece, labelled) = without_place_label(piece);
        let piece = piece.trim_matches(|letter: char| {
            letter.is_whitespace()
                || ",;:|/<>[]-–—_•·✉☎📍📞📱🌐🏢➤→►«»~=+".contains(letter) && !matches!(letter, '»')
        });
        let piece = balanced(piece);
        let has_letters = piece
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            >= 2;
        if has_letters && (block::label(piece).is_none() || labelled) {
            residues.push(Residue {
                line,
                text: piece.to_owned(),
                is_place: is_place || labelled,
            });
        }
    }
}

/// Cuts a bracket that contacts have left open.
fn balanced(text: &str) -> &str {
    let text = text.trim();
    if text.ends_with('(') {
        text[..text.len() - 1].trim_end()
    } else if text.starts_with(')') {
        text[1..].trim_start()
    } else {
        text
    }
}

fn without_place_label(text: &str) -> (&str, bool) {
    let text = text.trim();
    if let Some((head, rest)) = text.split_once(':') {
        let is_label = block::label(head) == Some(block::Label::Place);
        let may_be = ["a", "office", "sede", "büro", "oficina"]
            .contains(&head.trim().to_lowercase().as_str());
        if is_label || may_be && place::strength(rest.trim()) > 0 {
            return (rest.trim(), true);
        }
    }
    match text.strip_prefix(['📍', '🏢', '🏠', '📌', '📮']) {
        Some(rest) => (rest.trim(), true),
        None => (text, false),
    }
}

/// Slogans, advertisements and hints that are nobody's name or title.
fn is_noise(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let lower = text.to_lowercase();
    let starts = [
        "book a",
        "schedule a",
        "follow us",
        "visit us",
        "check out",
        "download",
        "click here",
        "learn more",
        "we are hiring",
        "we're hiring",
        "join us",
        "please ",
        "my working",
        "i work",
        "working hours",
        "out of office",
        "on behalf",
        "i.a.",
        "i.v.",
        "im auftrag",
        "in vertretung",
        "ppa",
        "p.p.",
        "sent from",
        "pronouns",
        "he/him",
        "she/her",
        "they/them",
        "unsere datenschutz",
        "öffnungszeiten",
        "bürozeiten",
        "sprechzeiten",
        "meine arbeitszeiten",
        "arbeitszeit",
        "office hours",
        "n°1",
        "#1",
    ];
    starts.iter().any(|start| lower.starts_with(start)) && words <= 16
        || words > 16 && !text.contains('@')
        || text.ends_with('!')
        || text.starts_with(['"', '“', '„', '«']) && words > 3
}

/// Lines of registers, courts, boards and banks.
fn is_register(text: &str) -> bool {
    let lower = text.to_lowercase();
    const MARKS: [&str; 48] = [
        "amtsgericht",
        "handelsregister",
        "registergericht",
        "hrb ",
        "hra ",
        "ust-id",
        "ust.-id",
        "ustid",
        "steuernummer",
        "steuer-nr",
        "geschäftsführer:",
        "geschäftsführung:",
        "geschäftsführerin:",
        "vertretungsberechtigt",
        "vorstand:",
        "aufsichtsrat",
        "sitz der",
        "vorsitzender des",
        "registered in",
        "registered office",
        "registration no",
        "company no",
        "company number",
        "company reg",
        "vat no",
        "vat reg",
        "vat:",
        "vat id",
        "iban",
        "siret",
        "siren",
        "rcs ",
        "au capital",
        "capital social",
        "tva intra",
        "p.iva",
        "p. iva",
        "partita iva",
        "cod. fisc",
        "codice fiscale",
        "kvk",
        "btw-",
        "nip:",
        "nip ",
        "regon",
        "krs",
        "инн",
        "огрн",
    ];
    MARKS.iter().any(|mark| lower.contains(mark))
}

fn fill_contacts(person: &mut Person, contacts: &[Contact], sender: Option<&Address>) {
    if let Some(sender) = sender {
        person.emails.push(sender.email.clone());
        person.note("email", "header", 1.0);
    }
    for contact in contacts {
        match contact {
            Contact::Email(email) if !person.emails.contains(email) => {
                person.emails.push(email.clone())
            }
            Contact::Url(url) if !person.urls.iter().any(|known| site(known) == site(url)) => {
                person.urls.push(url.clone())
            }
            Contact::LinkedIn(profile) => set(&mut person.linkedin, profile),
            Contact::Twitter(handle) => set(&mut person.twitter, handle),
            Contact::Telegram(handle) => set(&mut person.telegram, handle),
            Contact::GitHub(handle) => set(&mut person.github, handle),
            Contact::Email(_) | Contact::Url(_) | Contact::Other => {}
        }
    }
    person.email = person.emails.first().cloned();
    let found = [
        (
            "emails",
            contacts
                .iter()
                .any(|contact| matches!(contact, Contact::Email(_))),
        ),
        ("urls", !person.urls.is_empty()),
        ("linkedin", person.linkedin.is_some()),
        ("twitter", person.twitter.is_some()),
        ("telegram", person.telegram.is_some()),
        ("github", person.github.is_some()),
    ];
    for (field, _) in found.iter().filter(|(_, is_found)| *is_found) {
        person.note(field, "signature", 0.97);
    }
    if sender.is_none() && person.email.is_some() {
        person.note("email", "signature", 0.9);
    }
}

fn set(field: &mut Option<String>, value: &str) {
    if field.is_none() {
        *field = Some(value.to_owned());
    }
}

/// What makes two spellings of an address of a site the same.
fn site(url: &str) -> String {
    let lower = url.to_lowercase();
    let rest = lower
        .split_once("://")
        .map_or(lower.as_str(), |(_, rest)| rest);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
        .to_owned()
}

fn company_domains(person: &Person, sender: Option<&Address>) -> Vec<String> {
    let emails = person
        .emails
        .iter()
        .chain(sender.map(|sender| &sender.email));
    let of_sites = person
        .urls
        .iter()
        .filter_map(|url| domains::registrable(site(url).split('/').next()?));
    let mut found: Vec<String> = emails
        .filter_map(|email| domains::company_domain(email))
        .chain(of_sites)
        .collect();
    found.dedup();
    found
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
    if let Some(longer) = header.filter(|header| header.family.is_some() && name.family.is_none()) {
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

/// Drops the lines that only repeat the name or a part of it.
fn drop_doubles(residues: &mut Vec<Residue>, name: &names::PersonName) {
    let full = name.full.to_lowercase();
    for residue in residues.iter_mut() {
        let again = who::read(&residue.text, 0, None)
            .filter(|again| again.name.full.to_lowercase() == full);
        if let Some(rest) = again.map(|again| again.rest) {
            residue.text = rest.unwrap_or_default();
        }
    }
    residues.retain(|residue| {
        let lower = residue.text.to_lowercase();
        !lower.is_empty() && !full.split(' ').any(|word| word == lower)
    });
}

fn fill_location(person: &mut Person, residues: &mut Vec<Residue>) {
    let mut parts: Vec<String> = Vec::new();
    let mut last_line = None;
    let mut kept = Vec::new();
    for residue in residues.drain(..) {
        let (before, address) = split_address(&residue);
        let is_near = last_line.is_none_or(|last: usize| residue.line <= last + 2);
        match address {
            Some(address) if is_near && parts.len() < 5 => {
                last_line = Some(residue.line);
                parts.push(address);
                kept.extend(before.map(|text| Residue { text, ..residue }));
            }
            Some(_) => {}
            None => kept.push(residue),
        }
    }
    *residues = kept;
    parts.dedup();
    if !parts.is_empty() {
        let is_sure = parts.iter().any(|part| place::strength(part) == 2);
        person.location = Some(parts.join(", "));
        person.note("location", "signature", if is_sure { 0.9 } else { 0.75 });
    }
}

/// The address in a residue, and what stands before it: `Acme GmbH, Torstraße 1, 10115 Berlin`.
fn split_address(residue: &Residue) -> (Option<String>, Option<String>) {
    let text = &residue.text;
    let strength = place::strength(text);
    if residue.is_place {
        return (None, Some(text.clone()));
    }
    let is_work = company::has_legal_form(text) || title::is_title(text);
    let pieces: Vec<&str> = text.split(", ").collect();
    let start = (0..pieces.len()).find(|at| place::strength(pieces[*at]) > 0);
    match start {
        Some(0) if strength > 0 && !(is_work && pieces.len() == 1 && strength < 2) => {
            (None, Some(text.clone()))
        }
        Some(start) if start > 0 && is_address_tail(&pieces[start..]) => {
            let before = pieces[..start].join(", ");
            let is_name_of_place =
                strength == 2 && !is_work && before.chars().any(|letter| letter.is_ascii_digit());
            if is_name_of_place {
                (None, Some(text.clone()))
            } else {
                (Some(before), Some(pieces[start..].join(", ")))
            }
        }
        _ if strength == 2 && !is_work => (None, Some(text.clone())),
        _ => (None, None),
    }
}

fn is_address_tail(pieces: &[&str]) -> bool {
    let joined = pieces.join(", ");
    place::strength(&joined) > 0 || pieces.iter().all(|piece| place::strength(piece) > 0)
}

fn fill_work(
    person: &mut Person,
    residues: &[Residue],
    domains: &[String],
    name_line: Option<usize>,
) {
    let mut title: Option<(String, f32)> = None;
    let mut company: Option<(String, u8)> = None;
    let mut unknown: Vec<&Residue> = Vec::new();
    for residue in residues {
        let (position, employer) = split_work(&residue.text, domains);
        let is_known = position.is_some() || employer.is_some();
        if let Some(position) = position
            && title.is_none()
        {
            title = Some((position, 0.95));
        }
        if let Some((employer, strength)) = employer
            && company.as_ref().is_none_or(|(_, known)| strength > *known)
        {
            company = Some((employer, strength));
        }
        if !is_known {
            unknown.push(residue);
        }
    }
    guess_by_order(&mut title, &mut company, &unknown, name_line);
    if let Some((title, confidence)) = title {
        person.title = Some(title);
        person.note("title", "signature", confidence);
    }
    if let Some((company, strength)) = company {
        person.company = Some(company);
        person.note(
            "company",
            "signature",
            [0.6, 0.75, 0.92, 0.95][usize::from(strength.min(3))],
        );
    }
}

/// Short unknown lines directly below the name are the title, then the company.
fn guess_by_order(
    title: &mut Option<(String, f32)>,
    company: &mut Option<(String, u8)>,
    unknown: &[&Residue],
    name_line: Option<usize>,
) {
    let Some(name_line) = name_line else {
        return;
    };
    let mut short = unknown.iter().filter(|residue| is_short(&residue.text));
    let near = |residue: &&&Residue| (name_line..=name_line + 3).contains(&residue.line);
    if title.is_none()
        && let Some(residue) = short.next().filter(near)
    {
        let is_directly_below = residue.line <= name_line + 1;
        let confidence = if company.is_some() { 0.6 } else { 0.5 };
        if is_directly_below || company.is_some() {
            *title = Some((residue.text.clone(), confidence));
        }
    }
    if company.is_none()
        && let Some(residue) = short.next().filter(near)
    {
        *company = Some((residue.text.clone(), 0));
    }
}

fn is_short(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let is_quiet = !text.ends_with(['.', '!', '?', ':', ',']) || text.ends_with("o.o.");
    words <= 6 && text.chars().count() <= 60 && is_quiet
}

/// A residue's title and company, where it holds one or both: `CTO at Acme`, `CTO, Acme Inc.`.
fn split_work(text: &str, domains: &[String]) -> (Option<String>, Option<(String, u8)>) {
    let as_title = title::strength(text);
    let as_company = company::strength(text, domains);
    if as_title > 0 || as_company > 0 {
        for (at, mark) in work_marks(text) {
            let (left, right) = (text[..at].trim(), text[at + mark.len()..].trim());
            if let Some(found) = pair(left, right, mark, domains) {
                return found;
            }
        }
    }
    match (as_title, as_company) {
        (0, 0) => (None, None),
        (0, strength) => (None, Some((company_text(text), strength))),
        (_, 3) => (None, Some((company_text(text), 3))),
        (_, 2) if !text.contains(' ') || company::has_noun(text) => {
            (None, Some((company_text(text), 2)))
        }
        _ => (Some(title_text(text)), None),
    }
}

fn work_marks(text: &str) -> Vec<(usize, &'static str)> {
    let marks = [
        " at ",
        " @ ",
        " @",
        ", ",
        " - ",
        " – ",
        " — ",
        " bei der ",
        " bei ",
        " chez ",
        " presso ",
        " bij ",
        " w ",
        " в ",
        " of ",
        " | ",
        " for ",
        "、",
        "，",
        " de ",
        " da ",
        " do ",
        " di ",
        " von ",
        " der ",
    ];
    let mut found = Vec::new();
    for mark in marks {
        found.extend(text.match_indices(mark).map(|(at, _)| (at, mark)));
    }
    found
}

type Work = (Option<String>, Option<(String, u8)>);

fn pair(left: &str, right: &str, mark: &str, domains: &[String]) -> Option<Work> {
    let is_open = matches!(
        mark,
        " at " | " @ " | " @" | " bei " | " chez " | " presso " | " bij " | " bei der "
    );
    let is_weak = matches!(
        mark,
        " of " | " de " | " da " | " do " | " di " | " von " | " der " | " w " | " в " | " for "
    );
    let right_strength = company::strength(right, domains);
    let left_strength = company::strength(left, domains);
    let has_title = title::strength(left) > 0;
    if has_title
        && (is_open && !right.is_empty()
            || right_strength >= if is_weak { 2 } else { 1 } && title::strength(right) == 0
            || right_strength >= 2)
        && left_strength < 3
    {
        return Some((
            Some(title_text(left)),
            Some((company_text(right), right_strength.max(2))),
        ));
    }
    if !is_open
        && !is_weak
        && left_strength >= 2
        && title::strength(right) > 0
        && right_strength < 2
    {
        return Some((
            Some(title_text(right)),
            Some((company_text(left), left_strength)),
        ));
    }
    None
}

fn title_text(text: &str) -> String {
    let is_edge = |letter: char| letter.is_whitespace() || ",;:-–—|/\"®™".contains(letter);
    let mut text = text.trim_matches(is_edge);
    while let Some((before, last)) = text.rsplit_once(", ")
        && names::is_credential(last)
    {
        text = before.trim_matches(is_edge);
    }
    text.replace(['®', '™'], "")
}

fn company_text(text: &str) -> String {
    text.trim_matches(|letter: char| letter.is_whitespace() || ",;:-–—|/@".contains(letter))
        .to_owned()
}

fn fill_company_from_domain(person: &mut Person, sender: Option<&Address>) {
    let email = sender.map(|sender| &sender.email).or(person.email.as_ref());
    if person.company.is_none()
        && let Some(domain) = email.and_then(|email| domains::company_domain(email))
    {
        person.company = Some(domains::company_name(&domain));
        person.note("company", "domain", 0.6);
    }
}

fn fill_phones(person: &mut Person, numbers: &[Candidate], block: &str, sender: Option<&Address>) {
    let region = region_of(person, numbers, block, sender);
    for candidate in numbers {
        let phone = phone::resolve(candidate, region.as_deref());
        let is_known = person.phones.iter().any(|known| {
            known.e164.is_some() && known.e164 == phone.e164 || known.raw == phone.raw
        });
        if !is_known {
            person.phones.push(phone);
        }
    }
    if !person.phones.is_empty() {
        let is_resolved = person.phones.iter().all(|phone| phone.e164.is_some());
        person.note("phones", "signature", if is_resolved { 0.95 } else { 0.7 });
    }
}

fn region_of(
    person: &Person,
    numbers: &[Candidate],
    block: &str,
    sender: Option<&Address>,
) -> Option<String> {
    let by_location = person
        .location
        .as_deref()
        .and_then(region::of_location)
        .map(str::to_owned);
    let by_number = || {
        numbers
            .iter()
            .find_map(|number| phone::region_of(&number.raw))
    };
    let hosts = || {
        let of_emails = person
            .emails
            .iter()
            .chain(sender.map(|sender| &sender.email))
            .filter_map(|email| email.rsplit_once('@'))
            .map(|(_, domain)| domain.to_owned());
        let of_sites = person
            .urls
            .iter()
            .map(|url| site(url).split('/').next().unwrap_or("").to_owned());
        of_emails.chain(of_sites).collect::<Vec<_>>()
    };
    let by_domain = || hosts().iter().find_map(|host| region::of_domain(host));
    by_location
        .or_else(by_number)
        .or_else(by_domain)
        .or_else(|| region::of_text(block).map(str::to_owned))
}
