//! Contacts: the golden records of people. Everybody in the workspace reads them;
//! members edit. An edit by a person is kept as their own source record, so that no
//! import overwrites it. Deleting hides; restoring brings everything back.

pub mod actions;
#[cfg(feature = "ssr")]
mod address;
#[cfg(feature = "ssr")]
mod also;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod day;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod employ;
#[cfg(feature = "ssr")]
mod employments;
#[cfg(feature = "ssr")]
pub mod explain;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod grouping;
#[cfg(feature = "ssr")]
mod input;
pub mod island;
#[cfg(feature = "ssr")]
mod known;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod meant;
#[cfg(feature = "ssr")]
mod meanwhile;
#[cfg(feature = "ssr")]
mod moving;
#[cfg(feature = "ssr")]
mod narrow;
#[cfg(feature = "ssr")]
mod order;
#[cfg(feature = "ssr")]
pub mod outside;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod point;
#[cfg(feature = "ssr")]
pub mod query;
#[cfg(feature = "ssr")]
mod reach;
#[cfg(feature = "ssr")]
mod sorted;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
pub mod types;
#[cfg(feature = "ssr")]
mod words;
#[cfg(feature = "ssr")]
mod zone;

#[cfg(feature = "ssr")]
pub use address::PostalAddress;
#[cfg(feature = "ssr")]
pub use also::{AlsoSaid, also_said};
#[cfg(feature = "ssr")]
pub use asked::OwnAnswers;
#[cfg(feature = "ssr")]
pub use day::day_words;
#[cfg(feature = "ssr")]
pub use edit::{
    archive_contact, create_contact, delete_contact, edit_contact, is_unseen, put_fields,
    refuse_unseen, restore_contact, restore_field, update_contact,
};
#[cfg(feature = "ssr")]
pub use employ::{
    EmploymentInput, Replaced, remove_employment, restore_employment, set_employment,
};
#[cfg(feature = "ssr")]
pub use employments::{Employment, employments};
#[cfg(feature = "ssr")]
pub use facts::{Fact, Point, Source, facts, points};
#[cfg(feature = "ssr")]
pub use grouping::{Column, Group, Grouping, Section, Sections, columns, grouped};
#[cfg(feature = "ssr")]
pub use input::ContactInput;
#[cfg(feature = "ssr")]
pub use list::{Cursor, ListQuery, Listed, Page, count, ids, list};
#[cfg(feature = "ssr")]
pub use meant::{Meant, meant};
#[cfg(feature = "ssr")]
pub use meanwhile::{refuse_unseen_employment, refuse_unseen_point};
#[cfg(feature = "ssr")]
pub use moving::{Moved, move_back, move_contact};
#[cfg(feature = "ssr")]
pub use order::{ListOrder, OwnOrder, UsualOrder};
#[cfg(feature = "ssr")]
pub use point::NewPoint;
#[cfg(feature = "ssr")]
pub use reach::{Changed, add_point, change_point, remove_point, restore_point, revert_point};
#[cfg(feature = "ssr")]
pub use store::{Contact, contact, names_of};
#[cfg(feature = "ssr")]
pub use words::push_words;
#[cfg(feature = "ssr")]
pub use zone::{LikelyZone, likely_zone_of, local_words};
