//! Fields of the workspace's own on contacts and companies. Admins define them, members
//! fill them in. A field is put away, never deleted, and a change of its kind keeps what
//! was said: values that do not read as the new kind rest until they do.
//!
//! Values of a contact are said by its source records under `field:ID` and survive like
//! its other fields (see `identity::derive`): a person's edit wins, an undone import takes
//! its values along. A company's are said by hand, or by the tables of imports (see `filed`),
//! as long as nobody says something else. `contacts.custom` and `companies.custom` hold them by the id of the
//! field, `custom_values` the same as rows.
//!
//! **To filter and sort by a field**, as lists of contacts and companies do: [`fields`]
//! gives the definitions in use, with their choices. [`FieldTest::read`] reads what a
//! person or a program asks of a field, and [`FieldTest::push`] writes it as a condition
//! that an index serves, for the row whose id is named (`c.id`); negate and join such
//! conditions as any other. [`FieldTest::few`] says whom it meets where they are few.
//! [`push_sort`] joins a field's first value, and [`sort_column`] names the column to order
//! by: numbers, days, the place of a choice in its list, or folded text. Rows without a
//! value have null there.

pub mod actions;
#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
mod choices;
#[cfg(feature = "ssr")]
mod condition;
#[cfg(feature = "ssr")]
mod define;
#[cfg(feature = "ssr")]
mod filed;
#[cfg(feature = "ssr")]
mod held;
#[cfg(feature = "ssr")]
mod listed;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod query;
#[cfg(feature = "ssr")]
mod read;
#[cfg(feature = "ssr")]
mod store;
#[cfg(test)]
mod tests;
pub mod types;
#[cfg(feature = "ssr")]
mod values;

#[cfg(feature = "ssr")]
pub use choices::{ChoiceInput, offer_choices};
#[cfg(feature = "ssr")]
pub use define::{
    FieldChange, FieldInput, archive_field, change_field, define_field, define_open_field,
    move_field,
};
#[cfg(feature = "ssr")]
pub use filed::{OF_COMPANY, column_of, file_companies, unfile_companies};
#[cfg(feature = "ssr")]
pub use held::{Held, held, person_of};
#[cfg(feature = "ssr")]
pub use listed::{Listed, listed};
#[cfg(feature = "ssr")]
pub use query::{Days, FieldTest, push_first_values, push_sort, sort_column, value_column};
#[cfg(feature = "ssr")]
pub use read::{Hints, from_file, guess_kind, parts, people_named, read_inputs, written};
#[cfg(feature = "ssr")]
pub use store::{Field, FieldChoice, RECORD_KEY, all_fields, field, fields};
#[cfg(feature = "ssr")]
pub use values::{forget_value, refresh_values, set_value};
