//! Workspaces (tenants), who belongs to them in which role, and what a role may.
//! Members see their own workspaces only; owners and admins manage members.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod contact_rule;
#[cfg(feature = "ssr")]
mod invitations;
#[cfg(feature = "ssr")]
mod morning;
#[cfg(feature = "ssr")]
mod own_addresses;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
mod types;

#[cfg(feature = "ssr")]
pub use contact_rule::{choose_contact_rule, contact_rule};
#[cfg(feature = "ssr")]
pub use invitations::{Invitation, accept_invitation, invite, pending_invitations};
#[cfg(feature = "ssr")]
pub use morning::{Morning, choose_morning, morning};
#[cfg(feature = "ssr")]
pub use own_addresses::{
    add_own_address, assume_own_address, assumed_addresses, own_addresses, remove_own_address,
};
#[cfg(feature = "ssr")]
pub use store::{Member, create_workspace, members, rename_workspace};
pub use types::{ContactRule, Permission, Role};
