//! The timeline: everything that happened between the workspace and a person, or the people
//! of a company, in one stream. Mail is grouped by thread, meetings by series; notes and what
//! people log by hand stand alone. Reading is for all members; notes and the log are written
//! by those who may edit contacts.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod by_hand;
#[cfg(feature = "ssr")]
mod logged;
#[cfg(feature = "ssr")]
mod notes;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use logged::{
    By, LogChange, LogInput, What, delete_log, edit_log, log_contact, restore_log, written,
};
#[cfg(feature = "ssr")]
pub use notes::{add_note, delete_note, edit_note, restore_note};
#[cfg(feature = "ssr")]
pub use store::{
    Interaction, Participant, Thread, ThreadCursor, Whose, company_of, counts_of, interaction,
    interactions_of, messages_of, participants_of, threads_of,
};
