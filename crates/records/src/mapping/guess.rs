//! The guess: what the name says, tried on the values; what the values show where the name is
//! unknown.

use super::headers::{Said, said};
use super::shape::{Shape, shape_of};
use super::{Column, Field, Mapping, Rows};
use crate::dates::{DateOrder, order_of};
use crate::delimited::{Dialect, trimmed};

/// Values that are shown.
const SHOWN: usize = 5;

/// Guesses the columns of a file from its header and the cells of some rows.
pub fn guess(dialect: &Dialect, rows: &[Vec<String>]) -> Mapping {
    let values = |at: usize| -> Vec<&str> {
        let cells = rows.iter().filter_map(|row| Some(trimmed(row.get(at)?)));
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let headers = dialect.header.iter().enumerate();
    let mut columns: Vec<Column> = headers
        .map(|(at, header)| column(header, &values(at), dialect.has_header))
        .collect();
    guess_unnamed(&mut columns, &values, dialect.has_header);
    let rows = kind_of(&columns);
    if rows == Rows::Contacts {
        columns.iter_mut().for_each(without_message_field);
        untangle_titles(&mut columns);
        untangle_names(&mut columns);
        one_address_each(&mut columns);
    }
    Mapping { rows, columns }
}

fn column(header: &str, values: &[&str], has_header: bool) -> Column {
    let said = said(header).filter(|_| has_header);
    let field = said.as_ref().map(|said| said.field);
    let confidence = said.as_ref().map_or(0.0, |said| tried(said, values));
    let order = order_of(values.iter().copied()).or_else(|| customary(header));
    let mut samples: Vec<String> = Vec::new();
    for value in values {
        let short: String = value.chars().take(80).collect();
        if samples.len() < SHOWN && !samples.contains(&short) {
            samples.push(short);
        }
    }
    Column {
        header: header.to_owned(),
        label: said.as_ref().and_then(|said| said.label.clone()),
        group: said.and_then(|said| said.group),
        date_order: order.filter(|_| field.is_some_and(Field::is_date)),
        field,
        confidence,
        samples,
    }
}

/// Where no value shows the order, an English name means month first, as Outlook and Google write.
fn customary(header: &str) -> Option<DateOrder> {
    let name = super::phrase(header);
    let is_english = ["birthday", "anniversary", "date", "on"]
        .iter()
        .any(|word| name.split(' ').any(|part| part == *word));
    is_english.then_some(DateOrder::MonthFirst)
}

fn tried(said: &Said, values: &[&str]) -> f32 {
    let shapes: Vec<Shape> = values.iter().filter_map(|value| shape_of(value)).collect();
    let fitting = shapes.iter().filter(|shape| shape.fits(said.field)).count();
    match shapes.len() {
        0 => said.confidence,
        count => said.confidence * (0.3 + 0.7 * fitting as f32 / count as f32),
    }
}

/// Columns whose name says nothing, by their values; but not what another column is already by its
/// name: the address of the owner is not one of the contact.
fn guess_unnamed<'a>(
    columns: &mut [Column],
    values: &impl Fn(usize) -> Vec<&'a str>,
    has_header: bool,
) {
    let named: Vec<Field> = columns.iter().filter_map(|column| column.field).collect();
    let has_name = named
        .iter()
        .any(|field| matches!(field, Field::Name | Field::GivenName));
    for (at, column) in columns
        .iter_mut()
        .enumerate()
        .filter(|(_, column)| column.field.is_none())
    {
        let (field, confidence) = by_values(&values(at));
        let is_new = field.is_some_and(|field| !named.contains(&field));
        let is_second_name = field == Some(Field::Name) && (has_name || has_header);
        if is_new && !is_second_name {
            (column.field, column.confidence) = (field, confidence);
        }
    }
}

/// The shape that four in five values have.
fn by_values(values: &[&str]) -> (Option<Field>, f32) {
    for shape in [Shape::Email, Shape::Url, Shape::Phone, Shape::Name] {
        let alike = values
            .iter()
            .filter(|value| shape_of(value) == Some(shape))
            .count();
        let share = alike as f32 / values.len().max(1) as f32;
        if share >= 0.8 {
            let trust = if shape == Shape::Name { 0.5 } else { 0.8 };
            return (shape.field(), share * trust);
        }
    }
    (None, 0.0)
}

fn kind_of(columns: &[Column]) -> Rows {
    let has = |field| columns.iter().any(|column| column.field == Some(field));
    let is_messages = has(Field::Sender) && has(Field::SentAt) && has(Field::Text);
    if is_messages {
        Rows::Messages
    } else {
        Rows::Contacts
    }
}

fn without_message_field(column: &mut Column) {
    let is_of_messages = matches!(
        column.field,
        Some(
            Field::Conversation
                | Field::ConversationTitle
                | Field::Sender
                | Field::SenderUrl
                | Field::Recipients
                | Field::RecipientUrls
                | Field::SentAt
                | Field::Subject
                | Field::Text
        )
    );
    if is_of_messages {
        (column.field, column.confidence) = (None, 0.0);
    }
}

/// Outlook's `Title` is a form of address where there is a `Job Title` too.
fn untangle_titles(columns: &mut [Column]) {
    let bare = |column: &Column| {
        let name = super::phrase(&column.header);
        matches!(
            name.as_str(),
            "title" | "titre" | "titel" | "titulo" | "titolo" | "tytul"
        )
    };
    let titles: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].field == Some(Field::Title))
        .collect();
    if titles.len() > 1 {
        let first = titles.into_iter().find(|at| bare(&columns[*at]));
        if let Some(at) = first {
            columns[at].field = Some(Field::Prefix);
        }
    }
}

/// `Name` beside a first name is the family name, `Nome` beside `Cognome` the first; a French
/// `Anniversaire` and a Portuguese `Aniversário` are birthdays.
fn untangle_names(columns: &mut [Column]) {
    let has = |columns: &[Column], field| columns.iter().any(|column| column.field == Some(field));
    let (given, family) = (
        has(columns, Field::GivenName),
        has(columns, Field::FamilyName),
    );
    for column in columns {
        let name = super::phrase(&column.header);
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
fn one_address_each(columns: &mut [Column]) {
    let has_street = columns
        .iter()
        .any(|column| column.field == Some(Field::Street));
    let is_location = |column: &Column| super::phrase(&column.header) == "location";
    for column in columns
        .iter_mut()
        .filter(|column| is_location(column) && has_street)
    {
        (column.field, column.group, column.confidence) = (None, None, 0.0);
    }
}
