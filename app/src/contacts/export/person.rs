//! A contact as programs exchange it: the golden record, all ways to reach it, and what the
//! sources said beyond that.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use records::{Address, Contact, Employment, Handle, Labelled, Phone, dates::PartialDate};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    further,
    said::{add_address, add_job, add_said, address, employment},
};
use crate::{
    contacts::{outside, types::ContactField},
    context::Scope,
    error::Result,
};

pub struct Person {
    pub id: Uuid,
    pub contact: Contact,
    /// The names under which fields that are Kith's or the workspace's own stand in the contact.
    pub own: BTreeSet<String>,
    /// Its photo, by the name of it.
    pub(super) photo: Option<String>,
    /// Values of own fields by the id of the field.
    pub(super) values: Value,
}

struct Row {
    id: Uuid,
    name: String,
    given_name: Option<String>,
    family_name: Option<String>,
    title: Option<String>,
    company: Option<String>,
    location: Option<String>,
    birthday_iso: Option<String>,
    about: Option<String>,
    pronouns: Option<String>,
    time_zone: Option<String>,
    how_met: Option<String>,
    met_on: Option<NaiveDate>,
    priority: Option<String>,
    updated_at: DateTime<Utc>,
    points: Value,
    said: Value,
    jobs: Value,
    tags: Value,
    photo: Option<String>,
    custom: Value,
}

#[derive(Deserialize)]
struct Point {
    kind: String,
    value: String,
    label: Option<String>,
    /// Of an address, as the source tells them apart.
    #[serde(default)]
    parts: Value,
}

/// These contacts, in this order; those that are gone are left out.
pub async fn people(scope: &mut Scope, ids: &[Uuid]) -> Result<Vec<Person>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select
             c.id,
             c.name,
             c.given_name,
             c.family_name,
             c.title,
             k.name as "company?",
             c.location,
             c.birthday_iso,
             c.about,
             c.pronouns,
             c.time_zone,
             c.how_met,
             c.met_on,
             c.priority,
             c.updated_at,
             c.photo,
             c.custom,
             (
               select coalesce(jsonb_agg(to_jsonb(p) order by p.position, p.value), '[]')
               from contact_points p
               where p.contact_id = c.id
             ) as "points!",
             (
               select coalesce(jsonb_agg(
                 r.fields order by (r.origin = 'edit') desc, r.source_updated_at desc, r.origin, r.external_id
               ), '[]')
               from identity_links l
               join source_records r on r.id = l.source_record_id
               where l.contact_id = c.id
             ) as "said!",
             (
               select coalesce(jsonb_agg(
                 jsonb_build_object(
                   'company', coalesce(w.name, e.company),
                   'title', e.title,
                   'department', e.department,
                   'since', case when not e.observed then e.since end,
                   'until', case when not e.observed then e.until end
                 )
                 order by e.position
               ), '[]')
               from contact_employments e
               left join companies w on w.id = e.company_id
               where e.contact_id = c.id
             ) as "jobs!",
             (
               select coalesce(jsonb_agg(t.name order by t.name_folded), '[]')
               from contact_tags h
               join tags t on t.id = h.tag_id
               where h.contact_id = c.id and t.deleted_at is null
             ) as "tags!"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join contacts c on c.id = wanted.id
           left join companies k on k.id = c.company_id
           where c.deleted_at is null
           order by wanted.place"#,
        ids,
    )
    .fetch_all(scope.db())
    .await?;
    let mut people: Vec<Person> = rows.into_iter().map(Person::from).collect();
    further::add_relations(scope, &mut people).await?;
    further::add_own(scope, &mut people).await?;
    Ok(people)
}

impl From<Row> for Person {
    fn from(row: Row) -> Self {
        let mut contact = Contact {
            name: Some(row.name),
            given_name: row.given_name,
            family_name: row.family_name,
            birthday: row.birthday_iso.as_deref().and_then(PartialDate::iso),
            notes: row.about.into_iter().collect(),
            tags: serde_json::from_value(row.tags).unwrap_or_default(),
            updated_at: Some(row.updated_at),
            ..Contact::default()
        };
        let job = Employment {
            company: row.company,
            title: row.title,
            ..Employment::default()
        };
        if job != Employment::default() {
            contact.employments.push(job);
        }
        if row.location.is_some() {
            contact.addresses.push(Address {
                city: row.location,
                ..Address::default()
            });
        }
        let points: Vec<Point> = serde_json::from_value(row.points).unwrap_or_default();
        points
            .into_iter()
            .for_each(|point| point.put_into(&mut contact));
        for job in row.jobs.as_array().into_iter().flatten() {
            add_job(&mut contact.employments, employment(job));
        }
        for said in row.said.as_array().into_iter().flatten() {
            add_said(&mut contact, said);
        }
        let mut own = BTreeSet::new();
        for (field, name) in outside::names() {
            let value = match field {
                ContactField::Pronouns => row.pronouns.clone(),
                ContactField::TimeZone => row.time_zone.clone(),
                ContactField::HowMet => row.how_met.clone(),
                ContactField::MetOn => row.met_on.map(|day| day.to_string()),
                ContactField::Priority => row.priority.clone(),
                _ => None,
            };
            if let Some(value) = value {
                contact.custom.insert(name.to_owned(), vec![value]);
            }
            own.insert(name.to_owned());
        }
        Self {
            id: row.id,
            contact,
            own,
            photo: row.photo.filter(|photo| !photo.is_empty()),
            values: row.custom,
        }
    }
}

impl Point {
    fn put_into(self, contact: &mut Contact) {
        let Self {
            kind,
            value,
            label,
            parts,
        } = self;
        match kind.as_str() {
            "email" => contact.emails.push(Labelled { value, label }),
            "phone" => contact.phones.push(Phone {
                e164: value.starts_with('+').then(|| value.clone()),
                raw: value,
                label,
            }),
            "url" => contact.urls.push(Labelled { value, label }),
            "address" => {
                let whole = Address {
                    text: Some(value),
                    ..Address::default()
                };
                let address = address(&parts).unwrap_or(whole);
                add_address(&mut contact.addresses, Address { label, ..address });
            }
            "date" => contact
                .anniversaries
                .extend(PartialDate::iso(&value).map(|value| Labelled { value, label })),
            _ => contact.handles.push(Handle {
                service: label.unwrap_or_else(|| service_of(&value)),
                value,
            }),
        }
    }
}

/// `linkedin` of `https://www.linkedin.com/in/mara`.
fn service_of(address: &str) -> String {
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    match host.split('.').next() {
        Some(name) if !name.is_empty() => name.to_lowercase(),
        _ => "profile".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_one_of_its_network() {
        assert_eq!(service_of("https://www.linkedin.com/in/mara"), "linkedin");
        assert_eq!(service_of("https://GitHub.com/mara"), "github");
        assert_eq!(service_of("mara"), "profile");
    }
}
