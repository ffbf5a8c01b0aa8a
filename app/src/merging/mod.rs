//! Contacts that are one person, joined and parted again. Joining moves the links of records
//! to the contact that is kept, which is derived anew; the other is hidden, with everything
//! that people said of it. A record keeps its home, so that parting restores both, and what
//! came meanwhile goes to the one whose record it belongs to.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod choose;
#[cfg(feature = "ssr")]
mod compare;
#[cfg(feature = "ssr")]
mod lead;
#[cfg(feature = "ssr")]
mod merge;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod part;
#[cfg(feature = "ssr")]
pub mod records;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod wishes;

#[cfg(feature = "ssr")]
pub use choose::Choices;
#[cfg(feature = "ssr")]
pub use compare::{Line, Side, compare, sides_of};
#[cfg(feature = "ssr")]
pub use lead::lead_to_standing;
#[cfg(feature = "ssr")]
pub use merge::{Terms, merge_contacts};
#[cfg(feature = "ssr")]
pub use part::{Other, other_of, part_contact, revert};
#[cfg(feature = "ssr")]
pub use store::{Joined, Whereabouts, joined_called, joined_of, joined_to, standing, whereabouts};

/// What the history of a contact calls that another was joined to it.
#[cfg(feature = "ssr")]
pub const HISTORY: &str = "joined";
