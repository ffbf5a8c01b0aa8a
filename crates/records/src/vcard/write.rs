//! A contact as a card: vCard 4.0 (RFC 6350), or 3.0 (RFC 2426) for programs that read no
//! newer one. What is written here is read again as the same contact.

mod days;
mod line;
mod rest;
#[cfg(test)]
mod tests;

use crate::content_line::{ContentLines, escaped};
use crate::dates::PartialDate;
use crate::record::{Address, Contact, Employment, Handle};

use line::{parameter, plain};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardVersion {
    V3,
    #[default]
    V4,
}

/// The card of this contact, whose own id this is. `further` are lines of properties that a
/// contact has no field for, as [`further_lines`](super::further_lines) gives them.
pub fn card(contact: &Contact, id: &str, version: CardVersion, further: &[String]) -> String {
    let mut card = Card {
        lines: ContentLines::default(),
        version,
        groups: 0,
    };
    card.lines.put("BEGIN", "VCARD");
    let number = match version {
        CardVersion::V3 => "3.0",
        CardVersion::V4 => "4.0",
    };
    card.lines.put("VERSION", number);
    card.lines.put("PRODID", "-//Kith//Contacts//EN");
    card.lines.put("UID", plain(id));
    card.names(contact);
    card.reach(contact);
    card.work(&contact.employments);
    card.days(contact);
    card.rest(contact);
    for line in further {
        card.lines.whole(line);
    }
    card.lines.put("END", "VCARD");
    card.lines.finish()
}

struct Card {
    lines: ContentLines,
    version: CardVersion,
    /// How many groups there are by now.
    groups: usize,
}

impl Card {
    fn names(&mut self, contact: &Contact) {
        let shown = contact.name.clone().unwrap_or_default();
        self.lines.text("FN", &shown);
        let parts = [
            &contact.family_name,
            &contact.given_name,
            &contact.additional_name,
            &contact.prefix,
            &contact.suffix,
        ];
        let parts = parts.map(|part| escaped(part.as_deref().unwrap_or_default()));
        self.lines.put("N", parts.join(";"));
        if let Some(nickname) = &contact.nickname {
            self.lines.text("NICKNAME", nickname);
        }
    }

    fn reach(&mut self, contact: &Contact) {
        for email in &contact.emails {
            self.labelled("EMAIL", email.label.as_deref(), &escaped(&email.value));
        }
        for phone in &contact.phones {
            self.labelled("TEL", phone.label.as_deref(), &escaped(&phone.raw));
        }
        contact
            .addresses
            .iter()
            .for_each(|address| self.address(address));
        for url in &contact.urls {
            self.labelled("URL", url.label.as_deref(), &plain(&url.value));
        }
        contact
            .handles
            .iter()
            .for_each(|handle| self.handle(handle));
    }

    fn address(&mut self, address: &Address) {
        let parts = [
            &address.po_box,
            &address.extended,
            &address.street,
            &address.city,
            &address.region,
            &address.postal_code,
            &address.country,
        ];
        let parts = parts.map(|part| escaped(part.as_deref().unwrap_or_default()));
        let whole = address.text.as_ref();
        let whole = whole.map(|text| parameter("LABEL", &text.replace('\\', "\\\\")));
        let name = format!("ADR{}", whole.unwrap_or_default());
        self.labelled(&name, address.label.as_deref(), &parts.join(";"));
    }

    /// The account stands in a parameter, too, where it might be taken for an address.
    fn handle(&mut self, handle: &Handle) {
        let mut name = format!("X-SOCIALPROFILE{}", parameter("TYPE", &handle.service));
        let is_address = handle.value.split_once(':');
        if is_address.is_none_or(|(_, rest)| !rest.starts_with("//")) {
            name += &parameter("X-USER", &handle.value);
        }
        self.lines.put(&name, plain(&handle.value));
    }

    /// `ORG` and `TITLE` are the first position that goes on: programs know one, and take any
    /// title for its own. The others each stand in a property of their own.
    fn work(&mut self, jobs: &[Employment]) {
        let present = jobs.iter().position(|job| job.until.is_none());
        for (at, job) in jobs.iter().enumerate() {
            if present == Some(at) {
                self.present(job);
            } else {
                self.other_position(job);
            }
        }
    }

    fn present(&mut self, job: &Employment) {
        let units = units(job);
        if !units.is_empty() || job.since.is_some() {
            let since = day("X-SINCE", job.since);
            self.lines.put(&format!("ORG{since}"), units);
        }
        if let Some(title) = &job.title {
            self.lines.text("TITLE", title);
        }
    }

    fn other_position(&mut self, job: &Employment) {
        let title = job.title.as_deref();
        let name = format!(
            "X-POSITION{}{}{}",
            title.map_or_else(String::new, |title| parameter("X-TITLE", title)),
            day("X-SINCE", job.since),
            day("X-UNTIL", job.until)
        );
        self.lines.put(&name, units(job));
    }
}

fn day(name: &str, day: Option<PartialDate>) -> String {
    day.map_or_else(String::new, |day| parameter(name, &day.to_string()))
}

/// `Company;Department`
fn units(job: &Employment) -> String {
    let company = escaped(job.company.as_deref().unwrap_or_default());
    match &job.department {
        Some(department) => format!("{company};{}", escaped(department)),
        None => company,
    }
}
