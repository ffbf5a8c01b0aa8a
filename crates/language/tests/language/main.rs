//! The kinds of providers over real HTTP, against a server that speaks as the vendors do.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod anthropic;
mod contracts;
mod drafts;
mod guarded;
mod injections;
mod offline;
mod openai;
mod prompts;
mod refusals;
mod stand_in;
mod streams;
mod vendors;
mod world;
