//! Whom to write to: all open suggestions, and what was decided before.

mod item;
mod list;
mod snooze;

pub use item::SuggestionItem;
pub use list::List;
