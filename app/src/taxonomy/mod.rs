//! The taxonomy of a workspace: categories with tags, each with the words by which it fits a
//! contact. It is found in the workspace's own data, edited, approved, and only then applied,
//! by `bulk`, with a preview and one undo. Invariants: a tag that a person or a record put on
//! somebody is never taken off, and one that a person took off is not set again; nothing that
//! is not approved is applied; what a model says is one contact's alone, and names no tag
//! beyond the approved ones. Who may edit contacts edits it; everybody reads.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod apply;
#[cfg(feature = "ssr")]
mod discover;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod fits;
#[cfg(feature = "ssr")]
mod moves;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod reading;
#[cfg(feature = "ssr")]
mod rule;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod suggest;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use apply::{Expected, ExpectedTag, apply_taxonomy, expected};
#[cfg(feature = "ssr")]
pub use discover::discover_tags;
#[cfg(feature = "ssr")]
pub use edit::{
    EntryInput, add_entry, approve, change_entry, remove_category, remove_entry, rename_category,
    restore_category, restore_entry,
};
#[cfg(feature = "ssr")]
pub use moves::{move_tags, move_tags_back, moves, still_moved};
#[cfg(feature = "ssr")]
pub use read::classify_contacts;
#[cfg(feature = "ssr")]
pub use reading::{Kind, Reading, cancel_reading, give_up, newest_reading, reading, start_reading};
#[cfg(feature = "ssr")]
pub use rule::{Rule, RuleField, RuleWords, read_words, sentence};
#[cfg(feature = "ssr")]
pub use store::{
    Begin, Category, Entry, Example, Outline, entry, outline, page_of, rules, taxonomy,
};
#[cfg(feature = "ssr")]
pub use suggest::{Offer, ask_about, offers};
