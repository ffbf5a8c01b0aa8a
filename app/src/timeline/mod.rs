//! The timeline: everything that happened between the workspace and a person, or the people
//! of a company, in one stream. Mail is grouped by thread, meetings by series; notes stand
//! alone. Reading is for all
//! members; notes are written by those who may edit contacts.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod notes;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use notes::{add_note, delete_note, edit_note, restore_note};
#[cfg(feature = "ssr")]
pub use store::{
    Interaction, Participant, Thread, ThreadCursor, Whose, counts_of, interaction, interactions_of,
    messages_of, participants_of, threads_of,
};
