//! What members are told: on a page, by mail, in their browsers; each kind as each member
//! wants it. One thing is told once, by its key. Those are told who work in a workspace;
//! viewers, who only look on, are not.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod choices;
#[cfg(feature = "ssr")]
mod deliver;
#[cfg(feature = "ssr")]
mod failed;
#[cfg(feature = "ssr")]
mod hours;
#[cfg(feature = "ssr")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
mod news;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod push;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod signing;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod tell;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod types;

#[cfg(feature = "ssr")]
pub use choices::{Choice, Digest, HoursInput, choices, choose, choose_hours, hours_of, stop_mail};
#[cfg(feature = "ssr")]
pub use deliver::deliver_notifications;
#[cfg(feature = "ssr")]
pub use failed::tell_of_failure;
#[cfg(feature = "ssr")]
pub use hours::Hours;
#[cfg(feature = "ssr")]
pub use news::{tell_of_import, tell_of_life_events, tell_of_review, tell_of_suggestions};
#[cfg(feature = "ssr")]
pub use read::{forget_old, mark_all_read, mark_read, mark_unread};
#[cfg(feature = "ssr")]
pub use store::{Notification, Wanted, count_unread, list};
#[cfg(feature = "ssr")]
pub use tell::{News, Whom, tell};
#[cfg(feature = "ssr")]
pub use types::{Kind, Ways};

/// The page of news that a form names, or the first one.
#[cfg(feature = "ssr")]
fn page_of(from: &str) -> String {
    use crate::routes::{local_path, paths};

    let first = paths::notifications();
    match from.split('?').next() {
        Some(path) if path == first => local_path(from),
        _ => first.to_owned(),
    }
}
