//! One person out of many records: which records mean the same person, how probably, and why.
//! Pure and deterministic: no database, no clock, no chance; the same records in the same order
//! give the same answer, and malformed values are compared or left out, never a panic.
#![forbid(unsafe_code)]

mod blocking;
mod careless;
mod cluster;
mod companies;
mod compare;
mod error;
mod explain;
mod field;
pub mod file;
mod full;
mod guard;
mod index;
mod keys;
mod learn;
mod lessons;
mod level;
mod lexicon;
mod model;
mod names;
mod normal;
mod pattern;
mod prior;
mod record;
mod rivals;
mod rows;
mod runs;
mod score;
mod some;
mod sound;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod watch;

pub use cluster::{clusters, left_apart};
pub use companies::{
    Company, CompanyKeys, CompanyPair, Likeness, Sought, alike_companies, compare_companies,
};
pub use compare::differ_in_profiles;
pub use error::Error;
pub use explain::Evidence;
pub use field::{Field, MOST_EXTRAS};
pub use full::{Pair, Pairs, match_all, match_watched};
pub use guard::{Guard, contradiction, doubted};
pub use index::{Candidate, Index};
pub use learn::learn;
pub use level::Level;
pub use model::Model;
pub use names::are_two_people;
pub use record::{ExtraKind, Kind, Record};
pub use score::Score;
pub use some::match_some;
pub use table::Table;
pub use watch::Watch;
