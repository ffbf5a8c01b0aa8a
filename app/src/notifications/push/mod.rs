//! Web Push: news to browsers that a member let in, through the push service of each, which
//! cannot read them (RFC 8030, 8188, 8291 and 8292), by the cryptography that connections
//! use already.

mod encrypt;
mod key;
mod send;
mod serve;
mod subscriptions;

pub use encrypt::{Keys, encrypt};
pub use key::PushKey;
pub use send::{Pushed, push};
pub use serve::{remove_subscription, store_subscription};
pub use subscriptions::{Subscription, SubscriptionInput, subscribe, subscriptions, unsubscribe};

#[cfg(test)]
pub use encrypt::seal;
