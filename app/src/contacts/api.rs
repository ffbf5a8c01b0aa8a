//! Contacts over REST.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    ContactInput, Cursor, ListQuery, Listed,
    facts::{Fact, Point, Source, facts, points},
    list::list,
    store::{Contact, contact},
    types::{ContactFilter, ContactSort, PointKind},
};
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer, created, listed},
    context::Scope,
    error::{Error, FieldCode, Result},
    scoring::{Counts, CoursePoint, ScoreParts, Standing, standing},
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct ContactSummary {
    id: Uuid,
    name: String,
    email: Option<String>,
    title: Option<String>,
    company: Option<String>,
    company_id: Option<Uuid>,
    /// 0 to 10
    score: f32,
    last_contact_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Listed> for ContactSummary {
    fn from(row: Listed) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            title: row.title,
            company: row.company,
            company_id: row.company_id,
            score: row.score,
            last_contact_at: row.last_contact_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ContactDetails {
    id: Uuid,
    name: String,
    title: Option<String>,
    company: Option<String>,
    company_id: Option<Uuid>,
    location: Option<String>,
    birthday: Option<NaiveDate>,
    about: Option<String>,
    emails: Vec<String>,
    phones: Vec<Phone>,
    urls: Vec<String>,
    handles: Vec<Handle>,
    /// Where each field comes from, by its name.
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
    async fn of(scope: &mut Scope, id: Uuid) -> Result<Self> {
        let found = contact(scope, id).await?;
        let points = points(scope, id).await?;
        let facts = facts(scope, id).await?;
        Ok(Self::new(found, &points, facts))
    }

    fn new(contact: Contact, points: &[Point], facts: Vec<Fact>) -> Self {
        let of_kind = |kind: PointKind| {
            points
                .iter()
                .filter(move |point| point.kind == kind.as_str())
        };
        let values = |kind| of_kind(kind).map(|point| point.value.clone()).collect();
        let primary = of_kind(PointKind::Email).find_map(|point| point.source.clone());
        let provenance = facts.into_iter().map(|fact| (fact.field, fact.source));
        let provenance = provenance.chain(primary.map(|source| ("email".to_owned(), source)));
        Self {
            id: contact.id,
            name: contact.name,
            title: contact.title,
            company: contact.company,
            company_id: contact.company_id,
            location: contact.location,
            birthday: contact.birthday,
            about: contact.about,
            emails: values(PointKind::Email),
            phones: of_kind(PointKind::Phone).map(Phone::from).collect(),
            urls: values(PointKind::Url),
            handles: of_kind(PointKind::Handle).map(Handle::from).collect(),
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

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContactsQuery {
    /// Beginnings of words of the name, the e-mail address or the company.
    q: Option<String>,
    /// `strength` (default), `name`, `last` or `new`
    sort: Option<String>,
    /// `strong`, `fading`, `awaits`, `silent` or `archived`
    filter: Option<String>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<String>,
    /// 1 to 200, 50 where absent.
    limit: Option<i64>,
}

impl ContactsQuery {
    fn read(self) -> Result<ListQuery> {
        let cursor = match self.cursor {
            Some(text) => Some(
                Cursor::decode(&text)
                    .ok_or_else(|| Error::invalid("cursor", FieldCode::Unreadable))?,
            ),
            None => None,
        };
        let filter = match self.filter.as_deref() {
            Some(text) => Some(
                ContactFilter::parse(text)
                    .ok_or_else(|| Error::invalid("filter", FieldCode::Unknown))?,
            ),
            None => None,
        };
        Ok(ListQuery {
            search: self.q.unwrap_or_default(),
            sort: ContactSort::parse(self.sort.as_deref().unwrap_or_default()),
            filter,
            company: None,
            after: cursor,
            limit: self.limit.unwrap_or(50).clamp(1, 200),
        })
    }
}

/// Find and list contacts
#[utoipa::path(
    get, path = "/contacts", tag = "contacts", params(ContactsQuery),
    responses((status = 200, body = Answer<Vec<ContactSummary>>)),
)]
pub async fn list_contacts(
    caller: Caller,
    ApiQuery(query): ApiQuery<ContactsQuery>,
) -> Outcome<Vec<ContactSummary>> {
    let mut scope = caller.begin(Permission::Read).await?;
    let page = list(&mut scope, &query.read()?).await?;
    let next = page.next.map(|cursor| cursor.encode());
    listed(
        page.rows.into_iter().map(ContactSummary::from).collect(),
        next,
    )
}

/// Create a contact
#[utoipa::path(
    post, path = "/contacts", tag = "contacts", request_body = ContactInput,
    responses((status = 201, body = Answer<ContactDetails>)),
)]
pub async fn create_contact(
    caller: Caller,
    ApiJson(input): ApiJson<ContactInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    let id = super::create_contact(&mut scope, input).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    created(details)
}

/// One contact
#[utoipa::path(
    get, path = "/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn get_contact(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    answer(ContactDetails::of(&mut scope, id).await?)
}

