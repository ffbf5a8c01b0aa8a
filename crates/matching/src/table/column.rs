//! One field of records: its texts made comparable, and the numbers of the values they give.

use super::memo::Memo;
use super::notes::{email_facts, facts};
use crate::error::Error;
use crate::field::Field;
use crate::lexicon::{Lexicon, hash_of};
use crate::names::{full_parts, given_parts};
use crate::normal;
use crate::record::{ExtraKind, Kind, Record};

/// As many values of one field as a record is compared by.
const MOST_VALUES: usize = 8;

/// The numbers of some records, and the texts that were met a moment ago.
#[derive(Debug, Default)]
pub(super) struct Column {
    memo: Memo,
    numbers: Vec<u32>,
    ends: Vec<usize>,
    /// A number for what each record says here
    contents: Vec<u64>,
    open: Open,
}

/// Values of which the numbers are still to be found.
#[derive(Debug, Default)]
struct Open {
    letters: String,
    /// Where the number of each belongs, and where its letters end
    values: Vec<(usize, usize)>,
    found: Vec<Option<u32>>,
}

impl Column {
    /// The numbers of the record that was read at this place.
    pub fn numbers(&self, at: usize) -> &[u32] {
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.numbers.get(start..end).unwrap_or(&[])
    }

    /// A number for what the record that was read at this place says.
    pub fn content(&self, at: usize) -> u64 {
        self.contents.get(at).copied().unwrap_or(0)
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
        self.column.contents.clear();
        for record in records {
            self.values(record)?;
            self.column.ends.push(self.column.numbers.len());
        }
        self.find_open()?;
        self.leave_out_doubles();
        self.note(is_counted);
        Ok(())
    }

    /// Gives the open values their numbers. They are sought one right after the other, so that
    /// the processor fetches for many at once what lies far apart.
    fn find_open(&mut self) -> Result<(), Error> {
        let field = self.field;
        let open = &mut self.column.open;
        let mut start = 0;
        open.found.clear();
        for (_, end) in &open.values {
            let text = open.letters.get(start..*end).unwrap_or("");
            open.found.push(self.lexicon.find(text));
            start = *end;
        }
        start = 0;
        for ((place, end), found) in open.values.iter().zip(&open.found) {
            let text = open.letters.get(start..*end).unwrap_or("");
            start = *end;
            self.column.numbers[*place] = match found {
                Some(number) => *number,
                None => self.lexicon.intern(text, |text| match field {
                    Field::Email => email_facts(text, &mut self.column.memo),
                    _ => facts(field, text),
                })?,
            };
        }
        open.letters.clear();
        open.values.clear();
        Ok(())
    }

    /// Keeps the first numbers of each record, each once.
    fn leave_out_doubles(&mut self) {
        let numbers = &mut self.column.numbers;
        let (mut from, mut kept) = (0, 0);
        for end in &mut self.column.ends {
            let start = kept;
            for at in from..*end {
                let number = numbers[at];
                if kept - start < MOST_VALUES && !numbers[start..kept].contains(&number) {
                    numbers[kept] = number;
                    kept += 1;
                }
            }
            from = *end;
            *end = kept;
        }
        numbers.truncate(kept);
    }

    /// Counts the values, and makes a number of those of each record.
    fn note(&mut self, is_counted: bool) {
        let mut start = 0;
        for end in &self.column.ends {
            let mut content = 0;
            for number in &self.column.numbers[start..*end] {
                if is_counted {
                    self.lexicon.count(*number);
                }
                content = hash_of(&(content, self.lexicon.facts(*number).hash));
            }
            self.column.contents.push(content);
            start = *end;
        }
    }

    fn values(&mut self, record: &Record) -> Result<(), Error> {
        match self.field {
            Field::Given | Field::Family => return self.name(record),
            Field::Company => return self.company(record),
            Field::City => {
                let mut cities = record.of(Kind::City);
                return cities.try_for_each(|text| self.add_known(text, normal::words));
            }
            Field::Email => self.add(record.of(Kind::Email).filter_map(normal::email)),
            Field::Phone => self.add(record.of(Kind::Phone).filter_map(normal::phone)),
            Field::Handle => self.add(record.of(Kind::Handle).filter_map(normal::handle)),
            Field::Birthday => self.add(record.of(Kind::Birthday).filter_map(normal::date)),
            Field::Address => self.add(record.of(Kind::Address).filter_map(normal::address)),
            Field::PostalCode => self.add(record.of(Kind::PostalCode).filter_map(normal::code)),
            Field::Extra(number) => {
                let kind = self.extra.unwrap_or(ExtraKind::Exact);
                let texts = record.of(Kind::Extra(number));
                self.add(texts.filter_map(|text| normal::extra(kind, text)));
            }
        }
        Ok(())
    }

    /// A part of the name: what is given as such, or of a name in one piece, or of an address
    /// that is made of one.
    fn name(&mut self, record: &Record) -> Result<(), Error> {
        let (mine, other) = match self.field {
            Field::Given => (Kind::GivenName, Kind::FamilyName),
            _ => (Kind::FamilyName, Kind::GivenName),
        };
        let start = self.column.numbers.len();
        for text in record.of(mine) {
            self.add_known(text, given_parts)?;
        }
        let is_said = |kind| record.of(kind).any(|text| !given_parts(text).is_empty());
        if self.column.numbers.len() > start || is_said(other) {
            return Ok(());
        }
        let (given, family) = whole_name(record);
        self.add(match self.field {
            Field::Given => given.into_iter(),
            _ => family.into_iter(),
        });
        Ok(())
    }

    /// A record without a company has that of its address.
    fn company(&mut self, record: &Record) -> Result<(), Error> {
        let start = self.column.numbers.len();
        for text in record.of(Kind::Company) {
            self.add_known(text, normal::company)?;
        }
        for email in record.of(Kind::Email) {
            if self.column.numbers.len() > start {
                break;
            }
            let at = email.trim().rfind('@').unwrap_or(0);
            let domain = email.trim().get(at..).unwrap_or("");
            self.add_known(domain, |domain| {
                let domain = mail::domains::company_domain(domain);
                let name = domain.map(|domain| mail::domains::company_name(&domain));
                name.as_deref().and_then(normal::company)
            })?;
        }
        Ok(())
    }

    /// Adds values whose numbers are found later.
    fn add(&mut self, values: impl Iterator<Item = impl AsRef<str>>) {
        for value in values {
            let open = &mut self.column.open;
            open.letters.push_str(value.as_ref());
            open.values
                .push((self.column.numbers.len(), open.letters.len()));
            self.column.numbers.push(0);
        }
    }

    /// Adds the values of a text such as others have.
    fn add_known<V: IntoIterator<Item = String>>(
        &mut self,
        text: &str,
        values: impl Fn(&str) -> V,
    ) -> Result<(), Error> {
        let field = self.field;
        let read = |text: &str, new: &mut Vec<u32>| {
            for value in values(text) {
                new.push(self.lexicon.intern(&value, |text| facts(field, text))?);
            }
            Ok::<(), Error>(())
        };
        let numbers = self.column.memo.numbers(text, read)?;
        self.column.numbers.extend_from_slice(numbers);
        Ok(())
    }
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
