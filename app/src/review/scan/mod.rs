//! All contacts compared with all, as a job that tells how far it is, can be stopped, and goes
//! on after a restart. A dry run says what it would do and changes nothing.

pub mod api;
mod run;
mod store;
mod told;

pub use api::ScanReport;
pub use run::{find_doubles, give_up, run_scan};
pub use store::{cancel_scan, newest_scan, scan, start_scan};
pub use told::Scan;
