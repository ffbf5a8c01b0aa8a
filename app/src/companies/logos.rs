//! Logos: the icon that a company's own site shows, kept as a picture like a photo. They
//! are sought only in workspaces that ask for them; nothing else is called, and a site is
//! asked once in thirty days, without a word about who asks.

mod choice;
mod icons;
mod seek;
mod site;

pub use choice::{choose_logos, wants_logos};
pub use seek::seek_logos;
pub use site::Sites;
