//! Pages of imports: bring a file, watch it, see what came of it.

mod columns;
mod list;
mod member;
mod mend;
mod rejected;
mod show;

pub use list::{List, upload_form};
pub use rejected::Rejected;
pub use show::Show;
