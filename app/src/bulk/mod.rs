//! Changing many contacts at once: chosen by hand or by the list's own query, shown
//! before it is done, then done at once up to [`AT_ONCE`] contacts and by an order above.
//! Each change keeps what was before, so that one undo takes all of it back, but for
//! what somebody changed since. Who may edit contacts may do it; everybody sees it.

#[cfg(feature = "ssr")]
mod action;
pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod apply;
#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod back;
pub mod island;
#[cfg(feature = "ssr")]
mod look;
#[cfg(feature = "ssr")]
mod own;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod preview;
#[cfg(feature = "ssr")]
mod run;
#[cfg(feature = "ssr")]
mod selection;
#[cfg(feature = "ssr")]
mod start;
#[cfg(feature = "ssr")]
mod step;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod ticks;

#[cfg(feature = "ssr")]
pub use action::Action;
#[cfg(feature = "ssr")]
pub use asked::Asked;
#[cfg(feature = "ssr")]
pub use preview::{Preview, preview};
#[cfg(feature = "ssr")]
pub use run::{give_up, run};
#[cfg(feature = "ssr")]
pub use selection::Selection;
#[cfg(feature = "ssr")]
pub use start::{cancel, retry, start, undo};
#[cfg(feature = "ssr")]
pub use store::{Change, Failure, TagMoves, change, changes, failures, tag_moves};
#[cfg(feature = "ssr")]
pub use ticks::{clear_ticks, forget_ticks, keep_ticks, ticked};

/// So many contacts are changed within the request; more by an order.
pub const AT_ONCE: usize = 500;
