//! How two values of a field stand to each other.

/// The levels of evidence. Which of them a field can show stands in its comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// One side says nothing
    Missing = 0,
    /// Equal after normalisation
    Exact,
    /// Forms of one name: Mike and Michael
    Nickname,
    /// One is the other's initial
    Initial,
    /// One wrong, missing, added or swapped letter or digit
    Typo,
    /// The same parts in another order, or given and family name exchanged
    Reordered,
    /// The same sound in another spelling: Müller, Mueller, Muller
    Transliterated,
    /// One is a part of the other
    Subset,
    /// Alike, no more
    Similar,
    /// Equal, but many people may share it: an office's address
    Shared,
    /// Another one, of a kind of which people have several; or another name, a letter apart
    Other,
    /// Different
    Contradicting,
}

impl Level {
    pub(crate) const COUNT: usize = 12;

    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Missing,
        Self::Exact,
        Self::Nickname,
        Self::Initial,
        Self::Typo,
        Self::Reordered,
        Self::Transliterated,
        Self::Subset,
        Self::Similar,
        Self::Shared,
        Self::Other,
        Self::Contradicting,
    ];

    /// Whether the level speaks for the same person, if only a little.
    pub fn agrees(self) -> bool {
        !matches!(self, Self::Missing | Self::Other | Self::Contradicting)
    }

    /// Whether the level leaves no doubt about the value itself.
    pub(crate) fn is_same(self) -> bool {
        matches!(self, Self::Exact | Self::Reordered | Self::Transliterated)
    }

    /// A rank by which the best of several comparisons is taken.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Self::Exact => 10,
            Self::Transliterated => 9,
            Self::Reordered => 8,
            Self::Nickname => 7,
            Self::Typo => 6,
            Self::Subset => 5,
            Self::Shared => 4,
            Self::Initial => 3,
            Self::Similar => 2,
            Self::Contradicting | Self::Other | Self::Missing => 0,
        }
    }

    /// The better of two.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        if other.rank() > self.rank()
            || self == Self::Missing
            || other == Self::Contradicting && self == Self::Other
        {
            other
        } else {
            self
        }
    }
}
