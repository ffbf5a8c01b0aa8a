//! Records in columns: for each field the distinct values once, and for each record their
//! numbers. A record takes about a hundred bytes beside its values.

use crate::error::Error;
use crate::field::{Field, MOST_EXTRAS};
use crate::lexicon::{Facts, Lexicon, Value};
use crate::names::{full_parts, given_parts};
use crate::normal;
use crate::record::{ExtraKind, Kind, Record};

/// As many values of one field as a record is compared by.
const MOST_VALUES: usize = 8;

/// The records to be matched. Records are numbered from 0 in the order they come in.
#[derive(Debug)]
pub struct Table {
    lists: Vec<List>,
    extras: Vec<ExtraKind>,
    records: u32,
}

#[derive(Debug)]
struct List {
    lexicon: Lexicon,
    values: Vec<u32>,
    ends: Vec<u32>,
}

impl Table {
    /// # Errors
    /// If there are more than [`MOST_EXTRAS`].
    pub fn new(extras: &[ExtraKind]) -> Result<Self, Error> {
        if extras.len() > MOST_EXTRAS {
            return Err(Error::TooManyExtras(extras.len()));
        }
        let list = || List {
            lexicon: Lexicon::default(),
            values: vec![],
            ends: vec![],
        };
        Ok(Self {
            lists: (0..Field::NAMED.len() + extras.len())
                .map(|_| list())
                .collect(),
            extras: extras.to_vec(),
            records: 0,
        })
    }

    /// How many records there are.
    pub fn len(&self) -> u32 {
        self.records
    }

    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// How the extra fields are compared.
    pub fn extras(&self) -> &[ExtraKind] {
        &self.extras
    }

    /// Takes a record in, and gives its number.
    ///
    /// # Errors
    /// If the table is full (2³² records, or 4 GB of distinct values of one field).
    pub fn push(&mut self, record: &Record) -> Result<u32, Error> {
        let number = self.place(record)?;
        for list in &mut self.lists {
            list.count_last(1);
        }
        Ok(number)
    }

    /// Takes a record in without counting its values, to be taken out again.
    pub(crate) fn place(&mut self, record: &Record) -> Result<u32, Error> {
        let number = self.records;
        self.records = number.checked_add(1).ok_or(Error::TooLarge)?;
        self.place_names(record)?;
        self.place_email_and_company(record)?;
        for (kind, field, normal) in PLAIN {
            let values = record.of(kind).filter_map(normal);
            self.list(field).push(values, |_| facts(field))?;
        }
        for (number, kind) in self.extras.clone().into_iter().enumerate() {
            let number = number as u8;
            let values = record
                .of(Kind::Extra(number))
                .filter_map(|text| normal::extra(kind, text));
            self.list(Field::Extra(number))
                .push(values, |_| facts(Field::Extra(number)))?;
        }
        Ok(number)
    }

    /// Takes out the record that was placed last.
    pub(crate) fn unplace(&mut self) {
        self.records = self.records.saturating_sub(1);
        for list in &mut self.lists {
            list.ends.pop();
            list.values
                .truncate(list.ends.last().map_or(0, |end| *end as usize));
        }
    }

    fn place_names(&mut self, record: &Record) -> Result<(), Error> {
        let mut given: Vec<String> = record.of(Kind::GivenName).flat_map(given_parts).collect();
        let mut family: Vec<String> = record.of(Kind::FamilyName).flat_map(given_parts).collect();
        if given.is_empty() && family.is_empty() {
            let parts = record
                .of(Kind::Name)
                .next()
                .map(full_parts)
                .unwrap_or_default();
            (given, family) = (parts.given, parts.family);
        }
        if given.is_empty() && family.is_empty() {
            let found = record
                .of(Kind::Email)
                .find_map(|email| mail::names::person_name(None, email));
            let parts = |name: Option<String>| name.as_deref().map(given_parts).unwrap_or_default();
            if let Some(found) = found {
                (given, family) = (parts(found.given), parts(found.family));
            }
        }
        self.list(Field::Given).push(given, normal::given_facts)?;
        self.list(Field::Family).push(family, normal::family_facts)
    }

