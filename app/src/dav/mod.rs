//! CardDAV and CalDAV (RFC 6352, RFC 4791, RFC 4918, RFC 6578): the workspace's contacts, to
//! read and to write, and a member's tasks, birthdays and meetings to come, to read, for phones and
//! programs.
//! Who asks proves it by an app password, which opens this door and no other.

pub mod actions;
#[cfg(feature = "ssr")]
mod answer;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod calendars;
#[cfg(feature = "ssr")]
mod cards;
#[cfg(feature = "ssr")]
mod door;
#[cfg(feature = "ssr")]
mod meetings;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod passwords;
#[cfg(feature = "ssr")]
mod place;
#[cfg(feature = "ssr")]
mod properties;
#[cfg(feature = "ssr")]
mod report;
#[cfg(feature = "ssr")]
mod resources;
#[cfg(feature = "ssr")]
mod serve;
#[cfg(feature = "ssr")]
mod span;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod xml;

#[cfg(feature = "ssr")]
pub use passwords::{AppPassword, app_passwords, create_app_password, revoke_app_password};
#[cfg(feature = "ssr")]
pub use serve::router;
