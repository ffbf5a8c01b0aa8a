//! Contacts over REST.

mod details;
mod edit;
mod employments;
mod export;
mod list;
mod points;
mod score;

pub use details::ContactDetails;
pub use edit::*;
pub use employments::*;
pub use export::*;
pub use list::*;
pub use points::*;
pub use score::*;
