//! The trash: contacts and companies that were deleted stay for [`DAYS`] days and can be
//! restored with everything they had; then a nightly order removes them with what people
//! wrote about them. Mail stays as it came, and does not bring them back by itself.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod company;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod purge;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use company::{delete_company, restore_company};
#[cfg(feature = "ssr")]
pub use purge::purge_workspace;
#[cfg(feature = "ssr")]
pub use store::{Thrown, thrown};

/// How long what was deleted can be restored.
pub const DAYS: i64 = 30;
