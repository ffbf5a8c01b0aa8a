//! How the person can be reached: addresses, sites, profiles, phones.

use super::contact::Contact;
use super::phone::{self, Candidate};
use super::{Person, Phone, region};
use crate::address::Address;
use crate::domains;

pub(super) fn fill_contacts(person: &mut Person, contacts: &[Contact], sender: Option<&Address>) {
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
            Contact::Email(_) | Contact::Url(_) | Contact::Chat(_) | Contact::Other => {}
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

pub(super) fn company_domains(person: &Person, sender: Option<&Address>) -> Vec<String> {
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

/// `language` (ISO 639-1, of the whole message) is the last hint at the country.
pub(super) fn fill_phones(person: &mut Person, numbers: &[Candidate], hints: &Hints<'_>) {
    let regions = regions(person, numbers, hints);
    for candidate in numbers {
        let phone = phone::resolve(candidate, &regions);
        let is_same = |known: &Phone| {
            known.e164.is_some() && known.e164 == phone.e164 || known.raw == phone.raw
        };
        if !person.phones.iter().any(is_same) {
            person.phones.push(phone);
        }
    }
    if !person.phones.is_empty() {
        let is_resolved = person.phones.iter().all(|phone| phone.e164.is_some());
        person.note("phones", "signature", if is_resolved { 0.95 } else { 0.7 });
    }
}

/// What beside the person's own data hints at the country.
pub(super) struct Hints<'a> {
    pub(super) block: &'a str,
    pub(super) language: Option<&'a str>,
}

/// The regions whose numbers these may be, likeliest first.
fn regions(person: &Person, numbers: &[Candidate], hints: &Hints<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let by_location = person
        .location
        .as_deref()
        .and_then(region::of_location)
        .map(str::to_owned);
    let by_parts = person
        .location
        .iter()
        .flat_map(|location| location.split([',', '/']))
        .filter_map(|part| region::city(part.trim()).map(str::to_owned));
    let by_number = numbers
        .iter()
        .filter_map(|number| phone::region_of(&number.raw));
    let of_emails = person
        .emails
        .iter()
        .filter_map(|email| email.rsplit_once('@'))
        .map(|(_, domain)| domain.to_owned());
    let of_sites = person
        .urls
        .iter()
        .map(|url| site(url).split('/').next().unwrap_or("").to_owned());
    let by_domain = of_emails
        .chain(of_sites)
        .filter_map(|host| region::of_domain(&host));
    let by_text = region::of_text(hints.block).map(str::to_owned);
    let by_language = hints
        .language
        .and_then(region::of_language)
        .map(str::to_owned);
    for region in by_location
        .into_iter()
        .chain(by_number)
        .chain(by_domain)
        .chain(by_text)
        .chain(by_language)
        .chain(by_parts)
    {
        if !found.contains(&region) {
            found.push(region);
        }
    }
    found
}
