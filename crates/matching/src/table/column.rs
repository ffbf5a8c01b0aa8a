//! One field of records: its texts made comparable, and the numbers of the values they give.

use super::memo::Memo;
use crate::error::Error;
use crate::field::Field;
use crate::lexicon::{Facts, Lexicon, hash_of};
use crate::names::{full_parts, given_parts};
use crate::normal;
use crate::record::{ExtraKind, Kind, Record};
use crate::sound::{rough, sound};

/// As many values of one field as a record is compared by.
const MOST_VALUES: usize = 8;

/// The numbers of some records, and the texts that were met a moment ago.
#[derive(Debug, Default)]
pub(super) struct Column {
    memo: Memo,
    numbers: Vec<u32>,
    ends: Vec<usize>,
}

impl Column {
    /// The numbers of the record that was read at this place.
    pub fn numbers(&self, at: usize) -> &[u32] {
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.numbers.get(start..end).unwrap_or(&[])
    }
}

/// A column that is being read.
pub(super) struct Reading<'t> {
    pub field: Field,
    /// How an extra field is compared
    pub extra: Option<ExtraKind>,
    pub lexicon: &'t mut Lexicon,
    pub column: &'t mut Column,
}

impl Reading<'_> {
    /// Reads the field of all records, and counts in how many each value stands, if asked to.
    pub fn read(&mut self, records: &[Record], is_counted: bool) -> Result<(), Error> {
        self.column.numbers.clear();
        self.column.ends.clear();
        for record in records {
            let start = self.column.numbers.len();
            self.values(record)?;
            leave_out_doubles(&mut self.column.numbers, start);
            if is_counted {
                let new = self.column.numbers.get(start..).unwrap_or(&[]);
                new.iter().for_each(|number| self.lexicon.count(*number));
            }
            self.column.ends.push(self.column.numbers.len());
        }
        Ok(())
    }

    fn values(&mut self, record: &Record) -> Result<(), Error> {
        match self.field {
            Field::Given | Field::Family => self.name(record),
            Field::Email => {
                let emails = record.of(Kind::Email).filter_map(normal::email);
                self.add(emails, normal::email_facts)
            }
            Field::Phone => self.add_plain(record.of(Kind::Phone).filter_map(normal::phone)),
            Field::Handle => self.add_plain(record.of(Kind::Handle).filter_map(normal::handle)),
            Field::Company => self.company(record),
            Field::Birthday => self.add_plain(record.of(Kind::Birthday).filter_map(normal::date)),
            Field::Address => self.add_plain(record.of(Kind::Address).filter_map(normal::address)),
            Field::City => record.of(Kind::City).try_for_each(|text| {
                let facts = |word: &str| facts(Field::City, word);
                self.add_known(text, facts, normal::words)
            }),
            Field::PostalCode => {
                self.add_plain(record.of(Kind::PostalCode).filter_map(normal::code))
            }
            Field::Extra(number) => {
                let kind = self.extra.unwrap_or(ExtraKind::Exact);
                let texts = record.of(Kind::Extra(number));
                self.add_plain(texts.filter_map(|text| normal::extra(kind, text)))
            }
        }
    }

    /// A part of the name: what is given as such, or of a name in one piece, or of an address
    /// that is made of one.
    fn name(&mut self, record: &Record) -> Result<(), Error> {
        let (mine, other, facts): (_, _, fn(&str) -> Facts) = match self.field {
            Field::Given => (Kind::GivenName, Kind::FamilyName, normal::given_facts),
            _ => (Kind::FamilyName, Kind::GivenName, normal::family_facts),
        };
        let start = self.column.numbers.len();
        for text in record.of(mine) {
            self.add_known(text, facts, given_parts)?;
        }
        let is_said = |kind| record.of(kind).any(|text| !given_parts(text).is_empty());
        if self.column.numbers.len() > start || is_said(other) {
            return Ok(());
        }
        let (given, family) = whole_name(record);
        match self.field {
            Field::Given => self.add(given, facts),
            _ => self.add(family, facts),
        }
    }

    /// A record without a company has that of its address.
    fn company(&mut self, record: &Record) -> Result<(), Error> {
        let facts = |text: &str| facts(Field::Company, text);
        let start = self.column.numbers.len();
        for text in record.of(Kind::Company) {
            self.add_known(text, facts, normal::company)?;
        }
        for email in record.of(Kind::Email) {
            if self.column.numbers.len() > start {
                break;
            }
            let at = email.trim().rfind('@').unwrap_or(0);
            let domain = email.trim().get(at..).unwrap_or("");
            self.add_known(domain, facts, |domain| {
                let domain = mail::domains::company_domain(domain);
                let name = domain.map(|domain| mail::domains::company_name(&domain));
                name.as_deref().and_then(normal::company)
            })?;
        }
        Ok(())
    }

    fn add_plain(&mut self, values: impl Iterator<Item = impl AsRef<str>>) -> Result<(), Error> {
        let field = self.field;
        self.add(values, |text| facts(field, text))
    }

    fn add(
        &mut self,
        values: impl IntoIterator<Item = impl AsRef<str>>,
        facts: impl Fn(&str) -> Facts,
    ) -> Result<(), Error> {
        intern(self.lexicon, values, facts, &mut self.column.numbers)
    }

    /// Adds the values of a text such as others have.
    fn add_known<V: IntoIterator<Item = String>>(
        &mut self,
        text: &str,
        facts: impl Fn(&str) -> Facts,
        values: impl Fn(&str) -> V,
    ) -> Result<(), Error> {
        let read = |text: &str, new: &mut Vec<u32>| intern(self.lexicon, values(text), facts, new);
        let numbers = self.column.memo.numbers(text, read)?;
        self.column.numbers.extend_from_slice(numbers);
        Ok(())
    }
}

