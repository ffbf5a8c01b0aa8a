//! What is looked up before a query becomes conditions: who has its words, and what it asks
//! of fields of the workspace's own.

use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{
    list::ListQuery,
    query::{OwnClause, Query},
    words::Words,
};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, FieldTest, types::Subject},
};

#[derive(Default)]
pub(super) struct Known {
    pub words: Words,
    own: Vec<Own>,
    /// The field that the list is ordered by.
    pub order: Option<Field>,
}

struct Own {
    clause: OwnClause,
    test: FieldTest,
    /// Whom it meets, where they are few.
    few: Option<Vec<Uuid>>,
}

impl Known {
    /// Refused where the query or its order names a field that is not there.
    pub async fn of(scope: &mut Scope, asked: &ListQuery) -> Result<Self> {
        let words = Words::of(scope, &asked.query).await?;
        let ordered_by = asked.sort.field();
        if ordered_by.is_none() && asked.query.own_clauses().is_empty() {
            return Ok(Self {
                words,
                ..Self::default()
            });
        }
        let today = scope.now.with_timezone(&asked.zone).date_naive();
        let fields = fields::fields(scope, Subject::Contact).await?;
        let find = |key: &str| fields.iter().find(|field| field.key == key).cloned();
        let order = match ordered_by {
            Some(key) => Some(find(key).ok_or_else(|| Error::invalid("sort", FieldCode::Unknown))?),
            None => None,
        };
        Ok(Self {
            words,
            own: own(scope, &asked.query, &fields, today).await?,
            order,
        })
    }

    pub fn push_own(&self, sql: &mut QueryBuilder<Postgres>, clause: &OwnClause) {
        let known = self.own.iter().find(|own| own.clause == *clause);
        match known.map(|own| (&own.test, &own.few)) {
            Some((test, Some(few))) => test.push_few(sql, "c.id", few),
            Some((test, None)) => test.push(sql, "c.id"),
            None => {
                sql.push("null::boolean");
            }
        }
    }
}

async fn own(
    scope: &mut Scope,
    query: &Query,
    fields: &[Field],
    today: NaiveDate,
) -> Result<Vec<Own>> {
    let mut asked = Vec::new();
    for clause in query.own_clauses() {
        let test = clause.test(fields, today);
        let test = test.map_err(|_| Error::invalid("q", FieldCode::Unreadable))?;
        asked.push((clause.clone(), test));
    }
    let tests: Vec<&FieldTest> = asked.iter().map(|(_, test)| test).collect();
    let few = FieldTest::few(scope, &tests).await?;
    let known = asked.into_iter().zip(few);
    Ok(known
        .map(|((clause, test), few)| Own { clause, test, few })
        .collect())
}
