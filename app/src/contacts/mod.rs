//! Contacts: the golden records of people. Everybody in the workspace reads them;
//! members edit. An edit by a person is kept as their own source record, so that no
//! import overwrites it. Deleting hides; restoring brings everything back.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
pub mod explain;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod input;
pub mod island;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod meant;
#[cfg(feature = "ssr")]
mod narrow;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod query;
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
pub use edit::{
    add_point, archive_contact, create_contact, delete_contact, edit_contact, remove_point,
    restore_contact, restore_field, restore_point, update_contact,
};
#[cfg(feature = "ssr")]
pub use facts::{Fact, Point, Source, facts, points};
#[cfg(feature = "ssr")]
pub use input::ContactInput;
#[cfg(feature = "ssr")]
pub use list::{Cursor, ListQuery, Listed, Page, count, ids, list};
#[cfg(feature = "ssr")]
pub use meant::{Meant, meant};
#[cfg(feature = "ssr")]
pub use store::{Contact, contact};
#[cfg(feature = "ssr")]
pub use zone::{LikelyZone, likely_zone_of, local_words};
