//! Names of columns that mean one thing alone and another beside each other.

use crate::mapping::honorific::is_honorific;
use crate::mapping::{Column, Field, phrase};

/// A column of titles whose values are forms of address holds what stands before names. So does
/// Outlook's `Title` beside another, unless its own values are all positions.
pub(super) fn untangle_titles<'a>(columns: &mut [Column], values: &impl Fn(usize) -> Vec<&'a str>) {
    let titles: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].field == Some(Field::Title))
        .collect();
    let names: Vec<String> = titles
        .iter()
        .map(|at| phrase(&columns[*at].header))
        .collect();
    let has_job = names.iter().any(|name| name.contains("job"));
    for (at, name) in titles.iter().zip(&names) {
        let values = values(*at);
        let forms = values.iter().filter(|value| is_honorific(value)).count();
        let may_be = has_job || forms > 0 || values.is_empty();
        let is_beside = titles.len() > 1 && is_bare_title(name) && may_be;
        if is_beside || forms * 2 > values.len() {
            columns[*at].field = Some(Field::Prefix);
        }
    }
}

fn is_bare_title(name: &str) -> bool {
    matches!(
        name,
        "title" | "titre" | "titel" | "titulo" | "titolo" | "tytul"
    )
}

/// `Name` beside a first name is the family name, `Nome` beside `Cognome` the first; a French
/// `Anniversaire` and a Portuguese `Aniversário` are birthdays.
pub(super) fn untangle_names(columns: &mut [Column]) {
    let has = |columns: &[Column], field| columns.iter().any(|column| column.field == Some(field));
    let (given, family) = (
        has(columns, Field::GivenName),
        has(columns, Field::FamilyName),
    );
    for column in columns {
        let name = phrase(&column.header);
        let field = match (name.as_str(), given, family) {
            ("nome", false, true) => Field::GivenName,
            ("name" | "naam", true, false) => Field::FamilyName,
            ("nome", ..) | ("nom", false, _) => Field::Name,
            ("anniversaire", ..) => Field::Birthday,
            ("aniversario", ..) if column.header.to_lowercase().contains('á') => Field::Birthday,
            _ => continue,
        };
        (column.field, column.confidence) = (Some(field), 0.9);
    }
}

/// `Location` or `Address` beside a street is no address of its own group.
pub(super) fn one_address_each(columns: &mut [Column]) {
    let has_street = columns
        .iter()
        .any(|column| column.field == Some(Field::Street));
    let is_location = |column: &Column| phrase(&column.header) == "location";
    for column in columns
        .iter_mut()
        .filter(|column| is_location(column) && has_street)
    {
        (column.field, column.group, column.confidence) = (None, None, 0.0);
    }
}