    /// A record without a company has that of its address.
    fn place_email_and_company(&mut self, record: &Record) -> Result<(), Error> {
        let emails: Vec<String> = record.of(Kind::Email).filter_map(normal::email).collect();
        let mut companies: Vec<String> = record
            .of(Kind::Company)
            .filter_map(normal::company)
            .collect();
        if companies.is_empty() {
            let domain = emails
                .iter()
                .find_map(|email| mail::domains::company_domain(email));
            let name = domain.map(|domain| mail::domains::company_name(&domain));
            companies.extend(name.as_deref().and_then(normal::company));
        }
        self.list(Field::Email).push(emails, normal::email_facts)?;
        self.list(Field::Company)
            .push(companies, |_| facts(Field::Company))
    }

    fn list(&mut self, field: Field) -> &mut List {
        &mut self.lists[field.place()]
    }

    /// The values of a record in a field, without doubles.
    pub(crate) fn values(
        &self,
        field: Field,
        record: u32,
    ) -> impl Iterator<Item = Value<'_>> + Clone {
        let list = &self.lists[field.place()];
        list.of(record)
            .iter()
            .map(|number| list.lexicon.value(*number))
    }

    /// Whether any record has a value of the field.
    pub(crate) fn has(&self, field: Field) -> bool {
        !self.lists[field.place()].values.is_empty()
    }

    /// All fields, with the extra ones.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> + use<> {
        let extras = self.extras.len() as u8;
        Field::NAMED
            .into_iter()
            .chain((0..extras).map(Field::Extra))
    }

    /// Gives back the memory that only taking in needs.
    pub fn freeze(&mut self) {
        for list in &mut self.lists {
            list.lexicon.freeze();
            list.values.shrink_to_fit();
            list.ends.shrink_to_fit();
        }
    }
}

type Normal = fn(&str) -> Option<String>;

const PLAIN: [(Kind, Field, Normal); 6] = [
    (Kind::Phone, Field::Phone, normal::phone),
    (Kind::Handle, Field::Handle, normal::handle),
    (Kind::Birthday, Field::Birthday, normal::date),
    (Kind::Address, Field::Address, normal::address),
    (Kind::City, Field::City, normal::words),
    (Kind::PostalCode, Field::PostalCode, normal::code),
];

/// The share of people who have one given value, where nothing else is known.
fn facts(field: Field) -> Facts {
    let prior = match field {
        Field::Phone | Field::Handle => 1e-7,
        Field::Birthday => 1.0 / 25_000.0,
        Field::Address => 1e-5,
        Field::PostalCode => 1e-3,
        Field::Company => 2e-4,
        Field::City => 5e-3,
        _ => 1e-5,
    };
    Facts {
        prior,
        ..Facts::default()
    }
}

impl List {
    fn push(
        &mut self,
        values: impl IntoIterator<Item = String>,
        note: impl Fn(&str) -> Facts,
    ) -> Result<(), Error> {
        let start = self.values.len();
        for value in values {
            let number = self.lexicon.intern(&value, &note)?;
            let new = self.values.get(start..).unwrap_or(&[]);
            if new.len() < MOST_VALUES && !new.contains(&number) {
                self.values.push(number);
            }
        }
        self.ends
            .push(u32::try_from(self.values.len()).map_err(|_| Error::TooLarge)?);
        Ok(())
    }

    fn of(&self, record: u32) -> &[u32] {
        let at = record as usize;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |end| *end as usize);
        let end = self.ends.get(at).map_or(start, |end| *end as usize);
        self.values.get(start..end).unwrap_or(&[])
    }

    fn count_last(&mut self, difference: i32) {
        let end = self.values.len();
        let start = self
            .ends
            .len()
            .checked_sub(2)
            .and_then(|at| self.ends.get(at))
            .map_or(0, |end| *end as usize);
        for at in start..end {
            let number = self.values[at];
            self.lexicon.count(number, difference);
        }
    }
}
