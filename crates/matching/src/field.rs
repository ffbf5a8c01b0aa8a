//! What is compared: the fields, each with a slot in a pattern of evidence.

use crate::record::ExtraKind;

/// Slots of a pattern: four bits each in 128.
pub(crate) const SLOTS: usize = 32;

/// As many extra fields as a pattern has room for.
pub const MOST_EXTRAS: usize = SLOTS - NAMED;

const NAMED: usize = 11;

/// The slot of a city beside an equal postal code, which makes it nearly certain.
pub(crate) const CITY_NEAR: usize = 10;

/// A field of the comparison. Full names are taken apart into given and family names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Given,
    Family,
    Email,
    Phone,
    Handle,
    Company,
    Birthday,
    Address,
    City,
    PostalCode,
    Extra(u8),
}

impl Field {
    pub(crate) const NAMED: [Self; 10] = [
        Self::Given,
        Self::Family,
        Self::Email,
        Self::Phone,
        Self::Handle,
        Self::Company,
        Self::Birthday,
        Self::Address,
        Self::City,
        Self::PostalCode,
    ];

    /// The place of the field's list in a table.
    pub(crate) fn place(self) -> usize {
        match self {
            Self::Given => 0,
            Self::Family => 1,
            Self::Email => 2,
            Self::Phone => 3,
            Self::Handle => 4,
            Self::Company => 5,
            Self::Birthday => 6,
            Self::Address => 7,
            Self::City => 8,
            Self::PostalCode => 9,
            Self::Extra(number) => 10 + usize::from(number),
        }
    }

    /// The place of the field's level in a pattern.
    pub(crate) fn slot(self) -> usize {
        match self {
            Self::Extra(number) => NAMED + usize::from(number),
            named => named.place(),
        }
    }

    /// The field behind a slot.
    pub(crate) fn of_slot(slot: usize) -> Self {
        match slot {
            CITY_NEAR => Self::City,
            named if named < NAMED => Self::NAMED[named],
            extra => Self::Extra((extra - NAMED) as u8),
        }
    }

    /// The field in words, for explanations.
    pub fn words(self) -> &'static str {
        match self {
            Self::Given => "given name",
            Self::Family => "family name",
            Self::Email => "e-mail",
            Self::Phone => "phone",
            Self::Handle => "profile",
            Self::Company => "company",
            Self::Birthday => "birthday",
            Self::Address => "address",
            Self::City => "city",
            Self::PostalCode => "postal code",
            Self::Extra(_) => "extra field",
        }
    }
}

/// The kind of the field in a slot, where it is an extra one.
pub(crate) fn extra_of_slot(slot: usize, extras: &[ExtraKind]) -> Option<ExtraKind> {
    slot.checked_sub(NAMED)
        .and_then(|number| extras.get(number))
        .copied()
}
