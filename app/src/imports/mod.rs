//! Imports: a file goes in, is kept as it came, and is read by a job that can be
//! stopped at any moment and goes on without loss or doubles. Exact accounting:
//! listed = stored + known + skipped by reason + failed by reason.

pub mod actions;
#[cfg(feature = "ssr")]
mod again;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod auto_replies;
#[cfg(feature = "ssr")]
mod batch;
#[cfg(feature = "ssr")]
mod claims;
#[cfg(feature = "ssr")]
mod clean;
#[cfg(feature = "ssr")]
mod columns;
#[cfg(feature = "ssr")]
mod detect;
#[cfg(feature = "ssr")]
pub mod download;
#[cfg(feature = "ssr")]
mod folders;
#[cfg(feature = "ssr")]
mod forecast;
#[cfg(feature = "ssr")]
mod incoming;
pub mod island;
#[cfg(feature = "ssr")]
mod local;
#[cfg(feature = "ssr")]
mod own_addresses;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod reader;
#[cfg(feature = "ssr")]
pub mod reasons;
#[cfg(feature = "ssr")]
mod records;
#[cfg(feature = "ssr")]
mod rejections;
#[cfg(feature = "ssr")]
mod run;
#[cfg(feature = "ssr")]
mod signatures;
#[cfg(feature = "ssr")]
mod steer;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod strongest;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod threads;
pub mod types;
#[cfg(feature = "ssr")]
mod undo;
#[cfg(feature = "ssr")]
pub mod upload;

#[cfg(feature = "ssr")]
pub use again::resolve_contacts;
#[cfg(feature = "ssr")]
pub use claims::{Claim, claim};
#[cfg(feature = "ssr")]
pub use clean::clean_uploads;
#[cfg(feature = "ssr")]
pub use columns::{Chosen, choose_columns};
#[cfg(feature = "ssr")]
pub use local::{import_local, import_local_file};
#[cfg(feature = "ssr")]
pub use own_addresses::correct_own_addresses;
#[cfg(feature = "ssr")]
pub use records::{
    Broken, Progress, Table, answer_mapping, asks_member, broken_row, leave_table_out, mend_row,
    progress, table_of,
};
#[cfg(feature = "ssr")]
pub use rejections::{Rejection, RejectionQuery, rejected_tables, rejections};
#[cfg(feature = "ssr")]
pub use run::{give_up, run};
#[cfg(feature = "ssr")]
pub use steer::{answer_addresses, answer_none, cancel, include, pause, redo, resume, retry, undo};
#[cfg(feature = "ssr")]
pub use store::{Import, NewImport, count_running, create_import, import, imports};
#[cfg(feature = "ssr")]
pub use strongest::{Tie, strongest_ties};
#[cfg(feature = "ssr")]
pub use undo::run_undo;
