//! Who writes in a workspace: rules that are offline, which is how it begins, or a language
//! model behind an API that its owner chose. Invariants: the key is sealed, and goes nowhere
//! but to that API; a call is made only after its price at most is reserved in the database,
//! within the month's budget; no more than five at once. Everybody reads which it is, the
//! owner chooses.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod choose;
#[cfg(feature = "ssr")]
mod ledger;
#[cfg(feature = "ssr")]
mod money;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod probe;
#[cfg(feature = "ssr")]
mod provider;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
pub mod tests;
#[cfg(feature = "ssr")]
mod trouble;

#[cfg(feature = "ssr")]
pub use choose::{Chosen, NewKey, choose_model};
#[cfg(feature = "ssr")]
pub use ledger::spent_this_month;
#[cfg(feature = "ssr")]
pub use money::{dollars, micro_dollars};
#[cfg(feature = "ssr")]
pub use probe::test_model;
#[cfg(feature = "ssr")]
pub use provider::{Writer, has_lost_key, writer};
#[cfg(feature = "ssr")]
pub use store::{Kind, LanguageModel, language_model};
#[cfg(feature = "ssr")]
pub use trouble::Trouble;
