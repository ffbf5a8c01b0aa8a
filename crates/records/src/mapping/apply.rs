//! A row by its mapping: a contact.

mod country;
mod list;
mod parts;

use super::{Column, Field, Mapping};
use crate::dates::{date, date_time};
use crate::delimited::{trimmed, unguarded};
use crate::phone::phone;
use crate::record::{Contact, Handle, Labelled, Photo};

use parts::Parts;

/// Google puts several values of a kind into one cell.
const BETWEEN: &str = " ::: ";
/// Bytes of a list of addresses in one cell.
const LONGEST_LIST: usize = 20_000;

/// What a row gives.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) contact: Contact,
    /// The source's own id of the row.
    pub(crate) id: Option<String>,
    /// Cells that are no value of their column's field; they are kept by the column's name.
    pub(crate) remarks: Vec<String>,
}

/// The contact in these cells.
pub(crate) fn contact(mapping: &Mapping, cells: &[String], regions: &[String]) -> Read {
    let mut row = Row {
        contact: Contact::default(),
        parts: Parts::default(),
        id: None,
        remarks: Vec::new(),
        labels: beside(mapping, cells, Field::Label),
        countries: beside(mapping, cells, Field::PhoneCountry),
        regions,
    };
    for (column, cell) in mapping.columns.iter().zip(cells) {
        let cell = unguarded(trimmed(cell));
        if !cell.is_empty() {
            row.take(column, cell);
        }
    }
    let Row {
        mut contact,
        parts,
        id,
        remarks,
        ..
    } = row;
    parts.settle(&mut contact);
    contact.complete_name();
    country::number_by_address(&mut contact, regions);
    crate::profile::take_links(&mut contact);
    Read {
        contact,
        id,
        remarks,
    }
}

/// What the columns of this field say of the others in their groups.
fn beside<'a>(mapping: &'a Mapping, cells: &'a [String], field: Field) -> Vec<(&'a str, &'a str)> {
    let said = |(column, cell): (&'a Column, &'a String)| {
        let is_said = column.field == Some(field) && !cell.trim().is_empty();
        let group = column.group.as_deref().unwrap_or_default();
        is_said.then(|| (group, unguarded(cell.trim())))
    };
    mapping.columns.iter().zip(cells).filter_map(said).collect()
}

struct Row<'a> {
    contact: Contact,
    parts: Parts,
    id: Option<String>,
    remarks: Vec<String>,
    labels: Vec<(&'a str, &'a str)>,
    countries: Vec<(&'a str, &'a str)>,
    regions: &'a [String],
}

