//! The list of contacts: narrowed, ordered, in keyset pages, so that a page costs
//! the same at a hundred and at a hundred thousand contacts.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::{FromRow, Postgres, QueryBuilder};
use uuid::Uuid;

use super::{
    grouping::Grouping,
    known::Known,
    narrow::Narrowing,
    order::ListOrder,
    query::{Clause, Query},
    sorted,
    types::ContactSort,
};
use crate::{context::Scope, error::Result};

#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    pub query: Query,
    pub sort: ListOrder,
    /// Looked at by [`grouped`](super::grouped) alone.
    pub group: Option<Grouping>,
    pub after: Option<Cursor>,
    pub limit: i64,
    /// Where days begin for who asks.
    pub zone: Tz,
}

/// Where a page ends: the value it is ordered by, the id that breaks ties, and the group
/// where there are groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    pub key: String,
    pub id: Uuid,
    pub group: Option<String>,
}

impl Cursor {
    pub fn encode(&self) -> String {
        let group = self.group.as_ref().map(|group| format!("\0{group}"));
        hex::encode(format!(
            "{}\n{}{}",
            self.id,
            self.key,
            group.unwrap_or_default()
        ))
    }

    pub fn decode(text: &str) -> Option<Self> {
        let plain = String::from_utf8(hex::decode(text).ok()?).ok()?;
        let (id, rest) = plain.split_once('\n')?;
        let (key, group) = match rest.split_once('\0') {
            Some((key, group)) => (key, Some(group.to_owned())),
            None => (rest, None),
        };
        Some(Self {
            key: key.to_owned(),
            id: id.parse().ok()?,
            group,
        })
    }
}

#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    pub id: Uuid,
    pub name: String,
    pub name_folded: String,
    pub email: Option<String>,
    pub photo: Option<String>,
    pub title: Option<String>,
    pub company_id: Option<Uuid>,
    pub company: Option<String>,
    pub phone: Option<String>,
    pub location: Option<String>,
    /// ISO 8601, `--05-03` without the year.
    pub birthday: Option<String>,
    pub score: f32,
    pub inbound_count: i32,
    pub outbound_count: i32,
    pub first_contact_at: Option<DateTime<Utc>>,
    pub last_contact_at: Option<DateTime<Utc>>,
    pub rhythm_days: Option<f32>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub struct Page {
    pub rows: Vec<Listed>,
    pub next: Option<Cursor>,
}

/// The columns of [`Listed`], of contacts `c` and their companies `k`.
pub(super) const COLUMNS: &str = "
  c.id,
  c.name,
  c.name_folded,
  c.email,
  c.photo,
  c.title,
  c.company_id,
  k.name as company,
  (
    select p.value
    from contact_points p
    where p.contact_id = c.id and p.kind = 'phone'
    order by p.position
    limit 1
  ) as phone,
  c.location,
  c.birthday_iso as birthday,
  c.score,
  c.inbound_count,
  c.outbound_count,
  c.first_contact_at,
  c.last_contact_at,
  c.rhythm_days,
  c.created_at,
  c.updated_at";

/// The company of a contact, unless it is deleted.
pub(super) const COMPANY: &str =
    "left join companies k on k.id = c.company_id and k.deleted_at is null";

pub async fn list(scope: &mut Scope, query: &ListQuery) -> Result<Page> {
    let known = Known::of(scope, query).await?;
    let sort = match &query.sort {
        ListOrder::Usual(sort) => *sort,
        ListOrder::Own(own) => return sorted::list(scope, query, &known, own.is_falling).await,
    };
    let mut sql = QueryBuilder::new(format!("select {COLUMNS} from contacts c {COMPANY} where "));
    query.push(&mut sql, &known, scope.now);
    if let Some(after) = &query.after {
        push_after(&mut sql, after, sort);
    }
    sql.push(format!(" order by {} limit ", order_of(sort)))
        .push_bind(query.limit + 1);
    let rows: Vec<Listed> = sql.build_query_as().fetch_all(scope.db()).await?;
    let (rows, is_full) = query.cut(rows);
    let next = rows.last().filter(|_| is_full);
    let next = next.map(|row| cursor_of(row, sort));
    Ok(Page { rows, next })
}

