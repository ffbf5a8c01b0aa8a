//! One row by its mapping, as a table gives it.

use serde_json::{Map, Value};

use super::{Mapping, Rows, contact, message};
use crate::outcome::Reason;
use crate::record::{Fields, Record};

/// The record of these cells, which are in the order of the columns.
///
/// # Errors
/// Nobody or nothing is named in them.
pub fn row(mapping: &Mapping, cells: &[String], regions: &[String]) -> Result<Record, Reason> {
    let raw = mapping.columns.iter().zip(cells);
    let raw: Map<String, Value> = raw
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(column, cell)| (column.header.clone(), cell.as_str().into()))
        .collect();
    match mapping.rows {
        Rows::Nothing => Err(Reason::LeftOut),
        Rows::Messages => {
            let message = message(mapping, cells)?;
            Ok(Record::new(
                None,
                Fields::Message(Box::new(message)),
                raw.into(),
            ))
        }
        Rows::Contacts => {
            let read = contact(mapping, cells, regions);
            if !read.contact.is_somebody() {
                return Err(Reason::Nobody);
            }
            let fields = Fields::Contact(Box::new(read.contact));
            let mut record = Record::new(read.id, fields, raw.into());
            record.remarks = read.remarks;
            Ok(record)
        }
    }
}
