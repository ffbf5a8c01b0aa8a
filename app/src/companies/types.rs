//! How the list of companies may be ordered.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompanySort {
    #[default]
    Strongest,
    Average,
    People,
    Messages,
    LastContact,
    Name,
}

impl CompanySort {
    pub const ALL: [Self; 6] = [
        Self::Strongest,
        Self::Average,
        Self::People,
        Self::Messages,
        Self::LastContact,
        Self::Name,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strongest => "strength",
            Self::Average => "average",
            Self::People => "people",
            Self::Messages => "messages",
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
