//! One PostgreSQL cluster in one folder: finds the server programs, initialises, starts,
//! provisions, stops and recovers it.
//!
//! Everything blocks; an asynchronous caller wraps the calls in `spawn_blocking`.
//!
//! Invariants:
//! * one owner: the folder's `lock` is held for as long as a [`Cluster`] lives, and the server it
//!   started (or found orphaned, ended and started afresh) ends with it;
//! * a `data` folder is complete: it is initialised as `data.new` and renamed at the very end;
//! * the superuser never leaves this crate: [`Cluster::url`] names a role that is neither superuser
//!   nor exempt from row-level security;
//! * passwords travel by environment, standard input or the 0600 file `secrets`: never on a command
//!   line and never in a log.
//!
//! ```text
//! <folder>/            0711 when kith runs as root, else 0700
//!   lock               held with flock by the owner; its process id and, once ready, the port
//!   secrets            0600: the passwords of the superuser and of the role
//!   data/  run/  log/  0700, of the account the server runs as: cluster, socket, logs of a week
//! ```
//!
//! PostgreSQL refuses to run as root. There its programs run as the owner of `data`, else as the
//! system user `postgres`, else as `kith` (made with `useradd`), else as `nobody`. That account
//! needs no way to the folder through its parents (a home directory may be closed to it): on Linux
//! the server enters the folder through an open handle and knows it as `/proc/self/cwd`. Programs
//! that the account cannot reach are copied to `/var/lib/kith/programs`.

mod account;
mod attached;
mod client;
mod cluster;
mod command;
mod configuration;
mod copy;
mod error;
mod initialise;
mod installation;
mod layout;
mod leftovers;
mod owner_lock;
mod place;
mod port;
mod process;
mod programs;
mod provision;
mod secrets;
mod server;
mod settings;
#[cfg(test)]
mod tests;

pub use attached::Attached;
pub use cluster::Cluster;
pub use error::ClusterError;
pub use programs::{Programs, Version, find_programs};
pub use settings::Settings;
