//! Pages of companies: the list, and one with its people.

mod address;
mod editing;
mod filters;
mod history;
mod list;
mod merge;
mod new;
mod show;
mod table;

pub use history::History;
pub use list::List;
pub use merge::{Merge, columns};
pub use new::New;
pub use show::Show;

use crate::ui::grouped;

fn counted(count: i64, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!(
        "{} {noun}",
        grouped(u64::try_from(count).unwrap_or_default())
    )
}
