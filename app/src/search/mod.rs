//! Finding anything by a few letters, for the palette. Members find in their own
//! workspace only.

pub mod actions;
#[cfg(feature = "ssr")]
mod store;
