//! Settings: the member's profile, addresses, sessions and keys; the workspace; the
//! installation. Secrets are shown once, on the page after they were made.

#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod secret;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use secret::{Secret, show_once, take_secret};
