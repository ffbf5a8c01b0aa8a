//! Several groups in one statement: a part for each, planned by what is known of it, and
//! the columns of the list for those alone who are shown.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use sqlx::{FromRow, Postgres, QueryBuilder};
use uuid::Uuid;

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
    /// Of [`InOrder::key`].
    pub key: Option<String>,
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

/// How far a page of companies came.
pub(super) struct Reached {
    pub company: Uuid,
    pub name: String,
    pub cursor: Cursor,
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
        Self {
            sql: QueryBuilder::new(format!("select f.part, f.key, {COLUMNS} from (")),
            known,
            order,
            now,
            count: 0,
        }
    }

    /// The first people of a list, behind the end of a page if there is one.
    pub fn push(&mut self, list: &ListQuery, after: Option<&Cursor>, limit: i64) {
        let order = self.order.words();
        self.begin(&order, "contacts c");
        self.sql.push(" where ");
        list.push(&mut self.sql, self.known, self.now);
        if let Some(after) = after {
            self.order.push_after(&mut self.sql, after);
        }
        self.end(&order, limit);
    }

    /// The first people of all companies, these by their names.
    pub fn push_companies(&mut self, list: &ListQuery, after: Option<&Reached>, limit: i64) {
        let order = format!("k.name_folded, k.id, {}", self.order.words());
        let from = "companies k join contacts c on c.company_id = k.id";
        self.begin(&order, from);
        self.sql
            .push(" where k.workspace_id = acting_workspace() and k.deleted_at is null and ");
        list.push(&mut self.sql, self.known, self.now);
        if let Some(after) = after {
            self.push_reached(after);
        }
        self.end(&order, limit);
    }

    /// The first comparison is one that an index serves.
    fn push_reached(&mut self, after: &Reached) {
        for compare in [
            " and (k.name_folded, k.id) >= (",
            " and ((k.name_folded, k.id) > (",
        ] {
            self.sql
                .push(compare)
                .push_bind(after.name.clone())
                .push(", ")
                .push_bind(after.company)
                .push(")");
        }
        self.sql.push(" or (k.id = ").push_bind(after.company);
        self.order.push_after(&mut self.sql, &after.cursor);
        self.sql.push("))");
    }

    fn begin(&mut self, order: &str, from: &str) {
        let (key, part) = (self.order.key(), self.count);
        let between = if part == 0 { "" } else { " union all " };
        self.sql.push(format!(
            "{between}(select {part} as part, row_number() over (order by {order}) as place, {key} as key, c.id from {from}"
        ));
        self.order.push_joins(&mut self.sql);
        self.count += 1;
    }

    fn end(&mut self, order: &str, limit: i64) {
        self.sql
            .push(format!(" order by {order} limit "))
            .push_bind(limit)
            .push(")");
    }

    fn close(&mut self, limit: i64) {
        self.sql
            .push(format!(
                ") f join contacts c on c.id = f.id {COMPANY} order by f.part, f.place limit "
            ))
            .push_bind(limit);
    }

    /// So many of all parts together, in their order.
    pub async fn fetch(mut self, scope: &mut Scope, limit: i64) -> Result<Vec<Placed>> {
        self.close(limit);
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