fn intern(
    lexicon: &mut Lexicon,
    values: impl IntoIterator<Item = impl AsRef<str>>,
    facts: impl Fn(&str) -> Facts,
    numbers: &mut Vec<u32>,
) -> Result<(), Error> {
    for value in values {
        numbers.push(lexicon.intern(value.as_ref(), &facts)?);
    }
    Ok(())
}

/// Given and family name of a record that says them together, or only in its address.
fn whole_name(record: &Record) -> (Vec<String>, Vec<String>) {
    let parts = record.of(Kind::Name).next().map(full_parts);
    let parts = parts.unwrap_or_default();
    if !parts.given.is_empty() || !parts.family.is_empty() {
        return (parts.given, parts.family);
    }
    let mut emails = record.of(Kind::Email);
    let found = emails.find_map(|email| mail::names::person_name(None, email));
    let words = |name: Option<String>| name.as_deref().map(given_parts).unwrap_or_default();
    found.map_or((vec![], vec![]), |found| {
        (words(found.given), words(found.family))
    })
}

/// Keeps the first numbers from a place on, each once.
fn leave_out_doubles(numbers: &mut Vec<u32>, start: usize) {
    let mut end = start;
    for at in start..numbers.len() {
        if end - start < MOST_VALUES && !numbers[start..end].contains(&numbers[at]) {
            numbers[end] = numbers[at];
            end += 1;
        }
    }
    numbers.truncate(end);
}

/// What keys are made of, where the field's own code notes nothing.
fn facts(field: Field, text: &str) -> Facts {
    let half = |text: &str| (hash_of(text) >> 32) as u32;
    let sound = match field {
        Field::Company => sound(text.split(' ').next().unwrap_or("")),
        Field::City => rough(text),
        Field::Birthday => half(text.get(..4).unwrap_or(text)),
        Field::Address => normal::street(text).map_or(0, half),
        _ => 0,
    };
    Facts {
        sound,
        ..Facts::NONE
    }
}
