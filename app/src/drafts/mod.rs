//! What to say to somebody: drafts that rules or the workspace's language model make, that a
//! person edits, copies and sends elsewhere. Nothing is ever sent from here. Invariants: every
//! text that was made is a row that says from what; what is given to a model is about that one
//! person; only what somebody says they sent is recorded as sent. Members write, everybody reads.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod found;
#[cfg(feature = "ssr")]
mod likeness;
#[cfg(feature = "ssr")]
mod make;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod sent;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod wanted;

#[cfg(feature = "ssr")]
pub use edit::{discard_draft, edit_draft, restore_draft};
#[cfg(feature = "ssr")]
pub use found::settle_recorded;
#[cfg(feature = "ssr")]
pub use make::make_draft;
#[cfg(feature = "ssr")]
pub use sent::{accept_draft, retract_draft};
#[cfg(feature = "ssr")]
pub use store::{Draft, draft, drafts_of};
#[cfg(feature = "ssr")]
pub use wanted::{Wanted, channel_code, channel_named, channel_words};
