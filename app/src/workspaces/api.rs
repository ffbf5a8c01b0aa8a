//! What holds for a workspace, over REST: whose mail is the members' own, and who of
//! those in the mail becomes a contact.

mod contact_rule;
mod own_addresses;

pub use contact_rule::*;
pub use own_addresses::*;
