//! Finding and listing contacts.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    api::{
        Answer, ApiQuery, Caller, Failure, GroupSummary, Outcome, answer, listed, listed_in_groups,
    },
    contacts::{
        Cursor, Grouping, ListOrder, ListQuery, Listed, Section, Sections, UsualOrder, count,
        grouped, list,
        query::{Problem, Query, parse_about, unmet_about},
        types::ContactFilter,
    },
    context::Scope,
    error::{Error, FieldCode},
    fields::{self, types::Subject},
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
    /// Of a list in groups: the `key` of the one that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
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
            group: None,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContactsQuery {
    /// A query like `company:acme and (score>5 or not has:phone) and last<90d`; words alone
    /// are beginnings of words of the name, the e-mail address or the company. Fields of the
    /// workspace's own go by key or name: `shoe_size>42`, `"T-shirt size":S,M`.
    q: Option<String>,
    /// `strength` (default), `name`, `last` or `new`; by a field of the workspace's own as
    /// `field.KEY`, or `-field.KEY` with the greatest first
    sort: Option<String>,
    /// Puts the list in groups: by `company`, `tag`, `strength`, `priority`, or `field.KEY`, a
    /// field of the workspace's own that holds one choice. Groups come in their order, in each
    /// of them people by `sort`; who has no value comes last, who has several tags stands in
    /// the group of each.
    group: Option<String>,
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
        let query = read_query(Subject::Contact, self.q.as_deref())?;
        let query = match self.filter.as_deref() {
            Some(text) => query.with(
                ContactFilter::parse(text)
                    .ok_or_else(|| Error::invalid("filter", FieldCode::Unknown))?
                    .into(),
            ),
            None => query,
        };
        let group = match self.group.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => Some(
                Grouping::parse(text).ok_or_else(|| Error::invalid("group", FieldCode::Unknown))?,
            ),
            None => None,
        };
        Ok(ListQuery {
            query,
            sort: read_order(self.sort.as_deref().unwrap_or_default())?,
            group,
            after: cursor,
            limit: self.limit.unwrap_or(50).clamp(1, 200),
            zone,
        })
    }
}

/// An order by its name, as written.
pub fn read_order<Usual: UsualOrder>(text: &str) -> Result<ListOrder<Usual>, Failure> {
    let order = ListOrder::parse(text);
    if !text.is_empty() && order.to_string() != text {
        return Err(Error::invalid("sort", FieldCode::Unknown).into());
    }
    Ok(order)
}

/// A query of contacts, or of companies.
pub fn read_query(about: Subject, text: Option<&str>) -> Result<Query, Failure> {
    let query = parse_about(about, text.unwrap_or_default());
    query.map_err(|problem| unreadable("q", &problem))
}

/// Refuses a query that asks a field of the workspace's own that is not there.
pub async fn refuse_unmet(scope: &mut Scope, about: Subject, typed: &str) -> Result<(), Failure> {
    let fields = fields::fields(scope, about).await?;
    match unmet_about(about, typed, &fields) {
        Some(problem) => Err(unreadable("q", &problem)),
        None => Ok(()),
    }
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
    let typed = query.q.clone().unwrap_or_default();
    let query = query.read(caller.0.zone)?;
    let mut scope = caller.begin(Permission::Read).await?;
    refuse_unmet(&mut scope, Subject::Contact, &typed).await?;
    if let Some(grouping) = &query.group {
        let (rows, groups, next) = in_groups(grouped(&mut scope, &query, grouping).await?);
        return listed_in_groups(rows, next, groups);
    }
    let page = list(&mut scope, &query).await?;
    let next = page.next.map(|cursor| cursor.encode());
    listed(
        page.rows.into_iter().map(ContactSummary::from).collect(),
        next,
    )
}

/// A page of groups as rows that name theirs, and what there is to say of each.
pub fn in_groups(page: Sections) -> (Vec<ContactSummary>, Vec<GroupSummary>, Option<String>) {
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for section in page.sections {
        let key = section.group.key;
        rows.extend(section.people.into_iter().map(|row| ContactSummary {
            group: Some(key.clone()),
            ..ContactSummary::from(row)
        }));
        groups.push(GroupSummary {
            key,
            label: section.group.label,
            count: section.count.min(Section::COUNTED),
            is_more: section.count > Section::COUNTED,
        });
    }
    (rows, groups, page.next.map(|cursor| cursor.encode()))
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
    let typed = query.q.unwrap_or_default();
    let query = ListQuery {
        query: read_query(Subject::Contact, Some(&typed))?,
        zone: caller.0.zone,
        ..ListQuery::default()
    };
    let mut scope = caller.begin(Permission::Read).await?;
    refuse_unmet(&mut scope, Subject::Contact, &typed).await?;
    let (found, limit) = (count(&mut scope, &query).await?, query.count_limit());
    answer(ContactCount {
        count: found.min(limit),
        is_more: found > limit,
    })
}