impl Row<'_> {
    fn take(&mut self, column: &Column, cell: &str) {
        let Some(field) = column.field else {
            return self.contact.keep(&column.header, cell);
        };
        let label = self.label(column);
        if field.is_address() {
            return self.parts.address(column, label, cell);
        }
        if field.is_employment() {
            return self.employment(field, column, cell);
        }
        if field == Field::PhoneCountry {
            return;
        }
        if field.is_date() || matches!(field, Field::Label | Field::Ignored | Field::Custom) {
            return self.dated(field, column, label, cell);
        }
        if !self.single(field, cell) {
            self.repeated(field, column, label, cell);
        }
    }

    /// Fields of one value: the first stands, others are kept under the column's name.
    fn single(&mut self, field: Field, cell: &str) -> bool {
        let contact = &mut self.contact;
        let place = match field {
            Field::Id => &mut self.id,
            Field::Name => &mut contact.name,
            Field::GivenName => &mut contact.given_name,
            Field::AdditionalName => &mut contact.additional_name,
            Field::FamilyName => &mut contact.family_name,
            Field::Prefix => &mut contact.prefix,
            Field::Suffix => &mut contact.suffix,
            Field::Nickname => &mut contact.nickname,
            _ => return false,
        };
        let is_free = place.is_none();
        if is_free {
            *place = Some(cell.to_owned());
        }
        is_free
    }

    fn repeated(&mut self, field: Field, column: &Column, label: Option<String>, cell: &str) {
        let contact = &mut self.contact;
        let listed = list::listed(cell);
        let values: Vec<&str> = match &listed {
            Some(values) => values.iter().map(String::as_str).collect(),
            None => cell.split(BETWEEN).collect(),
        };
        let values = values
            .into_iter()
            .map(str::trim)
            .filter(|value| !value.is_empty());
        match field {
            Field::Email => {
                let addresses = listed.as_ref().map(|values| values.join(","));
                if !emails(contact, label, addresses.as_deref().unwrap_or(cell)) {
                    self.misfit(column, cell);
                }
            }
            Field::Phone => {
                let (code, regions) = countries_of(&self.countries, column, self.regions);
                contact.phones.extend(
                    values.map(|number| {
                        phone(&list::with_code(code, number), label.clone(), &regions)
                    }),
                );
            }
            Field::Url => contact
                .urls
                .extend(values.map(|url| labelled(&url.replace("\\:", ":"), label.clone()))),
            Field::Handle => contact.handles.extend(values.map(|value| {
                Handle {
                    service: label
                        .clone()
                        .unwrap_or_else(|| "im".to_owned())
                        .to_lowercase(),
                    value: value.to_owned(),
                }
            })),
            Field::Relation => contact
                .relations
                .extend(values.map(|name| labelled(name, label.clone()))),
            Field::Note => contact.notes.push(cell.to_owned()),
            Field::Tags => contact.tags.extend(tags(cell)),
            Field::Photo if contact.photo.is_none() && cell.starts_with("http") => {
                contact.photo = Some(Photo::Url(cell.to_owned()));
            }
            _ => contact.keep(&column.header, cell),
        }
    }

    fn dated(&mut self, field: Field, column: &Column, label: Option<String>, cell: &str) {
        let contact = &mut self.contact;
        let order = column.date_order.unwrap_or_default();
        let day = date(cell, order);
        match (field, day) {
            (Field::Label, _) if column.group.is_some() => {}
            (Field::Ignored, _) => {}
            (Field::Custom, _) => contact.keep(label.as_deref().unwrap_or(&column.header), cell),
            (Field::Birthday, Some(day)) if contact.birthday.is_none() => {
                contact.birthday = Some(day)
            }
            (Field::Anniversary, Some(value)) => {
                contact.anniversaries.push(Labelled { value, label });
            }
            (Field::Connected, Some(day)) => contact.connected = Some(day),
            (Field::UpdatedAt, _) if date_time(cell, order).is_some() => {
                contact.updated_at = date_time(cell, order);
            }
            (field, _) if field.is_date() => self.misfit(column, cell),
            _ => contact.keep(&column.header, cell),
        }
    }

    fn misfit(&mut self, column: &Column, cell: &str) {
        let short: String = cell.chars().take(80).collect();
        self.remarks
            .push(format!("{}: not understood: {short}", column.header));
        self.contact.keep_unread(&column.header, cell);
    }

    fn employment(&mut self, field: Field, column: &Column, cell: &str) {
        let day = date(cell, column.date_order.unwrap_or_default());
        if !self.parts.employment(field, column, cell, day) {
            self.contact.keep(&column.header, cell);
        }
    }

    /// What the group's own column says, else the label of this one.
    fn label(&self, column: &Column) -> Option<String> {
        let group = column.group.as_deref();
        let own = self.labels.iter().find(|(name, _)| Some(*name) == group);
        own.map(|(_, label)| label.trim_start_matches("* ").trim().to_owned())
            .filter(|label| !label.is_empty() && label != "*")
            .or_else(|| column.label.clone())
    }
}

/// The code that numbers of this column begin with, and the countries whose they may be.
fn countries_of<'a>(
    said: &[(&'a str, &'a str)],
    column: &Column,
    regions: &[String],
) -> (&'a str, Vec<String>) {
    let group = column.group.as_deref().unwrap_or_default();
    let beside = said.iter().filter(|(name, _)| *name == group);
    let (codes, names): (Vec<&str>, Vec<&str>) = beside
        .map(|(_, cell)| *cell)
        .partition(|cell| cell.starts_with('+'));
    let named = names.into_iter().filter_map(country::code);
    let code = codes.first().copied().unwrap_or_default();
    (code, named.chain(regions.iter().cloned()).collect())
}

fn labelled(value: &str, label: Option<String>) -> Labelled {
    Labelled {
        value: value.to_owned(),
        label,
    }
}

/// One or more addresses; false if something else is among them.
fn emails(contact: &mut Contact, label: Option<String>, cell: &str) -> bool {
    if cell.len() > LONGEST_LIST {
        return false;
    }
    let mut is_all = true;
    for value in cell.split([',', ';', ' ', '\n']).map(str::trim) {
        let value = value.trim_matches(['<', '>']).trim_start_matches("mailto:");
        if super::shape::is_email(value) {
            let value = value.to_lowercase();
            if !contact.emails.iter().any(|email| email.value == value) {
                contact.emails.push(labelled(&value, label.clone()));
            }
        } else {
            is_all &= value.chars().all(|mark| mark == ':');
        }
    }
    is_all
}

/// `* myContacts ::: Friends`, `Red;Blue`, `a, b`. Google's own groups begin with `* `.
fn tags(cell: &str) -> Vec<String> {
    let mark = [BETWEEN, ";", ","]
        .into_iter()
        .find(|mark| cell.contains(mark))
        .unwrap_or(BETWEEN);
    let names = cell.split(mark).map(|tag| tag.trim());
    names
        .filter(|tag| !tag.is_empty() && !tag.starts_with("* "))
        .map(str::to_owned)
        .collect()
}
