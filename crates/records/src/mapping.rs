//! Which column holds what: guessed from the names of the columns, in many languages and products,
//! and from the values beneath them. A mapping is plain data: it can be shown, changed, kept by
//! [`Mapping::signature`] and given back. Invariant: a column without a field keeps its values
//! under its own name, so nothing is thrown away.

mod apply;
mod field;
mod fold;
mod guess;
mod headers;
mod honorific;
mod messages;
mod row;
mod shape;
#[cfg(test)]
mod tests;
mod words;

use serde::{Deserialize, Serialize};

use crate::dates::DateOrder;
use crate::record::digest;

pub(crate) use apply::contact;
pub use field::Field;
pub(crate) use fold::{fold, phrase};
pub use guess::guess;
pub(crate) use headers::is_header;
pub(crate) use messages::message;
pub use row::row;
pub(crate) use shape::{is_email, shape_of};

/// The column of a table of rejected rows that says why: it is none of the table's own.
pub const WHY: &str = "Not imported because";

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    #[default]
    Contacts,
    /// A list of messages, as LinkedIn's `messages.csv`.
    Messages,
    /// Nothing that is wanted: each row is left out.
    Nothing,
}

/// The columns of a file, in its order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    #[serde(default)]
    pub rows: Rows,
    pub columns: Vec<Column>,
}

/// One column and what its values are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub header: String,
    /// None keeps the values under the header's name.
    #[serde(default)]
    pub field: Option<Field>,
    /// What the values are called: `work`, `home`, `mobile`; the service of a handle.
    #[serde(default)]
    pub label: Option<String>,
    /// Columns of one group describe one thing: the parts of an address, a value and its label.
    #[serde(default)]
    pub group: Option<String>,
    /// 0 to 1; 1 where a person decided.
    #[serde(default = "certain")]
    pub confidence: f32,
    /// For dates in numbers: which comes first. None where the values do not show it; then the
    /// day does.
    #[serde(default)]
    pub date_order: Option<DateOrder>,
    /// Some values, for showing.
    #[serde(default)]
    pub samples: Vec<String>,
}

fn certain() -> f32 {
    1.0
}

impl Mapping {
    /// The same for files with the same columns, whatever case and order they are written in.
    pub fn signature(&self) -> String {
        let mut names: Vec<String> = self
            .columns
            .iter()
            .map(|column| phrase(&column.header))
            .filter(|name| *name != phrase(WHY))
            .collect();
        names.sort();
        digest(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Whether all columns of the other are here, whatever case they are written in.
    pub fn has_columns_of(&self, other: &Mapping) -> bool {
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| phrase(&column.header))
            .collect();
        other
            .columns
            .iter()
            .all(|column| names.contains(&phrase(&column.header)))
    }

    /// Takes over what was decided before for columns of the same name; others stay as they are.
    #[must_use]
    pub fn corrected_by(mut self, earlier: &Mapping) -> Mapping {
        for column in &mut self.columns {
            let same = |other: &&Column| phrase(&other.header) == phrase(&column.header);
            if let Some(decided) = earlier.columns.iter().find(same) {
                column.field = decided.field;
                column.label.clone_from(&decided.label);
                column.group.clone_from(&decided.group);
                column.date_order = decided.date_order.or(column.date_order);
                column.confidence = certain();
            }
        }
        self.rows = earlier.rows;
        self
    }
}
