//! One record of a contact that is somebody else's: it is taken from the contact, with all that
//! came with it, and goes to a contact of its own, back to the one with which it came, or to one
//! that is chosen. Nothing that both have joins it to the first again, and it can be returned.

mod part;
mod settle;
mod store;
mod tie;

pub use part::{Taken, part_record};
pub use settle::return_record;
pub use store::{PartedOff, SourceRecord, parted_off, records_of, standing_partings};

/// What the history of a contact calls that a record was taken from it, and that it came back.
pub const PARTED: &str = "parted_record";
pub const RETURNED: &str = "returned_record";
