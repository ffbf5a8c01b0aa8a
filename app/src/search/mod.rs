//! Finding anything by a few letters: people and companies by the beginnings of words, or
//! by words that are nearly so; notes and messages by all that they say. Members find in
//! their own workspace only.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod index;
#[cfg(feature = "ssr")]
mod marks;
#[cfg(feature = "ssr")]
mod messages;
#[cfg(feature = "ssr")]
mod near;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod palette;
#[cfg(feature = "ssr")]
mod postings;
#[cfg(feature = "ssr")]
mod similar;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use index::{index_messages, index_newest};
#[cfg(feature = "ssr")]
pub use marks::Piece;
#[cfg(feature = "ssr")]
pub use near::{Near, near};
#[cfg(feature = "ssr")]
pub use store::{Hit, Results, search};
