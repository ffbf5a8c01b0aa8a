//! Finding and listing contacts.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    api::{Answer, ApiQuery, Caller, Failure, Outcome, answer, listed},
    contacts::{
        Cursor, ListQuery, Listed, count, list,
        query::{Problem, Query, parse},
        types::{ContactFilter, ContactSort},
    },
    error::{Error, FieldCode},
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

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContactsQuery {
    /// A query like `company:acme and (score>5 or not has:phone) and last<90d`; words alone
    /// are beginnings of words of the name, the e-mail address or the company.
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
    pub(super) fn read(self, zone: Tz) -> Result<ListQuery, Failure> {
        let cursor = match self.cursor {
            Some(text) => Some(
                Cursor::decode(&text)
                    .ok_or_else(|| Error::invalid("cursor", FieldCode::Unreadable))?,
            ),
            None => None,
        };
        let query = read_query(self.q.as_deref())?;
        let query = match self.filter.as_deref() {
            Some(text) => query.with(
                ContactFilter::parse(text)
                    .ok_or_else(|| Error::invalid("filter", FieldCode::Unknown))?
                    .into(),
            ),
            None => query,
        };
        Ok(ListQuery {
            query,
            sort: ContactSort::parse(self.sort.as_deref().unwrap_or_default()),
            after: cursor,
            limit: self.limit.unwrap_or(50).clamp(1, 200),
            zone,
        })
    }
}

fn read_query(text: Option<&str>) -> Result<Query, Failure> {
    parse(text.unwrap_or_default()).map_err(|problem| unreadable("q", &problem))
}

/// Says where a query cannot be read, and why.
fn unreadable(field: &str, problem: &Problem) -> Failure {
    let place = json!({
        "code": FieldCode::Unreadable,
        "message": problem.to_string(),
        "at": problem.at,
        "length": problem.length,
    });
    Failure::from(Error::invalid(field, FieldCode::Unreadable))
        .with_details(json!({ "fields": { field: place } }))
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
    let query = query.read(caller.0.zone)?;
    let mut scope = caller.begin(Permission::Read).await?;
    let page = list(&mut scope, &query).await?;
    let next = page.next.map(|cursor| cursor.encode());
    listed(
        page.rows.into_iter().map(ContactSummary::from).collect(),
        next,
    )
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CountQuery {
    /// A query, as for the list.
    q: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ContactCount {
    count: i64,
    /// There are more than were counted.
    is_more: bool,
}

/// Count contacts
#[utoipa::path(
    get, path = "/contacts/count", tag = "contacts", params(CountQuery),
    responses((status = 200, body = Answer<ContactCount>)),
)]
pub async fn count_contacts(
    caller: Caller,
    ApiQuery(query): ApiQuery<CountQuery>,
) -> Outcome<ContactCount> {
    let query = ListQuery {
        query: read_query(query.q.as_deref())?,
        zone: caller.0.zone,
        ..ListQuery::default()
    };
    let mut scope = caller.begin(Permission::Read).await?;
    let (found, limit) = (count(&mut scope, &query).await?, query.count_limit());
    answer(ContactCount {
        count: found.min(limit),
        is_more: found > limit,
    })
}