/// Change a contact
///
/// Absent fields stay as they are; an empty text clears a field. What is set here
/// counts as said by a person: no import overwrites it.
#[utoipa::path(
    patch, path = "/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)), request_body = ContactInput,
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn update_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiJson(input): ApiJson<ContactInput>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    super::update_contact(&mut scope, id, input).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

#[derive(Serialize, ToSchema)]
pub struct Deleted {
    id: Uuid,
    deleted: bool,
}

/// Delete a contact; it can be restored
#[utoipa::path(
    delete, path = "/contacts/{id}", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<Deleted>)),
)]
pub async fn delete_contact(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<Deleted> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    super::delete_contact(&mut scope, id).await?;
    scope.commit().await?;
    answer(Deleted { id, deleted: true })
}

/// Restore a deleted contact with everything it had
#[utoipa::path(
    post, path = "/contacts/{id}/restore", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ContactDetails>)),
)]
pub async fn restore_contact(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
) -> Outcome<ContactDetails> {
    let mut scope = caller.begin(Permission::EditContacts).await?;
    super::restore_contact(&mut scope, id).await?;
    let details = ContactDetails::of(&mut scope, id).await?;
    scope.commit().await?;
    answer(details)
}

#[derive(Serialize, ToSchema)]
pub struct ScoreDetails {
    /// 0 to 10
    score: f64,
    parts: ScoreParts,
    /// Messages from them.
    inbound: i64,
    /// Messages to them.
    outbound: i64,
    /// My messages since their last one.
    unanswered: i64,
    first_contact_at: Option<DateTime<Utc>>,
    last_inbound_at: Option<DateTime<Utc>>,
    last_outbound_at: Option<DateTime<Utc>>,
    /// Interactions no older than 30 days, 90 days, 1, 2 and 5 years; each counts once,
    /// in the youngest window it falls in.
    windows: [i64; 5],
    channels: ChannelCounts,
    /// The usual pause between conversations, if there were two.
    rhythm_days: Option<f64>,
    /// Half of these pauses lie within a range of so many days.
    spread_days: Option<f64>,
    /// The score as of the end of each of the last 24 months, and now; the oldest first.
    course: Vec<CoursePoint>,
}

/// How many interactions there were on each channel.
#[derive(Serialize, ToSchema)]
pub struct ChannelCounts {
    mail: i64,
    meeting: i64,
    message: i64,
    call: i64,
}

impl From<Standing> for ScoreDetails {
    fn from(standing: Standing) -> Self {
        let Counts {
            evidence,
            last_outbound_at,
            unanswered,
            by_channel: [mail, meeting, message, call],
            rhythm,
            ..
        } = standing.counts;
        Self {
            score: standing.parts.total(),
            parts: standing.parts,
            inbound: evidence.inbound,
            outbound: evidence.outbound,
            unanswered,
            first_contact_at: evidence.first_at,
            last_inbound_at: evidence.last_inbound_at,
            last_outbound_at,
            windows: evidence.windows,
            channels: ChannelCounts {
                mail,
                meeting,
                message,
                call,
            },
            rhythm_days: rhythm.map(|rhythm| rhythm.days),
            spread_days: rhythm.map(|rhythm| rhythm.spread_days),
            course: standing.course,
        }
    }
}

/// How strong the tie is, why, and how it came to be so
#[utoipa::path(
    get, path = "/contacts/{id}/score", tag = "contacts", params(("id" = Uuid, Path)),
    responses((status = 200, body = Answer<ScoreDetails>)),
)]
pub async fn get_score(caller: Caller, ApiPath(id): ApiPath<Uuid>) -> Outcome<ScoreDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    contact(&mut scope, id).await?;
    answer(standing(&mut scope, id).await?.into())
}
