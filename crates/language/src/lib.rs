//! Text understood and written: by a model behind an API, or by rules where there is none.
//! One trait, [`Provider`], of three kinds: [`Anthropic`], [`OpenAi`] and [`Offline`].
//! Invariants: what others wrote is data in every prompt, between marks that it cannot hold
//! ([`prompt`]); a draft names nothing that its context does not hold ([`check`]); a call is
//! made only after its price at most was reserved ([`Guarded`]). No database; the network only
//! through the connection that is given, time and chance as parameters.
#![forbid(unsafe_code)]

pub mod anthropic;
mod budget;
pub mod check;
mod connection;
mod draft;
mod error;
mod guarded;
mod key;
mod languages;
mod limiter;
mod offline;
pub mod openai;
mod price;
pub mod prompt;
mod provider;
mod retry;
mod schema;
pub mod sse;
mod streaming;
mod tasks;

pub use anthropic::Anthropic;
pub use budget::{Budget, Estimate, Purse, Refusal, Reservation, Spent};
pub use connection::{Connection, client, client_resolving};
pub use draft::{
    Channel, Direction, Draft, DraftRequest, Fact, Formality, LifeEvent, Limits, Promise, Said,
    Touch, TouchKind, Trigger, Variant,
};
pub use error::Error;
pub use guarded::{Guarded, Rules};
pub use key::Key;
pub use languages::Language;
pub use limiter::{Limiter, Permit};
pub use offline::Offline;
pub use openai::OpenAi;
pub use price::{MicroDollars, Price, Prices};
pub use provider::{Answer, Embeddings, Piece, Pieces, Provider, Request, Stop, Task, Usage};
pub use retry::Retry;
pub use schema::Schema;
pub use tasks::{
    ClassifyRequest, Drafted, Found, Label, Summary, SummaryRequest, Tagged, choose_tags, classify,
    summarise, verify, write_draft,
};
