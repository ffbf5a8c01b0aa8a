//! How the list of companies may be ordered, and the columns of its table.

use crate::views::types::OWN;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompanySort {
    #[default]
    Strongest,
    Average,
    People,
    Messages,
    LastContact,
    Tasks,
    Name,
}

impl CompanySort {
    pub const ALL: [Self; 7] = [
        Self::Strongest,
        Self::Average,
        Self::People,
        Self::Messages,
        Self::LastContact,
        Self::Tasks,
        Self::Name,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strongest => "strength",
            Self::Average => "average",
            Self::People => "people",
            Self::Messages => "messages",
            Self::LastContact => "last",
            Self::Tasks => "tasks",
            Self::Name => "name",
        }
    }

    pub fn parse(text: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|sort| sort.as_str() == text)
            .unwrap_or_default()
    }
}

/// A column beside the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompanyColumn {
    People,
    Messages,
    Average,
    Strongest,
    LastContact,
    /// Those that are to do, about it or its people.
    Tasks,
    Parent,
    /// A field of the workspace's own, by its key.
    Own(String),
}

impl CompanyColumn {
    /// Those that every workspace has.
    pub const ALL: [Self; 7] = [
        Self::People,
        Self::Messages,
        Self::Average,
        Self::Strongest,
        Self::LastContact,
        Self::Tasks,
        Self::Parent,
    ];

    /// Where nobody chose.
    pub const USUAL: [Self; 5] = [
        Self::People,
        Self::Messages,
        Self::Average,
        Self::Strongest,
        Self::LastContact,
    ];

    /// As the address of the list names it.
    pub fn name(&self) -> String {
        let name = match self {
            Self::People => "people",
            Self::Messages => "messages",
            Self::Average => "average",
            Self::Strongest => "strength",
            Self::LastContact => "last",
            Self::Tasks => "tasks",
            Self::Parent => "parent",
            Self::Own(key) => return format!("{OWN}{key}"),
        };
        name.to_owned()
    }

    /// What stands above it; an own field is called by its key where nobody knows better.
    pub fn label(&self) -> &str {
        match self {
            Self::People => "People",
            Self::Messages => "Messages",
            Self::Average => "Average tie",
            Self::Strongest => "Strongest tie",
            Self::LastContact => "Last contact",
            Self::Tasks => "Open tasks",
            Self::Parent => "Belongs to",
            Self::Own(key) => key,
        }
    }

    /// The key of the own field that it shows.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Own(key) => Some(key),
            _ => None,
        }
    }

    /// The order that a click on it asks for.
    pub fn sort(&self) -> Option<CompanySort> {
        match self {
            Self::People => Some(CompanySort::People),
            Self::Messages => Some(CompanySort::Messages),
            Self::Average => Some(CompanySort::Average),
            Self::Strongest => Some(CompanySort::Strongest),
            Self::LastContact => Some(CompanySort::LastContact),
            Self::Tasks => Some(CompanySort::Tasks),
            Self::Parent | Self::Own(_) => None,
        }
    }

    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Self::People | Self::Messages | Self::Average | Self::Strongest | Self::Tasks
        )
    }

    pub fn parse(text: &str) -> Option<Self> {
        let usual = Self::ALL.into_iter().find(|column| column.name() == text);
        let own = || text.strip_prefix(OWN).filter(|key| !key.is_empty());
        usual.or_else(|| own().map(|key| Self::Own(key.to_owned())))
    }
}
