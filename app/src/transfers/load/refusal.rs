//! What may be wrong with a file, as words of the program and of people.

/// Why a file is not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No archive, or none of a workspace.
    NotAWorkspace,
    /// From a later version of Kith.
    TooNew,
    /// An entry has a name that leads out of the archive, or that the manifest does not know.
    StrayEntry,
    /// An entry is missing, or is not what the manifest says.
    Damaged,
    /// It unpacks to far more than it is.
    Bomb,
    /// There is something in the workspace already.
    NotEmpty,
    /// A row does not fit its table.
    BadRow,
}

impl Refusal {
    pub const ALL: [Self; 7] = [
        Self::NotAWorkspace,
        Self::TooNew,
        Self::StrayEntry,
        Self::Damaged,
        Self::Bomb,
        Self::NotEmpty,
        Self::BadRow,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAWorkspace => "not_a_workspace",
            Self::TooNew => "too_new",
            Self::StrayEntry => "stray_entry",
            Self::Damaged => "damaged",
            Self::Bomb => "bomb",
            Self::NotEmpty => "not_empty",
            Self::BadRow => "bad_row",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::NotAWorkspace => "This is not the export of a workspace.",
            Self::TooNew => "This file comes from a later version of Kith. Update this one first.",
            Self::StrayEntry => "The archive holds a file that does not belong into it.",
            Self::Damaged => {
                "The archive is damaged or was changed: a file is not what the manifest says."
            }
            Self::Bomb => "The archive unpacks to far more than an export does.",
            Self::NotEmpty => "This workspace is not empty. Load the file into a new one.",
            Self::BadRow => "A row of the archive does not fit its table.",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|refusal| refusal.as_str() == text)
    }
}
