//! How contacts are laid out, and the columns of their table.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    #[default]
    Table,
    /// Cards in a column for each group.
    Board,
    /// The birthdays of a month.
    Birthdays,
}

impl Layout {
    pub const ALL: [Self; 3] = [Self::Table, Self::Board, Self::Birthdays];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Board => "board",
            Self::Birthdays => "birthdays",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::Board => "Board",
            Self::Birthdays => "Birthdays",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.as_str() == text)
    }
}

/// Begins the names of own fields where they stand among names of Kith.
pub const OWN: &str = "field.";

/// A column beside the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKey {
    Company,
    Title,
    Email,
    Phone,
    Place,
    Strength,
    LastContact,
    FirstContact,
    Rhythm,
    Sent,
    Received,
    Birthday,
    Added,
    Changed,
    /// A field of the workspace's own, by its key.
    Own(String),
}

impl ColumnKey {
    /// Those that every workspace has.
    pub const ALL: [Self; 14] = [
        Self::Company,
        Self::Title,
        Self::Email,
        Self::Phone,
        Self::Place,
        Self::Strength,
        Self::LastContact,
        Self::FirstContact,
        Self::Rhythm,
        Self::Sent,
        Self::Received,
        Self::Birthday,
        Self::Added,
        Self::Changed,
    ];

    /// Where nobody chose.
    pub const USUAL: [Self; 5] = [
        Self::Company,
        Self::Strength,
        Self::LastContact,
        Self::Rhythm,
        Self::Added,
    ];

    /// As the address of the list and programs name it.
    pub fn name(&self) -> String {
        let name = match self {
            Self::Company => "company",
            Self::Title => "title",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Place => "place",
            Self::Strength => "strength",
            Self::LastContact => "last",
            Self::FirstContact => "first",
            Self::Rhythm => "rhythm",
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Birthday => "birthday",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Own(key) => return format!("{OWN}{key}"),
        };
        name.to_owned()
    }

    /// The key of the own field that it shows.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Own(key) => Some(key),
            _ => None,
        }
    }

    /// What stands above it; an own field is called by its key where nobody knows better.
    pub fn label(&self) -> &str {
        match self {
            Self::Company => "Company",
            Self::Title => "Title",
            Self::Email => "E-mail",
            Self::Phone => "Phone",
            Self::Place => "Place",
            Self::Strength => "Strength",
            Self::LastContact => "Last contact",
            Self::FirstContact => "First contact",
            Self::Rhythm => "Rhythm",
            Self::Sent => "Sent",
            Self::Received => "Received",
            Self::Birthday => "Birthday",
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Own(key) => key,
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let usual = Self::ALL.into_iter().find(|column| column.name() == text);
        let own = || text.strip_prefix(OWN).filter(|key| !key.is_empty());
        usual.or_else(|| own().map(|key| Self::Own(key.to_owned())))
    }

    /// Columns by their names, each once, in the order given; the usual ones where none is known.
    pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        let mut columns = Vec::new();
        for column in names.into_iter().filter_map(Self::parse) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        if columns.is_empty() {
            Self::USUAL.to_vec()
        } else {
            columns
        }
    }
}

/// Names of columns that a form sends in one field.
pub fn columns_of(text: &str) -> Vec<String> {
    let names = text.split(',').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}
