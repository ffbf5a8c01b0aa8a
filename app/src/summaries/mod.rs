//! What a member and a contact wrote about lately, in a few sentences, where somebody asks for
//! it. Invariants: it is made of messages between the two alone; each is a row that says from
//! what. Members have it made, everybody reads.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod make;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use make::summarise_contact;
#[cfg(feature = "ssr")]
pub use store::{Summary, summary_of};
