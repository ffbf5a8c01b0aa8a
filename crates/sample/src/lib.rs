//! A fictional network of people and the mail they exchanged with one person.
//!
//! The same [`Plan`] always gives the same world and the same bytes, on every
//! platform: there is no clock, no system randomness and no floating-point
//! function that differs between machines. No message is dated after
//! [`Plan::now`], every domain is under a reserved top-level domain, and every
//! telephone number is from a range set aside for fiction.

mod dice;
mod mail;
mod plan;
mod schedule;
mod talk;
#[cfg(test)]
mod tests;
mod text;
mod world;

pub use mail::{Summary, write_mbox};
pub use plan::{Me, Plan, demonstration};
pub use world::{
    Client, Company, Ending, Kind, Language, PERSONAL_DOMAIN, Person, Phone, Place, Position,
    Rhythm, World, world,
};
