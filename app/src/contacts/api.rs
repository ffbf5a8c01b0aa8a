//! Contacts over REST.

mod details;
mod edit;
mod list;
mod score;

pub use details::ContactDetails;
pub use edit::*;
pub use list::*;
pub use score::*;
