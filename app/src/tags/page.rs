//! Tags where they are seen: on a contact, and in the settings.

mod chips;
mod settings;

pub use chips::{ContactTags, contact_tags, tag_link};
pub use settings::section;
