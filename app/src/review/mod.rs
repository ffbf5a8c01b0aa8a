//! Contacts and companies that may be one: found by comparing all with all, or with all those
//! that came. The certain ones are joined, if the workspace wants that; the doubtful ones wait
//! for a person to say so. What a person rejected or parted is neither proposed nor joined
//! again, and every answer can be taken back; then only a person answers anew.

pub mod actions;
#[cfg(feature = "ssr")]
mod apart;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod arrivals;
#[cfg(feature = "ssr")]
pub mod companies;
#[cfg(feature = "ssr")]
mod crowd;
#[cfg(feature = "ssr")]
mod decide;
#[cfg(feature = "ssr")]
mod groups;
#[cfg(feature = "ssr")]
mod join;
#[cfg(feature = "ssr")]
mod known;
#[cfg(feature = "ssr")]
mod later;
#[cfg(feature = "ssr")]
mod likely;
#[cfg(feature = "ssr")]
mod objections;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod pairs;
#[cfg(feature = "ssr")]
mod policy;
#[cfg(feature = "ssr")]
pub mod scan;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod ties;
#[cfg(feature = "ssr")]
mod verdict;
#[cfg(feature = "ssr")]
mod waiting;

#[cfg(feature = "ssr")]
pub use apart::{ask_about_members, keep_apart, said_of, set_all_apart, set_apart, set_back};
#[cfg(feature = "ssr")]
pub use arrivals::{
    match_arrivals, note_arrivals, note_newcomers, note_return, order_matching, resume_matching,
};
#[cfg(feature = "ssr")]
pub use decide::{
    Merged, merge_above, merge_group, merge_pair, reject_group, reject_pair, reopen, reopen_pair,
};
#[cfg(feature = "ssr")]
pub use groups::{Group, groups, groups_above};
#[cfg(feature = "ssr")]
pub use later::{skip, skip_group, skip_pair, unskip_pair};
#[cfg(feature = "ssr")]
pub use likely::likely_same;
#[cfg(feature = "ssr")]
pub use policy::{choose_join_from, join_from, join_words, percent_of};
#[cfg(feature = "ssr")]
pub use scan::{Scan, cancel_scan, find_doubles, give_up, newest_scan, run_scan, scan, start_scan};
#[cfg(feature = "ssr")]
pub use store::{Counts, Pair, count_since, counts, open, pairs_of};

/// From here on a person is asked.
#[cfg(feature = "ssr")]
pub const LEAST: f64 = 0.7;
/// From here on two are one without much doubt.
#[cfg(feature = "ssr")]
pub const SURE: f64 = 0.95;
/// Of the rules by which pairs are judged.
#[cfg(feature = "ssr")]
const RULES: &str = "matching-2";
