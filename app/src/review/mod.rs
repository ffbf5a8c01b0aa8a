//! Contacts that may be one person: found by comparing all with all, or one with the rest,
//! and waiting for a person to say so. What was rejected is never proposed again.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod decide;
#[cfg(feature = "ssr")]
mod known;
#[cfg(feature = "ssr")]
mod likely;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod scan;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use decide::{merge_above, merge_pair, reject_pair, reopen_pair};
#[cfg(feature = "ssr")]
pub use likely::likely_same;
#[cfg(feature = "ssr")]
pub use scan::{find_doubles, order_scan};
#[cfg(feature = "ssr")]
pub use store::{Counts, Pair, above, count_open, counts, of_contact, open, pair};

/// From here on a person is asked.
#[cfg(feature = "ssr")]
pub const LEAST: f64 = 0.7;
/// From here on two are one without much doubt.
#[cfg(feature = "ssr")]
pub const SURE: f64 = 0.95;
/// Of the rules by which pairs are judged.
#[cfg(feature = "ssr")]
const RULES: &str = "matching-1";
