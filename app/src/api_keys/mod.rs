//! Keys for programs: bearer secrets of one member in one workspace. A key is shown
//! once and stored as a digest; it may what its member may, until it is revoked.

pub mod actions;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use store::{ApiKey, create_key, keys, revoke_key, viewer_of_key};
