//! What a column of a table can hold, in words, and the choice of a person in the form.

use records::mapping::{Field, Mapping, Rows};
use serde_json::json;
use uuid::Uuid;

use super::records::{answer_mapping, mapping_of};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

const CONTACTS: [(Field, &str); 33] = [
    (Field::Name, "Whole name"),
    (Field::GivenName, "First name"),
    (Field::AdditionalName, "Middle name"),
    (Field::FamilyName, "Last name"),
    (Field::Prefix, "Title before the name"),
    (Field::Suffix, "Addition after the name"),
    (Field::Nickname, "Nickname"),
    (Field::Email, "E-mail address"),
    (Field::Phone, "Phone number"),
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

/// What columns of such rows can hold: the word for programs and the one for people.
pub fn fields(rows: Rows) -> impl Iterator<Item = (String, &'static str)> {
    let of_rows: &[_] = match rows {
        Rows::Contacts => &CONTACTS,
        Rows::Messages => &MESSAGES,
    };
    let all = of_rows.iter().chain(&BOTH);
    all.map(|(field, words)| (word_of(*field), *words))
}

pub fn word_of(field: Field) -> String {
    json!(field).as_str().unwrap_or_default().to_owned()
}

/// Takes the columns as a person chose them, in the order of the table; an empty field
/// keeps the values under the column's own name.
pub async fn choose_columns(
    scope: &mut Scope,
    id: Uuid,
    fields: &[String],
    labels: &[String],
) -> Result<()> {
    let mut mapping = mapping_of(scope, id).await?.ok_or(Error::Conflict)?.mapping;
    if fields.len() != mapping.columns.len() {
        return Err(Error::invalid("fields", FieldCode::Required));
    }
    choose(&mut mapping, fields, labels)?;
    answer_mapping(scope, id, json!(mapping)).await
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
