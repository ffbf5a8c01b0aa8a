//! Lists in files of comma-separated values: read, matched and written without a database.

mod columns;
mod infer;
mod read;
mod write;

pub use columns::{Choice, KINDS};
pub use read::List;
pub use write::{write_clusters, write_pairs};
