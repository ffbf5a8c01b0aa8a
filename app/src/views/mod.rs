//! Saved views of the list of contacts: a query with its order, layout, groups and columns,
//! under a name. A private view is seen by its author alone; a shared one by everybody, and
//! changed by its author and by who manages members. Deleting hides.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod input;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
pub mod types;

#[cfg(feature = "ssr")]
pub use edit::{delete_view, edit_view, restore_view, save_view};
#[cfg(feature = "ssr")]
pub use input::ViewInput;
#[cfg(feature = "ssr")]
pub use store::{View, view, views};
