//! The list ordered by a field of the workspace's own: those with a value along the index
//! of its values, then those without by name. Both in keyset pages.

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{
    known::Known,
    list::{COLUMNS, COMPANY, Cursor, ListQuery, Listed, Page},
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, push_first_values, types::FieldKind, value_column},
};

/// Where a page ends: at a value, or among those without one.
pub(super) enum At {
    Value(String),
    Name(String),
}

impl At {
    pub fn read(key: &str) -> Option<Self> {
        let name = key
            .strip_prefix('n')
            .map(|name| Self::Name(name.to_owned()));
        name.or_else(|| {
            key.strip_prefix('v')
                .map(|value| Self::Value(value.to_owned()))
        })
    }
}

pub(super) async fn list(
    scope: &mut Scope,
    query: &ListQuery,
    known: &Known,
    is_falling: bool,
) -> Result<Page> {
    let wrong = || Error::invalid("sort", FieldCode::Unknown);
    let field = known.order.as_ref().ok_or_else(wrong)?;
    let sorting = Sorting { field, is_falling };
    let after = query.after.as_ref();
    let at = after.and_then(|after| Some((At::read(&after.key)?, after.id)));
    let mut rows = match &at {
        Some((At::Name(_), _)) => Vec::new(),
        Some((At::Value(value), id)) => {
            sorting
                .with(scope, query, known, Some((value, *id)))
                .await?
        }
        None => sorting.with(scope, query, known, None).await?,
    };
    let valued = rows.len();
    let missing = query.limit + 1 - i64::try_from(valued).unwrap_or(i64::MAX);
    if missing > 0 {
        let from = match &at {
            Some((At::Name(name), id)) => Some((name.as_str(), *id)),
            _ => None,
        };
        rows.extend(sorting.without(scope, query, known, from, missing).await?);
    }
    let (rows, is_full) = query.cut(rows);
    let next = match rows.last().filter(|_| is_full) {
        Some(last) if rows.len() > valued => {
            Some(format!("n{}", last.name_folded)).map(|key| (key, last.id))
        }
        Some(last) => Some((sorting.key_of(scope, last.id).await?, last.id)),
        None => None,
    };
    let next = next.map(|(key, id)| Cursor {
        key,
        id,
        group: None,
    });
    Ok(Page { rows, next })
}

pub(super) fn push_key(sql: &mut QueryBuilder<Postgres>, field: &Field, key: &str) {
    match fields::sort_column(field.kind) {
        "number" => sql.push_bind(key.parse::<f64>().unwrap_or_default()),
        "day" => sql.push_bind(key.parse::<chrono::NaiveDate>().unwrap_or_default()),
        _ => sql.push_bind(key.to_owned()),
    };
}

struct Sorting<'a> {
    field: &'a Field,
    is_falling: bool,
}

impl Sorting<'_> {
    async fn with(
        &self,
        scope: &mut Scope,
        query: &ListQuery,
        known: &Known,
        after: Option<(&String, Uuid)>,
    ) -> Result<Vec<Listed>> {
        let column = value_column(self.field);
        let mut sql = QueryBuilder::new(format!(
            "select {COLUMNS} from custom_values o join contacts c on c.id = o.subject_id {COMPANY}"
        ));
        if self.field.kind == FieldKind::Contact {
            sql.push(" left join contacts m on m.id = o.contact_id");
        }
        sql.push(" where ");
        push_first_values(&mut sql, self.field);
        sql.push(" and ");
        query.push(&mut sql, known, scope.now);
        let (compare, order) = if self.is_falling {
            (" < (", " desc")
        } else {
            (" > (", "")
        };
        if let Some((key, id)) = after {
            sql.push(format!(" and ({column}, o.subject_id)"))
                .push(compare);
            push_key(&mut sql, self.field, key);
            sql.push(", ").push_bind(id).push(")");
        }
        sql.push(format!(
            " order by {column}{order}, o.subject_id{order} limit "
        ))
        .push_bind(query.limit + 1);
        Ok(sql.build_query_as().fetch_all(scope.db()).await?)
    }

    async fn without(
        &self,
        scope: &mut Scope,
        query: &ListQuery,
        known: &Known,
        after: Option<(&str, Uuid)>,
        limit: i64,
    ) -> Result<Vec<Listed>> {
        let mut sql =
            QueryBuilder::new(format!("select {COLUMNS} from contacts c {COMPANY} where "));
        query.push(&mut sql, known, scope.now);
        sql.push(" and not exists (select from custom_values o where o.subject_id = c.id and ");
        push_first_values(&mut sql, self.field);
        sql.push(")");
        if let Some((name, id)) = after {
            sql.push(" and (c.name_folded, c.id) > (")
                .push_bind(name.to_owned())
                .push(", ")
                .push_bind(id)
                .push(")");
        }
        sql.push(" order by c.name_folded, c.id limit ")
            .push_bind(limit);
        Ok(sql.build_query_as().fetch_all(scope.db()).await?)
    }

    /// The value at which a page ends.
    async fn key_of(&self, scope: &mut Scope, contact: Uuid) -> Result<String> {
        let column = value_column(self.field);
        let mut sql = QueryBuilder::new(format!(
            "select 'v' || {column}::text from custom_values o left join contacts m on m.id = o.contact_id where "
        ));
        push_first_values(&mut sql, self.field);
        sql.push(" and o.subject_id = ").push_bind(contact);
        Ok(sql.build_query_scalar().fetch_one(scope.db()).await?)
    }
}
