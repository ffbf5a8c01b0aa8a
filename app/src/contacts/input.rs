//! What a person or a program says about a contact, checked. A field that is
//! absent stays as it is; an empty text clears it.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{
    day::read_day,
    point::{Item, NewPoint},
    types::{ContactField, PointKind},
    zone::read_zone,
};
use crate::{
    accounts::clean_email,
    companies,
    context::Scope,
    error::{Error, FieldCode, FieldErrors, Result},
    fields::{self, types::Subject},
};

#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    pub name: Option<String>,
    pub title: Option<String>,
    /// The company's name; it is created where there is none of that name.
    pub company: Option<String>,
    pub location: Option<String>,
    /// `YYYY-MM-DD`, or `--MM-DD` without the year; also `3 May` or `3 May 1980`.
    pub birthday: Option<String>,
    pub about: Option<String>,
    pub pronouns: Option<String>,
    /// A name of the IANA database, or its city: `Europe/Berlin`, `New York`
    pub time_zone: Option<String>,
    pub how_met: Option<String>,
    /// `YYYY-MM-DD`
    pub met_on: Option<String>,
    /// `high`, `normal` or `low`
    pub priority: Option<String>,
    pub emails: Option<Vec<String>>,
    pub phones: Option<Vec<String>>,
    pub urls: Option<Vec<String>>,
    /// Addresses of profiles: `https://www.linkedin.com/in/mara`.
    pub handles: Option<Vec<String>>,
    /// Values of the workspace's own fields by the key of the field; null clears one.
    #[schema(value_type = Option<Object>)]
    pub fields: Option<Map<String, Value>>,
}

impl ContactInput {
    /// An input that says one field only.
    pub fn of_field(field: ContactField, value: String) -> Self {
        let mut input = Self::default();
        let slot = match field {
            ContactField::Name => &mut input.name,
            ContactField::Title => &mut input.title,
            ContactField::Company => &mut input.company,
            ContactField::Location => &mut input.location,
            ContactField::Birthday => &mut input.birthday,
            ContactField::About => &mut input.about,
            ContactField::Pronouns => &mut input.pronouns,
            ContactField::TimeZone => &mut input.time_zone,
            ContactField::HowMet => &mut input.how_met,
            ContactField::MetOn => &mut input.met_on,
            ContactField::Priority => &mut input.priority,
        };
        *slot = Some(value);
        input
    }

    /// The fields as a source record holds them.
    pub async fn into_fields(self, scope: &mut Scope) -> Result<Map<String, Value>> {
        let birthday = self.check()?;
        let own = self.fields.clone().unwrap_or_default();
        let own = fields::read_inputs(scope, Subject::Contact, own).await?;
        let mut fields = Map::new();
        if let Some(name) = &self.name {
            put_name(&mut fields, name.trim());
        }
        let single = [
            ("title", self.title),
            ("location", self.location),
            ("birthday", birthday),
            ("about", self.about),
            ("pronouns", self.pronouns),
            ("time_zone", self.time_zone.map(whole_zone)),
            ("how_met", self.how_met),
            ("met_on", self.met_on),
            ("priority", self.priority.map(without_normal)),
        ];
        for (key, value) in single {
            if let Some(value) = value {
                fields.insert(key.to_owned(), json!(value.trim()));
            }
        }
        if let Some(company) = self.company {
            let id = match company.trim() {
                "" => json!(""),
                name => json!(companies::find_or_create(scope, name).await?),
            };
            fields.insert("company_id".to_owned(), id);
        }
        let lists = [
            (PointKind::Email, self.emails),
            (PointKind::Phone, self.phones),
            (PointKind::Url, self.urls),
            (PointKind::Handle, self.handles),
        ];
        for (kind, values) in lists {
            if let Some(values) = values {
                let list = items(scope, kind, values).await?;
                fields.insert(kind.list_name().to_owned(), list);
            }
        }
        for (field, value) in own {
            fields.insert(field.record_key(), value);
        }
        Ok(fields)
    }

    /// Gives the birthday as it is kept.
    fn check(&self) -> Result<Option<String>> {
        let mut errors = FieldErrors::default();
        let limits = [
            (ContactField::Name, &self.name, 200),
            (ContactField::Title, &self.title, 200),
            (ContactField::Company, &self.company, 200),
            (ContactField::Location, &self.location, 200),
            (ContactField::About, &self.about, 10_000),
            (ContactField::Pronouns, &self.pronouns, 60),
            (ContactField::HowMet, &self.how_met, 2_000),
        ];
        for (field, value, limit) in limits {
            if value
                .as_ref()
                .is_some_and(|text| text.chars().count() > limit)
            {
                errors.add(field.as_str(), FieldCode::TooLong);
            }
        }
        let is_day = |text: &str| text.parse::<NaiveDate>().is_ok();
        let is_zone = |text: &str| read_zone(text).is_some();
        let is_priority = |text: &str| PRIORITIES.contains(&text);
        let readable = [
            (
                is_wrong(&self.met_on, is_day),
                "met_on",
                FieldCode::NotADate,
            ),
            (
                is_wrong(&self.time_zone, is_zone),
                "time_zone",
                FieldCode::UnknownZone,
            ),
            (
                is_wrong(&self.priority, is_priority),
                "priority",
                FieldCode::Unknown,
            ),
        ];
        for (_, field, code) in readable.into_iter().filter(|(is_wrong, ..)| *is_wrong) {
            errors.add(field, code);
        }
        let birthday = match self.birthday.as_deref().map(str::trim) {
            Some(text) if !text.is_empty() => read_day(text)
                .map_err(|code| errors.add("birthday", code))
                .ok(),
            cleared => cleared.map(ToOwned::to_owned),
        };
        let emails = self.emails.iter().flatten();
        if emails.clone().any(|email| clean_email(email).is_err()) {
            errors.add("emails", FieldCode::NotAnEmail);
        }
        errors.into_result().map(|()| birthday)
    }
}

const PRIORITIES: [&str; 3] = ["high", "normal", "low"];

fn is_wrong(value: &Option<String>, is_right: impl Fn(&str) -> bool) -> bool {
    let text = value.as_deref().map(str::trim);
    text.is_some_and(|text| !text.is_empty() && !is_right(text))
}

fn whole_zone(text: String) -> String {
    read_zone(&text).map_or(text, |zone| zone.name().to_owned())
}

/// Normal is what is not said.
fn without_normal(text: String) -> String {
    if text.trim() == "normal" {
        String::new()
    } else {
        text
    }
}

fn put_name(fields: &mut Map<String, Value>, name: &str) {
    let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
    fields.insert("name".to_owned(), json!(name));
    fields.insert("given_name".to_owned(), json!(given.trim()));
    fields.insert("family_name".to_owned(), json!(family));
}

/// Each value once, as the record of what was said by hand holds it.
async fn items(scope: &mut Scope, kind: PointKind, values: Vec<String>) -> Result<Value> {
    let mut items: Vec<Item> = Vec::new();
    for value in values.iter().filter(|value| !value.trim().is_empty()) {
        let new = NewPoint::plain(kind, value);
        let item = new.checked(scope).await.map_err(|error| match error {
            Error::Invalid(errors) => {
                let code = errors.get("value").unwrap_or(FieldCode::Unreadable);
                Error::invalid(kind.list_name(), code)
            }
            error => error,
        })?;
        if !items.iter().any(|known| known.value == item.value) {
            items.push(item);
        }
    }
    let now = scope.now;
    let dated = items.iter().map(|item| {
        let mut said = item.to_json();
        said["at"] = json!(now);
        said
    });
    Ok(dated.collect())
}
