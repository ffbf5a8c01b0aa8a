//! What a column of a table can hold, in words, and the choice of a person in the form.

use records::{
    dates::order_of,
    mapping::{Column, Field, Mapping, Rows},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    records::{answer_mapping, table_of},
    store,
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{
        self, FieldInput,
        types::{FieldKind, Subject},
    },
};

/// Begin what the form calls an own field by its key, and a new one by its kind.
const OWN: &str = "own:";
const NEW: &str = "new:";

const CONTACTS: [(Field, &str); 34] = [
    (Field::Name, "Whole name"),
    (Field::GivenName, "First name"),
    (Field::AdditionalName, "Middle name"),
    (Field::FamilyName, "Last name"),
    (Field::Prefix, "Title before the name"),
    (Field::Suffix, "Addition after the name"),
    (Field::Nickname, "Nickname"),
    (Field::Email, "E-mail address"),
    (Field::Phone, "Phone number"),
    (Field::PhoneCountry, "Country of the phone number"),
    (Field::Url, "Website"),
    (Field::Handle, "Profile or account"),
    (Field::Company, "Company"),
    (Field::Title, "Job title"),
    (Field::Department, "Department"),
    (Field::EmployedSince, "Employed since"),
    (Field::EmployedUntil, "Employed until"),
    (Field::Address, "Address in one text"),
    (Field::Street, "Street"),
    (Field::ExtendedAddress, "Second line of the address"),
    (Field::PoBox, "Post office box"),
    (Field::PostalCode, "Postal code"),
    (Field::City, "City"),
    (Field::Region, "State or region"),
    (Field::Country, "Country"),
    (Field::Birthday, "Birthday"),
    (Field::Anniversary, "Anniversary"),
    (Field::Relation, "Somebody close"),
    (Field::Note, "Notes"),
    (Field::Tags, "Tags"),
    (Field::Photo, "Address of a picture"),
    (Field::Connected, "Connected since"),
    (Field::UpdatedAt, "Last changed"),
    (Field::Label, "What the value beside it is called"),
];
const MESSAGES: [(Field, &str); 9] = [
    (Field::Conversation, "Conversation"),
    (Field::ConversationTitle, "Title of the conversation"),
    (Field::Sender, "Sender"),
    (Field::SenderUrl, "Profile of the sender"),
    (Field::Recipients, "Recipients"),
    (Field::RecipientUrls, "Profiles of the recipients"),
    (Field::SentAt, "Sent at"),
    (Field::Subject, "Subject"),
    (Field::Text, "Text"),
];
const BOTH: [(Field, &str); 3] = [
    (Field::Id, "Id in the product it comes from"),
    (Field::Custom, "A field of one's own"),
    (Field::Ignored, "Nothing"),
];

/// Under which the choices stand, in this order.
pub const GROUPS: [&str; 7] = [
    "Name",
    "Ways to reach",
    "Work",
    "Dates",
    "Relations",
    OWN_FIELDS,
    "Other",
];
pub const OWN_FIELDS: &str = "Own fields";

/// The group of a field among those of contacts.
pub fn group_of(word: &str) -> &'static str {
    match word {
        "name" | "given_name" | "additional_name" | "family_name" | "prefix" | "suffix"
        | "nickname" => "Name",
        "email" | "phone" | "phone_country" | "url" | "handle" | "address" | "street"
        | "extended_address" | "po_box" | "postal_code" | "city" | "region" | "country" => {
            "Ways to reach"
        }
        "company" | "title" | "department" | "employed_since" | "employed_until" => "Work",
        "birthday" | "anniversary" | "connected" | "updated_at" => "Dates",
        "relation" => "Relations",
        "custom" => OWN_FIELDS,
        _ => "Other",
    }
}

/// What columns of such rows can hold: the word for programs and the one for people.
pub fn fields(rows: Rows) -> impl Iterator<Item = (String, &'static str)> {
    let of_rows: &[_] = match rows {
        Rows::Contacts => &CONTACTS,
        Rows::Messages => &MESSAGES,
        Rows::Nothing => &[],
    };
    let all = of_rows.iter().chain(&BOTH);
    all.map(|(field, words)| (word_of(*field), *words))
}

pub fn word_of(field: Field) -> String {
    json!(field).as_str().unwrap_or_default().to_owned()
}

/// The columns of a table as a person chose them in the form, in their order; an empty
/// field keeps the values under the column's own name.
pub struct Chosen {
    /// The file of the table in its archive.
    pub table: String,
    pub fields: Vec<String>,
    pub labels: Vec<String>,
}

pub async fn choose_columns(
    scope: &mut Scope,
    id: Uuid,
    chosen: Chosen,
    may_define: bool,
) -> Result<()> {
    let Chosen {
        table,
        mut fields,
        mut labels,
    } = chosen;
    store::import(scope, id).await?;
    let found = table_of(scope, id, Some(&table)).await?;
    let mut mapping = found.ok_or(Error::Conflict)?.mapping;
    if fields.len() != mapping.columns.len() {
        return Err(Error::invalid("fields", FieldCode::Required));
    }
    labels.resize(fields.len(), String::new());
    let own = own_columns(scope, &mapping, &fields, &labels, may_define).await?;
    for (place, field) in &own {
        fields[*place] = word_of(Field::Custom);
        labels[*place] = fields::column_of(field);
    }
    choose(&mut mapping, &fields, &labels)?;
    for (place, field) in &own {
        let column = &mut mapping.columns[*place];
        let is_day = field.kind == FieldKind::Date;
        let order = order_of(column.samples.iter().map(String::as_str));
        column.date_order = order.filter(|_| is_day);
    }
    answer_mapping(scope, id, Some(&table), json!(mapping)).await
}

