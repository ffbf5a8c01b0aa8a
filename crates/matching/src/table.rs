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
    lexicons: Vec<Lexicon>,
    extras: Vec<ExtraKind>,
    rows: Rows,
}

/// The numbers of all values, record by record and in each field by field, so that a record
/// lies in one place.
#[derive(Debug, Default)]
struct Rows {
    values: Vec<u32>,
    ends: Vec<u32>,
    /// For each record and field where the field's values end within the record's
    field_ends: Vec<u8>,
}

impl Table {
    /// # Errors
    /// If there are more than [`MOST_EXTRAS`].
    pub fn new(extras: &[ExtraKind]) -> Result<Self, Error> {
        if extras.len() > MOST_EXTRAS {
            return Err(Error::TooManyExtras(extras.len()));
        }
        Ok(Self {
            lexicons: (0..Field::NAMED.len() + extras.len())
                .map(|_| Lexicon::default())
                .collect(),
            extras: extras.to_vec(),
            rows: Rows::default(),
        })
    }

    /// How many records there are.
    pub fn len(&self) -> u32 {
        self.rows.ends.len() as u32
    }

    pub fn is_empty(&self) -> bool {
        self.rows.ends.is_empty()
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
        for field in self.fields() {
            for at in self.rows.span(self.lexicons.len(), field, number) {
                self.lexicons[field.place()].count(self.rows.values[at]);
            }
        }
        Ok(number)
    }

    /// Takes a record in without counting its values, to be taken out again.
    pub(crate) fn place(&mut self, record: &Record) -> Result<u32, Error> {
        let number = self.len();
        if number == u32::MAX - 1 {
            return Err(Error::TooLarge);
        }
        self.place_names(record)?;
        self.place_email(record)?;
        self.place_plain(record, Kind::Phone, Field::Phone, normal::phone)?;
        self.place_plain(record, Kind::Handle, Field::Handle, normal::handle)?;
        self.place_company(record)?;
        for (kind, field, normal) in PLAIN {
            self.place_plain(record, kind, field, normal)?;
        }
        for (number, kind) in self.extras.clone().into_iter().enumerate() {
            let number = number as u8;
            let normal = |text: &str| normal::extra(kind, text);
            self.place_plain(record, Kind::Extra(number), Field::Extra(number), normal)?;
        }
        let end = u32::try_from(self.rows.values.len()).map_err(|_| Error::TooLarge)?;
        self.rows.ends.push(end);
        Ok(number)
    }

    /// Takes out the record that was placed last.
    pub(crate) fn unplace(&mut self) {
        let fields = self.lexicons.len();
        self.rows.ends.pop();
        let start = self.rows.ends.last().map_or(0, |end| *end as usize);
        self.rows.values.truncate(start);
        let kept = self.rows.field_ends.len().saturating_sub(fields);
        self.rows.field_ends.truncate(kept);
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
        self.list(Field::Given, given, normal::given_facts)?;
        self.list(Field::Family, family, normal::family_facts)
    }

    fn place_email(&mut self, record: &Record) -> Result<(), Error> {
        let emails = record.of(Kind::Email).filter_map(normal::email);
        self.list(Field::Email, emails, normal::email_facts)
    }

    /// A record without a company has that of its address.
    fn place_company(&mut self, record: &Record) -> Result<(), Error> {
        let mut companies: Vec<String> = record
            .of(Kind::Company)
            .filter_map(normal::company)
            .collect();
        if companies.is_empty() {
            let mut emails = record.of(Kind::Email);
            let domain = emails.find_map(|email| mail::domains::company_domain(email.trim()));
            let name = domain.map(|domain| mail::domains::company_name(&domain));
            companies.extend(name.as_deref().and_then(normal::company));
        }
        self.list(Field::Company, companies, |_| facts(Field::Company))
    }

    fn place_plain(
        &mut self,
        record: &Record,
        kind: Kind,
        field: Field,
        normal: impl Fn(&str) -> Option<String>,
    ) -> Result<(), Error> {
        let values = record.of(kind).filter_map(normal);
        self.list(field, values, |_| facts(field))
    }

    /// Adds the values of the next field to the record that is being placed.
    fn list(
        &mut self,
        field: Field,
        values: impl IntoIterator<Item = String>,
        note: impl Fn(&str) -> Facts,
    ) -> Result<(), Error> {
        let record = self.rows.ends.last().map_or(0, |end| *end as usize);
        let start = self.rows.values.len();
        for value in values {
            let number = self.lexicons[field.place()].intern(&value, &note)?;
            let new = self.rows.values.get(start..).unwrap_or(&[]);
            if new.len() < MOST_VALUES && !new.contains(&number) {
                self.rows.values.push(number);
            }
        }
        let end = self.rows.values.len() - record;
        self.rows.field_ends.push(end as u8);
        Ok(())
    }

    /// The values of a record in a field, without doubles.
    pub(crate) fn values(
        &self,
        field: Field,
        record: u32,
    ) -> impl Iterator<Item = Value<'_>> + Clone {
        let lexicon = &self.lexicons[field.place()];
        let numbers = self.numbers(field, record).iter();
        numbers.map(|number| lexicon.value(*number))
    }

    /// The same, as the numbers they are stored under.
    pub(crate) fn numbers(&self, field: Field, record: u32) -> &[u32] {
        let span = self.rows.span(self.lexicons.len(), field, record);
        self.rows.values.get(span).unwrap_or(&[])
    }

    /// The value that is stored under a number.
    pub(crate) fn word(&self, field: Field, number: u32) -> Value<'_> {
        self.lexicons[field.place()].value(number)
    }

    /// Whether any record has a value of the field.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.lexicons[field.place()].has_values()
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
        self.lexicons.iter_mut().for_each(Lexicon::freeze);
        self.rows.values.shrink_to_fit();
        self.rows.ends.shrink_to_fit();
        self.rows.field_ends.shrink_to_fit();
    }
}

type Normal = fn(&str) -> Option<String>;

/// What follows the company, in the order of the fields.
const PLAIN: [(Kind, Field, Normal); 4] = [
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

impl Rows {
    /// Where the values of a record's field stand.
    fn span(&self, fields: usize, field: Field, record: u32) -> std::ops::Range<usize> {
        let at = record as usize;
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |end| *end as usize);
        let place = at * fields + field.place();
        let end = self.field_ends.get(place).copied().unwrap_or(0);
        let first = match field.place() {
            0 => 0,
            _ => self.field_ends.get(place - 1).copied().unwrap_or(0),
        };
        start + usize::from(first)..start + usize::from(end)
    }
}
