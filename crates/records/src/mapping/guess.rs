//! The guess: what the name says, tried on the values; what the values show where the name is
//! unknown.

mod untangle;

use mail::names::is_given_name;

use super::headers::{Said, said};
use super::shape::{Shape, is_east_asian_name, shape_of};
use super::{Column, Field, Mapping, Rows};
use crate::dates::{DateOrder, order_of};
use crate::delimited::{Dialect, trimmed};

use untangle::{one_address_each, untangle_names, untangle_titles};

/// Values that are shown.
const SHOWN: usize = 5;

/// Words of the names of days in English.
const ENGLISH: [&str; 12] = [
    "birthday",
    "birthdate",
    "birth",
    "born",
    "bday",
    "dob",
    "anniversary",
    "date",
    "on",
    "connected",
    "modified",
    "updated",
];
/// A French `date` is written alike.
const FRENCH: [&str; 5] = ["de", "d", "du", "naissance", "anniversaire"];

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
        untangle_titles(&mut columns, &values);
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
    let has = |words: &[&str]| name.split(' ').any(|part| words.contains(&part));
    (has(&ENGLISH) && !has(&FRENCH)).then_some(DateOrder::MonthFirst)
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
    let mut has_name = named
        .iter()
        .any(|field| matches!(field, Field::Name | Field::GivenName | Field::FamilyName));
    for (at, column) in columns
        .iter_mut()
        .enumerate()
        .filter(|(_, column)| column.field.is_none())
    {
        let values = values(at);
        let (field, confidence) = by_values(&values);
        let is_new = field.is_some_and(|field| !named.contains(&field));
        let is_name = field == Some(Field::Name);
        let is_named_otherwise = || is_of_others(&column.header) || !are_known_names(&values);
        let is_no_name = is_name && (has_name || has_header && is_named_otherwise());
        if is_new && !is_no_name {
            (column.field, column.confidence) = (field, confidence);
            has_name |= is_name;
        }
    }
}

/// `Account owner`, `Created by`: people, but not the contact.
fn is_of_others(header: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "owner",
        "by",
        "manager",
        "agent",
        "rep",
        "assigned",
        "assignee",
        "account",
        "recruiter",
        "von",
        "par",
        "por",
    ];
    let name = super::phrase(header);
    name.split(' ').any(|word| OTHERS.contains(&word))
}

/// Most of them begin or end with a given name that is common somewhere.
fn are_known_names(values: &[&str]) -> bool {
    let known = |value: &&&str| {
        let words: Vec<&str> = value.split_whitespace().collect();
        let ends = [words.first(), words.last()];
        is_east_asian_name(value) || ends.into_iter().flatten().any(|word| is_given_name(word))
    };
    values.iter().filter(known).count() * 2 > values.len()
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
