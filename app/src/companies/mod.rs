//! Companies: found by the domain of their people's addresses and by their names, whatever
//! the legal form; two that have a domain each are never taken for one, unless a person
//! joins them. Counts are kept with the row and refreshed for the companies that a change
//! touched. Who may edit contacts may edit companies.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod around;
#[cfg(feature = "ssr")]
mod choose;
#[cfg(feature = "ssr")]
mod compare;
#[cfg(feature = "ssr")]
mod counts;
#[cfg(feature = "ssr")]
mod create;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod exchange;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
pub mod logos;
#[cfg(feature = "ssr")]
mod merge;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod said;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
mod tests;
pub mod types;

#[cfg(feature = "ssr")]
pub use around::{below, joined, joined_called, open_tasks, to_do_at};
#[cfg(feature = "ssr")]
pub use compare::sides_of;
#[cfg(feature = "ssr")]
pub use counts::{companies_of, count_all, recount, refresh_counts};
#[cfg(feature = "ssr")]
pub use create::{NewCompany, create_company, same_companies};
#[cfg(feature = "ssr")]
pub use edit::{Alias, CompanyInput, add_alias, aliases, called, edit_company, remove_alias};
#[cfg(feature = "ssr")]
pub use history::{CompanyChange, change_text, changes, revert_change};
#[cfg(feature = "ssr")]
pub use list::{COUNTED, CompanyQuery, count, list};
#[cfg(feature = "ssr")]
pub use merge::{MergePreview, merge_companies, part_companies, preview_merge, standing_company};
#[cfg(feature = "ssr")]
pub use store::{Company, find, find_or_create, people};
