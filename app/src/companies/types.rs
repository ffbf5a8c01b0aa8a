//! How the list of companies may be ordered.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompanySort {
    #[default]
    Strongest,
    People,
    LastContact,
    Name,
}

impl CompanySort {
    pub const ALL: [Self; 4] = [Self::Strongest, Self::People, Self::LastContact, Self::Name];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strongest => "strength",
            Self::People => "people",
            Self::LastContact => "last",
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
