//! Photos of contacts. What comes in is told by its content, decoded within bounds and
//! encoded anew as two square JPEGs, so that nothing of the file survives but the picture.
//! Which photo a contact has is a field of its records: a person's choice goes before that
//! of a file, and can be taken back. Members of the workspace alone see them.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod prepare;
#[cfg(feature = "ssr")]
pub mod serve;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod sweep;
#[cfg(test)]
pub mod tests;
#[cfg(feature = "ssr")]
pub mod upload;

#[cfg(feature = "ssr")]
pub use edit::{bring_back, remove_photo, restore_photo, set_photo};
#[cfg(feature = "ssr")]
pub use prepare::{LARGE, LIMIT, Prepared, SMALL, prepare, prepare_logo};
#[cfg(feature = "ssr")]
pub use store::{keep, large_pictures, standing};
#[cfg(feature = "ssr")]
pub use sweep::sweep_photos;
