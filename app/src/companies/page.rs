//! Pages of companies: the list, and one with its people.

mod editing;
mod list;
mod merge;
mod show;

pub use list::List;
pub use merge::Merge;
pub use show::Show;

use crate::ui::grouped;

fn counted(count: i32, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!(
        "{} {noun}",
        grouped(u64::try_from(count).unwrap_or_default())
    )
}
