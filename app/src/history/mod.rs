//! The history of contacts: a row for every change of every field after a contact was
//! made, whoever made it, and the way back to what stood there before. What the import
//! that made a contact says of it while it runs is no change.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod joins;
#[cfg(feature = "ssr")]
mod lists;
#[cfg(feature = "ssr")]
mod note;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod revert;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use note::{Before, note_come, note_items};
#[cfg(feature = "ssr")]
pub use revert::revert_change;
#[cfg(feature = "ssr")]
pub use store::{Change, changes, last_change};