impl ListQuery {
    /// How far is counted: beyond it a person is told "more than". A search looks at each
    /// contact that it finds, the rest at an index alone.
    pub fn count_limit(&self) -> i64 {
        let parts = self.query.parts();
        let is_indexed = |part: &Query| {
            matches!(
                part,
                Query::Clause(Clause::Is(_) | Clause::Never(_) | Clause::CompanyId(_))
            )
        };
        if parts.iter().all(is_indexed) {
            10_000
        } else {
            1_000
        }
    }

    /// Adds that contacts `c` fit.
    pub(super) fn push(&self, sql: &mut QueryBuilder<Postgres>, known: &Known, now: DateTime<Utc>) {
        let narrowing = Narrowing {
            known,
            now,
            zone: self.zone,
        };
        narrowing.push(sql, &self.query);
    }

    /// A page of what was fetched with one more, and whether that one is there.
    pub(super) fn cut(&self, mut rows: Vec<Listed>) -> (Vec<Listed>, bool) {
        let most = usize::try_from(self.limit).unwrap_or_default();
        let is_full = rows.len() > most;
        rows.truncate(most);
        (rows, is_full)
    }
}

pub async fn count(scope: &mut Scope, query: &ListQuery) -> Result<i64> {
    let known = Known::of(scope, query).await?;
    let mut sql = QueryBuilder::new("select count(*) from (select from contacts c where ");
    query.push(&mut sql, &known, scope.now);
    sql.push(" limit ")
        .push_bind(query.count_limit() + 1)
        .push(") as found");
    Ok(sql.build_query_scalar().fetch_one(scope.db()).await?)
}

/// All that the list shows, on every page of it.
pub async fn ids(scope: &mut Scope, query: &ListQuery) -> Result<Vec<Uuid>> {
    let known = Known::of(scope, query).await?;
    let mut sql = QueryBuilder::new("select c.id from contacts c where ");
    query.push(&mut sql, &known, scope.now);
    sql.push(" order by c.id");
    Ok(sql.build_query_scalar().fetch_all(scope.db()).await?)
}

/// Adds that contacts come behind the end of a page.
pub(super) fn push_after(sql: &mut QueryBuilder<Postgres>, after: &Cursor, sort: ContactSort) {
    match sort {
        ContactSort::Strength => {
            sql.push(" and (c.score, c.id) < (")
                .push_bind(after.key.parse::<f32>().unwrap_or_default());
        }
        ContactSort::Name => {
            sql.push(" and (c.name_folded, c.id) > (")
                .push_bind(after.key.clone());
        }
        ContactSort::LastContact => {
            sql.push(" and (c.silent_since, c.id) < (")
                .push_bind(time_key(&after.key));
        }
        ContactSort::Newest => {
            sql.push(" and (c.created_at, c.id) < (")
                .push_bind(time_key(&after.key));
        }
    }
    sql.push(", ").push_bind(after.id).push(")");
}

pub(super) fn order_of(sort: ContactSort) -> &'static str {
    match sort {
        ContactSort::Strength => "c.score desc, c.id desc",
        ContactSort::Name => "c.name_folded, c.id",
        ContactSort::LastContact => "c.silent_since desc, c.id desc",
        ContactSort::Newest => "c.created_at desc, c.id desc",
    }
}

fn time_key(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or(DateTime::UNIX_EPOCH)
}

pub(super) fn cursor_of(row: &Listed, sort: ContactSort) -> Cursor {
    let key = match sort {
        ContactSort::Strength => row.score.to_string(),
        ContactSort::Name => row.name_folded.clone(),
        ContactSort::LastContact => row
            .last_contact_at
            .unwrap_or(DateTime::UNIX_EPOCH)
            .to_rfc3339(),
        ContactSort::Newest => row.created_at.to_rfc3339(),
    };
    Cursor {
        key,
        id: row.id,
        group: None,
    }
}
