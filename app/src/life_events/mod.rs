//! What happened in people's lives: new jobs, promotions, moves and the like, read out of
//! signatures, automatic answers, messages and records that were imported again. Each
//! keeps the words that say it; less sure ones than 0.7 are not kept. A person confirms it
//! or calls it wrong; what is wrong is never told again. Members decide; everybody reads.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod decide;
#[cfg(feature = "ssr")]
mod find;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod rules;
#[cfg(feature = "ssr")]
mod sources;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
pub mod types;

#[cfg(feature = "ssr")]
pub use decide::{Judgement, accept_job, judge_event};
#[cfg(feature = "ssr")]
pub use find::{find_life_events, forget_life_events};
#[cfg(feature = "ssr")]
pub use store::{
    LifeEvent, WantedEvents, life_event, life_events, of_contact, parse_place, take_untold,
    undecided,
};
