//! Finding and listing contacts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    api::{Answer, ApiQuery, Caller, Outcome, listed},
    contacts::{
        Cursor, ListQuery, Listed, list,
        types::{ContactFilter, ContactSort},
    },
    error::{Error, FieldCode, Result},
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
