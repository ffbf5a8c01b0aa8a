//! The signature under a mail, and the person it describes.
//! Invariant: every value given out stands in the block (or in the sender's address, where the
//! evidence says so); a block that names somebody else than the sender gives nothing of it.

mod assemble;
mod closing;
mod company;
mod contact;
mod department;
mod label;
mod line;
mod locate;
mod location;
mod person;
mod phone;
mod place;
mod reach;
mod region;
mod remnants;
mod residue;
#[cfg(test)]
mod tests;
pub(crate) mod title;
mod who;
mod work;

pub(crate) use company::romanised as without_accents;
pub(crate) use company::{
    EAST_ASIAN_FORMS, has_noun as is_company_noun, is_compound as is_company_compound,
};
pub use locate::locate;
pub use person::{Evidence, Person, Phone, PhoneKind};

use crate::address::Address;

/// Reads a bare signature block. `sender` is the mailbox that sent it, where known.
pub fn read(block: &str, sender: Option<&Address>) -> Person {
    assemble::person(block, sender, None)
}

/// Like [`read`], knowing the language (ISO 639-1) of the mail: it hints at the country of phone
/// numbers that are written without one.
pub fn read_in(block: &str, sender: Option<&Address>, language: Option<&str>) -> Person {
    assemble::person(block, sender, language)
}

/// How a text in lower case may be spelled where letters have no marks: `müller` as `mueller`
/// and as `muller`.
pub fn spellings(text: &str) -> [String; 2] {
    [company::romanised(text), company::unaccented(text)]
}

/// Whether the name of a company spells the label of a domain: `Acme Labs GmbH` and
/// `acmelabs.de`, initials included.
pub fn names_domain(company: &str, domain: &str) -> bool {
    company::matches_domain(company, &[domain.to_owned()])
}
