//! Tags: short words on contacts, each name once in a workspace whatever its case and
//! accents. Everybody reads them; who may edit contacts sets them. A tag is on a contact
//! because a person said so, a record does, or a rule of the taxonomy; what a person took
//! off stays off.
//! Deleting one or joining it to another can be taken back.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod assign;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod merge;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod remove;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use assign::{
    Was, put_back, put_back_many, tag_contact, tag_contacts, unsay, untag_contact, untag_contacts,
};
#[cfg(feature = "ssr")]
pub use edit::{clean as clean_name, create_tag, edit_tag, ensure_tag, ensure_tags};
#[cfg(feature = "ssr")]
pub use merge::merge_tags;
#[cfg(feature = "ssr")]
pub use remove::{delete_tag, restore_tag};
#[cfg(feature = "ssr")]
pub use store::{
    Tag, TagUse, TagWithSources, tag, tag_called, tags, tags_of, tags_with_sources, used_tags,
};

/// What the twelve colours are called.
pub const HUES: [&str; 12] = [
    "Red", "Orange", "Amber", "Yellow", "Green", "Emerald", "Teal", "Sky", "Blue", "Violet",
    "Purple", "Pink",
];
