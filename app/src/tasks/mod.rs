//! Tasks: what to do, until when, about whom, and by whom. A day is a day everywhere; a
//! time is that of the clocks where it was said. A task that repeats is followed by the
//! next one in the transaction that marks it as done. Members write; everybody reads.

#[cfg(feature = "ssr")]
mod about;
pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod birthdays;
#[cfg(feature = "ssr")]
mod decide;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
pub mod feed;
#[cfg(feature = "ssr")]
mod input;
pub mod island;
#[cfg(feature = "ssr")]
mod links;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod plan;
#[cfg(feature = "ssr")]
mod reminders;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use birthdays::{Birthday, birthday_lead, birthdays, days_of, days_title, set_birthday_lead};
#[cfg(feature = "ssr")]
pub use decide::{complete_task, delete_task, reopen_task, restore_task};
#[cfg(feature = "ssr")]
pub use edit::{add_task, edit_task};
#[cfg(feature = "ssr")]
pub use input::TaskInput;
#[cfg(feature = "ssr")]
pub use links::{Link, LinkKind, links_of, pass_on_links, take_back_links};
#[cfg(feature = "ssr")]
pub use plan::{Agenda, Span};
#[cfg(feature = "ssr")]
pub use reminders::{
    Reminder, announced_since, deliver_reminders, reminders_of, see_reminders,
    waiting as waiting_reminders,
};
#[cfg(feature = "ssr")]
pub use store::{Cursor, Task, TaskQuery, count_due, done_tasks, open_tasks, task};
