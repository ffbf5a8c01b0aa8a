//! What people are to each other: spouse, child, colleague, who introduced them. One row
//! serves both sides, each with its own word. The other is a contact or a name alone; a name
//! that a source gives stands for the one contact that is called so, for as long as there is
//! exactly one. Everybody reads; those who may edit contacts write.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod derive;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod leaving;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
pub mod types;
#[cfg(feature = "ssr")]
mod who;

#[cfg(feature = "ssr")]
pub use derive::derive_relations;
#[cfg(feature = "ssr")]
pub use edit::{add_relation, remove_relation, restore_relation};
#[cfg(feature = "ssr")]
pub use leaving::{Related, related_of};
#[cfg(feature = "ssr")]
pub use store::{Relation, relations_of};
#[cfg(feature = "ssr")]
pub use who::{Who, who};