/// The workspace's own fields among what was chosen, by the place of the column; new ones
/// are defined, called as the column is.
async fn own_columns(
    scope: &mut Scope,
    mapping: &Mapping,
    words: &[String],
    labels: &[String],
    may_define: bool,
) -> Result<Vec<(usize, fields::Field)>> {
    let mut own = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let unknown = || Error::invalid("fields", FieldCode::Unknown);
        let field = if let Some(key) = word.strip_prefix(OWN) {
            let (subject, key) = apart(key);
            let there = fields::fields(scope, subject).await?;
            let found = there.into_iter().find(|field| field.key == key);
            found.ok_or_else(unknown)?
        } else if let Some(kind) = word.strip_prefix(NEW) {
            let (subject, kind) = apart(kind);
            let kind = FieldKind::parse(kind).ok_or_else(unknown)?;
            let named = Some(labels[place].trim()).filter(|label| !label.is_empty());
            let header = mapping.columns[place].header.as_str();
            let label = named.unwrap_or(header);
            define(scope, (subject, label, kind), may_define).await?
        } else {
            continue;
        };
        own.push((place, field));
    }
    Ok(own)
}

/// Whether a field of the company is meant, and which.
fn apart(word: &str) -> (Subject, &str) {
    match word.strip_prefix(fields::OF_COMPANY) {
        Some(rest) => (Subject::Company, rest),
        None => (Subject::Contact, word),
    }
}

/// Its choices come with the rows.
async fn define(
    scope: &mut Scope,
    (subject, label, kind): (Subject, &str, FieldKind),
    may_define: bool,
) -> Result<fields::Field> {
    if !may_define {
        return Err(Error::Forbidden);
    }
    let input = FieldInput {
        subject,
        label: label.to_owned(),
        kind,
        key: None,
        choices: Vec::new(),
    };
    let id = fields::define_open_field(scope, input).await?;
    fields::field(scope, id).await
}

/// What a column of contacts can be besides: the workspace's own fields of contacts and of
/// companies, and new ones, the kind that its values look like first.
pub fn own_choices(
    column: &Column,
    own: &[fields::Field],
    may_define: bool,
) -> Vec<(String, String)> {
    let there = own.iter().map(|field| {
        let words = match field.subject {
            Subject::Contact => "Custom field",
            Subject::Company => "Custom field of the company",
        };
        (
            format!("{OWN}{}", fields::column_of(field)),
            format!("{words}: {}", field.label),
        )
    });
    let guessed = fields::guess_kind(&column.samples);
    let mut kinds = vec![guessed];
    kinds.extend(FieldKind::ALL.into_iter().filter(|kind| *kind != guessed));
    let new = [
        ("New custom field", ""),
        ("New custom field of the company", fields::OF_COMPANY),
    ];
    let new = new.into_iter().filter(|_| may_define);
    let new = new.flat_map(|(words, start)| {
        let each = kinds.iter().map(move |kind| {
            let words = format!("{words}: {}", kind.label().to_lowercase());
            (format!("{NEW}{start}{}", kind.as_str()), words)
        });
        each.collect::<Vec<_>>()
    });
    there.chain(new).collect()
}

/// What a column is chosen to be in the form.
pub fn chosen(column: &Column, own: &[fields::Field]) -> String {
    let name = column.label.as_ref().unwrap_or(&column.header);
    let field = own.iter().find(|field| field.is_column(name));
    match (column.field, field) {
        (None | Some(Field::Custom), Some(field)) => format!("{OWN}{}", fields::column_of(field)),
        (field, _) => field.map(word_of).unwrap_or_default(),
    }
}

/// What describes one thing together goes apart where a part is said to be another.
fn choose(mapping: &mut Mapping, fields: &[String], labels: &[String]) -> Result<()> {
    for (place, column) in mapping.columns.iter_mut().enumerate() {
        let word = fields[place].as_str();
        let field = match word {
            "" => None,
            word => Some(
                serde_json::from_value(json!(word))
                    .map_err(|_| Error::invalid("fields", FieldCode::Unknown))?,
            ),
        };
        let is_new = column.field != field;
        column.field = field;
        column.group = column.group.take().filter(|_| !is_new);
        let label = labels.get(place).map(|label| label.trim());
        column.label = label.filter(|label| !label.is_empty()).map(str::to_owned);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_stands_in_a_group_and_every_group_has_some() {
        let groups: Vec<_> = fields(Rows::Contacts)
            .map(|(word, _)| group_of(&word))
            .collect();
        assert!(GROUPS.iter().all(|group| groups.contains(group)));
        assert!(groups.iter().all(|group| GROUPS.contains(group)));
        let others = groups.iter().filter(|group| **group == "Other");
        assert_eq!(
            others.count(),
            6,
            "notes, tags, picture, label, id and nothing"
        );
    }
}
