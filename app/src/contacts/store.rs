//! One contact with what is known of it and where that came from.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::types::ContactField;
use crate::{
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Debug)]
pub struct Contact {
    pub id: Uuid,
    pub name: String,
    pub given_name: Option<String>,
    pub title: Option<String>,
    pub location: Option<String>,
    /// ISO 8601, `--05-03` without the year.
    pub birthday: Option<String>,
    pub about: Option<String>,
    pub pronouns: Option<String>,
    pub time_zone: Option<String>,
    pub how_met: Option<String>,
    pub met_on: Option<NaiveDate>,
    /// `high` or `low`
    pub priority: Option<String>,
    /// Names the pictures among `photos`.
    pub photo: Option<String>,
    pub company_id: Option<Uuid>,
    pub company: Option<String>,
    pub email: Option<String>,
    pub provenance: Value,
    pub score: f32,
    pub inbound_count: i32,
    pub outbound_count: i32,
    pub first_contact_at: Option<DateTime<Utc>>,
    pub last_contact_at: Option<DateTime<Utc>>,
    pub last_inbound_at: Option<DateTime<Utc>>,
    pub last_outbound_at: Option<DateTime<Utc>>,
    pub rhythm_days: Option<f32>,
    /// How often a person wants to be in touch, whatever the rhythm.
    pub keep_in_touch_days: Option<i32>,
    pub never_suggested: bool,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub archived_at: Option<DateTime<Utc>>,
    pub deleted_at: Option<DateTime<Utc>>,
}

impl Contact {
    pub fn text(&self, field: ContactField) -> String {
        match field {
            ContactField::Name => Some(self.name.clone()),
            ContactField::Title => self.title.clone(),
            ContactField::Company => self.company.clone(),
            ContactField::Location => self.location.clone(),
            ContactField::Birthday => self.birthday.clone(),
            ContactField::About => self.about.clone(),
            ContactField::Pronouns => self.pronouns.clone(),
            ContactField::TimeZone => self.time_zone.clone(),
            ContactField::HowMet => self.how_met.clone(),
            ContactField::MetOn => self.met_on.map(|day| day.to_string()),
            ContactField::Priority => self.priority.clone(),
        }
        .unwrap_or_default()
    }
}

/// The contact, unless it is deleted.
pub async fn contact(scope: &mut Scope, id: Uuid) -> Result<Contact> {
    let found = any_contact(scope, id).await?;
    if found.deleted_at.is_some() {
        Err(Error::NotFound)
    } else {
        Ok(found)
    }
}

/// The contact, also from the trash.
pub(super) async fn any_contact(scope: &mut Scope, id: Uuid) -> Result<Contact> {
    sqlx::query_as!(
        Contact,
        r#"select
             c.id,
             c.name,
             c.given_name,
             c.title,
             c.location,
             c.birthday_iso as birthday,
             c.about,
             c.pronouns,
             c.time_zone,
             c.how_met,
             c.met_on,
             c.priority,
             c.photo,
             c.company_id,
             k.name as "company?",
             c.email,
             c.provenance,
             c.score,
             c.inbound_count,
             c.outbound_count,
             c.first_contact_at,
             c.last_contact_at,
             c.last_inbound_at,
             c.last_outbound_at,
             c.rhythm_days,
             c.keep_in_touch_days,
             c.never_suggested,
             c.version,
             c.created_at,
             c.updated_at,
             c.archived_at,
             c.deleted_at
           from contacts c
           left join companies k on k.id = c.company_id
           where c.id = $1"#,
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

/// How these contacts are called, each by the one that it was joined to since.
pub async fn names_of(scope: &mut Scope, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        r#"select given.id as "id!", c.name
           from unnest($1::uuid[]) as given (id)
           join contacts c on c.id = standing_contact(given.id) and c.deleted_at is null"#,
        ids,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
