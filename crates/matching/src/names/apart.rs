//! Whether two names are those of two people, whatever else these share.

use super::word::is_known;
use crate::error::Error;
use crate::field::Field;
use crate::guard::{Guard, contradiction};
use crate::model::Model;
use crate::record::{Kind, Record};
use crate::table::Table;

/// Whether two full names, in any order and spelling, have given names that are both known and
/// no forms of one another: Maria and Mario Rossi. Nothing is said of names that nobody knows:
/// they may be those of offices.
///
/// # Errors
/// As [`Table::push`].
pub fn are_two_people(one: &str, other: &str) -> Result<bool, Error> {
    let mut table = Table::new(&[])?;
    let one = table.push(&Record::default().with(Kind::Name, one))?;
    let other = table.push(&Record::default().with(Kind::Name, other))?;
    let has_known = |record: u32| table.values(Field::Given, record).any(is_known);
    let found = contradiction(&table, &Model::built_in(&[]), one, other);
    Ok(found == Some(Guard::DifferentGivenNames) && has_known(one) && has_known(other))
}

#[cfg(test)]
mod tests {
    use super::are_two_people;

    #[test]
    fn known_given_names_tell_two_people_apart() {
        for (one, other, expected) in [
            ("Maria Rossi", "Mario Rossi", true),
            ("Tom Lee", "Lee, Tim", true),
            ("Julia Weber", "Jonas Weber", true),
            ("Mike Turner", "Michael Turner", false),
            ("María Rossi", "maria rossi", false),
            ("Smith, John", "John Smith, PhD", false),
            ("J. Smith", "John Smith", false),
            ("王伟", "Wei Wang", false),
            ("Anna Schmidt", "Anna Weber", false),
            ("Julia Weber", "Acme Support", false),
            ("", "Julia Weber", false),
        ] {
            assert_eq!(
                are_two_people(one, other).unwrap(),
                expected,
                "{one}, {other}"
            );
        }
    }
}
