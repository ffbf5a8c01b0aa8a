//! Domain events: written in the transaction of the change, never altered, and
//! carried to open pages. A progress notice is announced but not kept.

mod hub;
mod kind;
mod sse;
mod store;

pub use hub::{Hub, Notice};
pub use kind::EventKind;
pub use sse::stream;
pub use store::{RecentEvent, announce, recent, record};
