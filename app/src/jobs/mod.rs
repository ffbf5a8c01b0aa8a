//! Background work: orders that hold ids only, enqueued in the transaction of the
//! change that wants them, run by workers at least once. Every run is idempotent.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod failing;
#[cfg(feature = "ssr")]
mod order;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod schedule;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod worker;

#[cfg(feature = "ssr")]
pub use order::{Order, Problem, enqueue};
#[cfg(feature = "ssr")]
pub use schedule::{SCHEDULE, Scheduled};
#[cfg(feature = "ssr")]
pub use worker::{QUEUE, Stop, carry_out, migrate, work};
