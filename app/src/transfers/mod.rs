//! A whole workspace as one file, out and in: a zip with each table as JSON lines, contacts
//! as table and cards, mails as a mailbox, files as they came, and a manifest with counts and
//! hashes. Only owners may. What goes out is one moment of the workspace; what comes in goes
//! into an empty one, whole or not at all.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod clean;
#[cfg(feature = "ssr")]
mod load;
#[cfg(feature = "ssr")]
mod manifest;
#[cfg(feature = "ssr")]
mod out;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod run;
#[cfg(feature = "ssr")]
pub mod serve;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod tables;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use clean::clean_transfers;
#[cfg(feature = "ssr")]
pub use load::{Refusal, load_workspace};
#[cfg(feature = "ssr")]
pub use out::write_workspace;
#[cfg(feature = "ssr")]
pub use run::{give_up, run_transfer};
#[cfg(feature = "ssr")]
pub use store::{Transfer, cancel_transfer, start_export, start_load, transfer, transfers};
