//! Companies that may be one: found by their names, domains and pages, and joined by the verb
//! that joins companies, if a person says so.

mod decide;
mod find;
mod store;

pub use decide::{merge_alike, reject_alike, reopen_alike};
pub use find::find_alike;
pub use store::{open, sides};

/// Of the rules by which companies are judged.
const RULES: &str = "companies-1";
