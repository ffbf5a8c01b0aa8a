//! Contacts as records to be matched: what is known of them, read for many at once.

use matching::{Kind, Record};
use serde_json::Value;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

struct Row {
    id: Uuid,
    name: String,
    given_name: Option<String>,
    family_name: Option<String>,
    company: Option<String>,
    location: Option<String>,
    birthday: Option<String>,
    points: Value,
}

/// A contact, and what it is compared by.
pub(super) struct Known {
    pub id: Uuid,
    pub record: Record,
    /// The numbers in the name: Person 12 is not Person 13, however alike the rest is.
    pub numbers: String,
}

/// Of these contacts, or of all that are here.
pub(super) async fn known(scope: &mut Scope, contacts: Option<&[Uuid]>) -> Result<Vec<Known>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select
             c.id,
             c.name,
             c.given_name,
             c.family_name,
             k.name as "company?",
             c.location,
             c.birthday_iso as birthday,
             coalesce(p.points, '[]') as "points!"
           from contacts c
           left join companies k on k.id = c.company_id
           left join lateral (
             select jsonb_agg(jsonb_build_array(kind, value, parts) order by kind, position) as points
             from contact_points
             where contact_id = c.id
           ) p on true
           where c.workspace_id = acting_workspace()
             and c.deleted_at is null
             and ($1::uuid[] is null or c.id = any($1))
           order by c.id"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(Known::from).collect())
}

impl From<Row> for Known {
    fn from(row: Row) -> Self {
        let mut record = Record::default();
        let numbers = numbers(&row.name);
        match (row.given_name, row.family_name) {
            (Some(given), Some(family)) => {
                record.add(Kind::GivenName, given);
                record.add(Kind::FamilyName, family);
            }
            // Who is called by an address has no name.
            _ if row.name.contains('@') => {}
            _ => record.add(Kind::Name, row.name),
        }
        let single = [
            (Kind::Company, row.company),
            (Kind::City, row.location),
            (Kind::Birthday, row.birthday),
        ];
        for (kind, value) in single {
            record.add(kind, value.unwrap_or_default());
        }
        for point in row.points.as_array().into_iter().flatten() {
            add_point(&mut record, point);
        }
        Self {
            id: row.id,
            record,
            numbers,
        }
    }
}

/// None in a name that is an address or a number.
fn numbers(name: &str) -> String {
    if name.contains('@') || !name.contains(char::is_alphabetic) {
        return String::new();
    }
    let numbers = name.split(|letter: char| !letter.is_numeric());
    let numbers: Vec<&str> = numbers.filter(|number| !number.is_empty()).collect();
    numbers.join(" ")
}

fn add_point(record: &mut Record, point: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (kind, value, parts) = (text(&point[0]), text(&point[1]), &point[2]);
    match kind.as_str() {
        "email" => record.add(Kind::Email, value),
        "phone" => record.add(Kind::Phone, value),
        "handle" => record.add(Kind::Handle, value),
        "address" => {
            let street = text(&parts["street"]);
            record.add(
                Kind::Address,
                if street.is_empty() { value } else { street },
            );
            record.add(Kind::City, text(&parts["city"]));
            record.add(Kind::PostalCode, text(&parts["postal_code"]));
        }
        _ => {}
    }
}
