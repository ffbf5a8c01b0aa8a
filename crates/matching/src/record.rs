//! One record as a caller knows it: values of named kinds, in any number and any order.

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A full name in any order, with or without titles
    Name,
    GivenName,
    FamilyName,
    Email,
    Phone,
    /// A profile: `network:name`, an address of a profile page, or a bare user name
    Handle,
    Company,
    Birthday,
    Address,
    City,
    PostalCode,
    /// The nth of the extra fields a [`crate::Table`] was made with
    Extra(u8),
}

/// How an extra field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtraKind {
    /// Equal or not
    Exact,
    /// Words, with typos and changes of order
    Text,
    /// Digits, with a wrong or swapped one
    Number,
    /// A day, with swapped parts or a wrong digit
    Date,
}

/// Values of one record. A kind may occur often: people have several addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    letters: String,
    /// The kind of each value, and where it ends
    values: Vec<(Kind, usize)>,
}

impl Record {
    /// Adds a value; blank ones are left out.
    pub fn add(&mut self, kind: Kind, value: impl AsRef<str>) {
        let value = value.as_ref();
        if !value.trim().is_empty() {
            self.letters.push_str(value);
            self.values.push((kind, self.letters.len()));
        }
    }

    /// [`Record::add`] for building in one expression.
    #[must_use]
    pub fn with(mut self, kind: Kind, value: impl AsRef<str>) -> Self {
        self.add(kind, value);
        self
    }

    /// Empties the record, to be filled again.
    pub fn clear(&mut self) {
        self.letters.clear();
        self.values.clear();
    }

    pub fn values(&self) -> impl Iterator<Item = (Kind, &str)> {
        let mut start = 0;
        self.values.iter().map(move |(kind, end)| {
            let value = self.letters.get(start..*end).unwrap_or("");
            start = *end;
            (*kind, value)
        })
    }

    pub(crate) fn of(&self, wanted: Kind) -> impl Iterator<Item = &str> {
        let places = self.values.iter().enumerate();
        let wanted = places.filter(move |(_, (kind, _))| *kind == wanted);
        wanted.map(|(at, (_, end))| {
            let before = at.checked_sub(1).and_then(|before| self.values.get(before));
            let start = before.map_or(0, |(_, end)| *end);
            self.letters.get(start..*end).unwrap_or("")
        })
    }
}
