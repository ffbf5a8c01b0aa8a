//! Feeds: a member's tasks and the birthdays of contacts as iCalendar, under an address
//! that is the secret. What is stored of it is a digest; a revoked one is not found.

mod calendar;
mod rule;
mod serve;
mod store;
mod zone;

pub use serve::{calendar_entries, calendar_feed};
pub use store::{Feed, FeedShape, create_feed, feeds, renew_feed, revoke_feed};
