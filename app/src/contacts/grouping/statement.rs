//! Several groups in one statement: a part for each, planned by what is known of it, and
//! the columns of the list for those alone who are shown.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, Postgres, QueryBuilder};

use super::{Group, in_order::InOrder};
use crate::{
    contacts::{
        known::Known,
        list::{COLUMNS, COMPANY, Cursor, ListQuery, Listed},
        query::Query,
    },
    context::Scope,
    error::Result,
};

/// So many groups are asked for at once.
pub(super) const TOGETHER: usize = 12;

/// So far the people of a group are counted.
pub(super) const COUNTED: i64 = 1_000;

#[derive(FromRow)]
pub(super) struct Placed {
    #[sqlx(flatten)]
    pub person: Listed,
    /// Which of the groups.
    pub part: i32,
}

/// What is known of all these groups within a list.
pub(super) async fn known(scope: &mut Scope, list: &ListQuery, groups: &[Group]) -> Result<Known> {
    let any = Query::any(groups.iter().map(|group| group.query.clone()).collect());
    let all = ListQuery {
        query: list.query.with(any),
        ..list.clone()
    };
    Known::of(scope, &all).await
}

/// The list narrowed to one of its groups.
pub(super) fn within(list: &ListQuery, group: &Group) -> ListQuery {
    ListQuery {
        query: list.query.with(group.query.clone()),
        ..list.clone()
    }
}

pub(super) struct Parts<'a> {
    sql: QueryBuilder<Postgres>,
    known: &'a Known,
    order: &'a InOrder<'a>,
    now: DateTime<Utc>,
    count: i32,
}

impl<'a> Parts<'a> {
    pub fn new(known: &'a Known, order: &'a InOrder<'a>, now: DateTime<Utc>) -> Self {
        let head = format!("select f.part, {COLUMNS} from (");
        Self {
            sql: QueryBuilder::new(head),
            known,
            order,
            now,
            count: 0,
        }
    }

    /// The first people of a list, behind the end of a page if there is one.
    pub fn push(&mut self, list: &ListQuery, after: Option<&Cursor>, limit: i64) {
        let (order, part) = (self.order.words(), self.count);
        let between = if part == 0 { "" } else { " union all " };
        self.sql.push(format!(
            "{between}(select {part} as part, row_number() over (order by {order}) as place, c.id from contacts c"
        ));
        self.order.push_joins(&mut self.sql);
        self.sql.push(" where ");
        list.push(&mut self.sql, self.known, self.now);
        if let Some(after) = after {
            self.order.push_after(&mut self.sql, after);
        }
        self.sql
            .push(format!(" order by {order} limit "))
            .push_bind(limit)
            .push(")");
        self.count += 1;
    }

    pub async fn fetch(mut self, scope: &mut Scope) -> Result<Vec<Placed>> {
        self.sql.push(format!(
            ") f join contacts c on c.id = f.id {COMPANY} order by f.part, f.place"
        ));
        Ok(self.sql.build_query_as().fetch_all(scope.db()).await?)
    }
}

/// How many are in each group, as far as is counted.
pub(super) async fn counts(
    scope: &mut Scope,
    list: &ListQuery,
    known: &Known,
    groups: &[Group],
) -> Result<Vec<i64>> {
    let mut sql = QueryBuilder::new("");
    for (part, group) in groups.iter().enumerate() {
        let between = if part == 0 { "" } else { " union all " };
        sql.push(format!(
            "{between}select {part} as part, (select count(*) from (select from contacts c where "
        ));
        within(list, group).push(&mut sql, known, scope.now);
        sql.push(format!(" limit {COUNTED} + 1) as met) as count"));
    }
    let mut found: Vec<(i32, i64)> = sql.build_query_as().fetch_all(scope.db()).await?;
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, count)| count).collect())
}
