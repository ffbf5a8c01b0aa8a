//! Names of people: taken apart into given and family names, and compared in any order.

mod apart;
mod compare;
mod generation;
mod han;
mod parse;
mod signs;
mod word;

pub use apart::are_two_people;
pub(crate) use compare::{Words, compare};
pub(crate) use parse::is_particle;
pub(crate) use parse::{full_parts, given_parts};
pub(crate) use signs::Signs;
pub(crate) use word::{family_word, given_word};
