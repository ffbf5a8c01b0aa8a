//! Everything that is known about one contact, and where it comes from.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{employments::EmploymentDetails, points::PointDetails};
use crate::{
    contacts::{
        AlsoSaid, Contact, Employment, Fact, Point, Source, also_said, contact, employments, facts,
        likely_zone_of, points, types::PointKind,
    },
    context::Scope,
    error::Result,
    fields::{self, Field, RECORD_KEY, api::Values, types::Subject},
    tags::{Tag, tags_of},
};

#[derive(Serialize, ToSchema)]
pub struct ContactDetails {
    id: Uuid,
    name: String,
    title: Option<String>,
    company: Option<String>,
    company_id: Option<Uuid>,
    location: Option<String>,
    /// `1984-03-09`, or `--03-09` where the year is not known.
    birthday: Option<String>,
    about: Option<String>,
    pronouns: Option<String>,
    /// As the IANA database names it.
    time_zone: Option<String>,
    /// The zone that follows from the place or the numbers, where none was said.
    likely_time_zone: Option<String>,
    how_met: Option<String>,
    met_on: Option<NaiveDate>,
    /// `high`, `normal` or `low`
    priority: String,
    tags: Vec<Tag>,
    /// Of the content: it changes when the photo does. The picture is at `/contacts/{id}/photo`.
    photo: Option<String>,
    emails: Vec<String>,
    phones: Vec<Phone>,
    urls: Vec<String>,
    handles: Vec<Handle>,
    /// All of these, and postal addresses, each with its label and where it comes from.
    points: Vec<PointDetails>,
    /// Where they work and worked; those of now first.
    employments: Vec<EmploymentDetails>,
    /// Values of the workspace's own fields, by their key.
    fields: Values,
    /// What sources say that no field holds, under their names for it.
    also: Vec<AlsoSaid>,
    /// Where each field comes from, by its name; `fields.KEY` for the workspace's own.
    provenance: BTreeMap<String, Source>,
    /// 0 to 10
    score: f32,
    first_contact_at: Option<DateTime<Utc>>,
    last_contact_at: Option<DateTime<Utc>>,
    /// How often a person wants to be in touch, whatever the rhythm.
    keep_in_touch_days: Option<i32>,
    never_suggested: bool,
    /// Counts up at every change.
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    archived_at: Option<DateTime<Utc>>,
}

#[derive(Serialize, ToSchema)]
pub struct Phone {
    /// By which it is removed or said by hand.
    value: String,
    /// `+4930123456`, where the country is known.
    e164: Option<String>,
    /// As it was written.
    raw: String,
    /// `work`, `mobile`, `home` or `fax`
    kind: Option<String>,
    provenance: Option<Source>,
}

impl From<&Point> for Phone {
    fn from(point: &Point) -> Self {
        Self {
            value: point.value.clone(),
            e164: point.e164.clone(),
            raw: point.raw.clone(),
            kind: point.label.clone(),
            provenance: point.source.clone(),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct Handle {
    /// `linkedin`, `twitter`, `telegram` or `github`
    network: Option<String>,
    url: String,
    provenance: Option<Source>,
}

impl From<&Point> for Handle {
    fn from(point: &Point) -> Self {
        Self {
            network: point.label.clone(),
            url: point.value.clone(),
            provenance: point.source.clone(),
        }
    }
}

impl ContactDetails {
    pub async fn of(scope: &mut Scope, id: Uuid) -> Result<Self> {
        let found = contact(scope, id).await?;
        let points = points(scope, id).await?;
        let mut facts = facts(scope, id).await?;
        name_fields(&mut facts, &fields::fields(scope, Subject::Contact).await?);
        let values = Values::of(scope, Subject::Contact, id).await?;
        let tags = tags_of(scope, id).await?;
        let employments = employments(scope, id).await?;
        let many = (points.as_slice(), employments);
        let also = also_said(scope, id).await?;
        Ok(Self {
            also,
            ..Self::new(found, (tags, values), many, facts)
        })
    }

    fn new(
        contact: Contact,
        (tags, fields): (Vec<Tag>, Values),
        (points, employments): (&[Point], Vec<Employment>),
        facts: Vec<Fact>,
    ) -> Self {
        let of_kind = |kind: PointKind| {
            points
                .iter()
                .filter(move |point| point.kind == kind.as_str())
        };
        let values = |kind| of_kind(kind).map(|point| point.value.clone()).collect();
        let primary = of_kind(PointKind::Email).find_map(|point| point.source.clone());
        let provenance = facts.into_iter().map(|fact| (fact.field, fact.source));
        let provenance = provenance.chain(primary.map(|source| ("email".to_owned(), source)));
        let likely = likely_zone_of(&contact, points);
        Self {
            id: contact.id,
            name: contact.name,
            title: contact.title,
            company: contact.company,
            company_id: contact.company_id,
            location: contact.location,
            birthday: contact.birthday,
            about: contact.about,
            pronouns: contact.pronouns,
            time_zone: contact.time_zone,
            likely_time_zone: likely.map(|likely| likely.zone.name().to_owned()),
            how_met: contact.how_met,
            met_on: contact.met_on,
            photo: contact.photo,
            priority: contact.priority.unwrap_or_else(|| "normal".to_owned()),
            tags,
            emails: values(PointKind::Email),
            phones: of_kind(PointKind::Phone).map(Phone::from).collect(),
            urls: values(PointKind::Url),
            handles: of_kind(PointKind::Handle).map(Handle::from).collect(),
            employments: employments
                .into_iter()
                .map(EmploymentDetails::from)
                .collect(),
            points: points.iter().map(PointDetails::from).collect(),
            fields,
            also: Vec::new(),
            provenance: provenance.collect(),
            score: contact.score,
            first_contact_at: contact.first_contact_at,
            last_contact_at: contact.last_contact_at,
            keep_in_touch_days: contact.keep_in_touch_days,
            never_suggested: contact.never_suggested,
            version: contact.version,
            created_at: contact.created_at,
            updated_at: contact.updated_at,
            archived_at: contact.archived_at,
        }
    }
}

/// Programs know the workspace's own fields by their keys.
fn name_fields(facts: &mut Vec<Fact>, own: &[Field]) {
    facts.retain_mut(|fact| {
        let Some(id) = fact.field.strip_prefix(RECORD_KEY) else {
            return true;
        };
        let found = own.iter().find(|field| field.id.to_string() == id);
        if let Some(field) = found {
            fact.field = format!("fields.{}", field.key);
        }
        found.is_some()
    });
}
