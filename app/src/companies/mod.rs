//! Companies: found by the domain of their people's addresses; counts are kept
//! with the row and refreshed for the companies that an import touched.

#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
mod tests;
pub mod types;

#[cfg(feature = "ssr")]
pub use store::{Company, find, find_or_create, list, people, refresh_counts};
