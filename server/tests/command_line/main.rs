//! The command line as a user runs it: the real binary on a real database.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod changing;
mod drafting;
mod finding;
mod importing;
mod installation;
mod leaving;
mod news;
mod reviewing;
mod schedule;
mod steering;
mod tagging;
mod ties;
