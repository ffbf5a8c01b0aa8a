//! People who sign in: users, passwords, sessions. A password is stored as argon2id
//! only; a wrong password and an unknown address are answered alike.

pub mod actions;
#[cfg(feature = "ssr")]
mod actions_support;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
mod regions;
#[cfg(feature = "ssr")]
mod register;
#[cfg(feature = "ssr")]
mod session_store;
#[cfg(feature = "ssr")]
mod sign_in;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod throttle;
mod types;

#[cfg(feature = "ssr")]
pub use actions_support::own_session_row;
#[cfg(feature = "ssr")]
pub use regions::{own_regions, regions_of};
#[cfg(feature = "ssr")]
pub use register::{NewUser, is_fresh, may_sign_up, register, set_signup_policy, signup_policy};
#[cfg(feature = "ssr")]
pub use session_store::SessionRows;
#[cfg(feature = "ssr")]
pub use sign_in::{change_password, sign_in};
#[cfg(feature = "ssr")]
pub use store::{
    OwnSession, Workspace, clean_email, clean_sessions, end_other_sessions, end_session, is_zone,
    sessions_of, set_profile, set_theme, user_of_address, viewer_of, workspaces_of,
};
pub use types::SignupPolicy;
