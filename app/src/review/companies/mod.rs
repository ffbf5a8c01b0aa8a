//! Companies that may be one: found by their names, domains and pages. The certain ones are
//! joined as contacts are; the doubtful wait for a person.

mod arrivals;
mod decide;
mod find;
mod keys;
mod nearby;

pub use arrivals::{Alike, find_alike, match_companies, try_alike};
pub(super) use decide::{merge_all, merge_two, to_keep};

/// Of the rules by which companies are judged.
pub(super) const RULES: &str = "companies-2";
