//! Whom to write to now, why, and a first draft. A suggestion is open until a person
//! decides (done, snoozed, dismissed) or contact happens by itself; nothing is ever
//! sent from here. Members decide; everybody reads.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod budget;
#[cfg(feature = "ssr")]
mod candidates;
#[cfg(feature = "ssr")]
mod channel;
#[cfg(feature = "ssr")]
mod contacted;
#[cfg(feature = "ssr")]
mod decide;
#[cfg(feature = "ssr")]
mod draft;
#[cfg(feature = "ssr")]
mod drafting;
#[cfg(feature = "ssr")]
mod explain;
#[cfg(feature = "ssr")]
mod held;
pub mod island;
#[cfg(feature = "ssr")]
mod learned;
#[cfg(feature = "ssr")]
mod made;
#[cfg(feature = "ssr")]
mod occasions;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod phrases;
#[cfg(feature = "ssr")]
mod promises;
#[cfg(feature = "ssr")]
mod refresh;
#[cfg(feature = "ssr")]
mod rules;
#[cfg(feature = "ssr")]
mod settings;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod tie;
pub mod types;
#[cfg(feature = "ssr")]
mod voice;
#[cfg(feature = "ssr")]
mod why;
#[cfg(feature = "ssr")]
mod wish;

#[cfg(feature = "ssr")]
pub use candidates::plain_subject;
#[cfg(feature = "ssr")]
pub use channel::{channel_of, set_channel};
#[cfg(feature = "ssr")]
pub use contacted::{close_contacted, reconsider_contacted};
#[cfg(feature = "ssr")]
pub use decide::{Decision, decide, reopen};
#[cfg(feature = "ssr")]
pub use draft::{digest, request, trigger};
#[cfg(feature = "ssr")]
pub use drafting::{Addressee, voices};
#[cfg(feature = "ssr")]
pub use held::Held;
#[cfg(feature = "ssr")]
pub use learned::{Learned, Votes, factor_words, learn_since, learned};
#[cfg(feature = "ssr")]
pub use occasions::{Open, open_promises};
#[cfg(feature = "ssr")]
pub use refresh::{refresh, refresh_workspace};
#[cfg(feature = "ssr")]
pub use settings::{FollowUps, follow_ups, set_follow_ups};
#[cfg(feature = "ssr")]
pub use store::{Suggestion, count_open, of_contact, open, suggestion};
#[cfg(feature = "ssr")]
pub use why::{Why, why};
#[cfg(feature = "ssr")]
pub use wish::{KEEP_IN_TOUCH, Wish, set_wish, set_wishes};
