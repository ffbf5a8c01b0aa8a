//! What a query asks of fields of the workspace's own, looked up before it becomes
//! conditions: of contacts or of companies.

use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::query::{OwnClause, Query};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{Field, FieldTest, types::Subject},
};

#[derive(Default)]
pub struct OwnAnswers(Vec<Own>);

struct Own {
    clause: OwnClause,
    test: FieldTest,
    /// Whom it meets, where they are few.
    few: Option<Vec<Uuid>>,
}

impl OwnAnswers {
    /// Refused where the query names a field that is not there. Days count from `today`.
    pub async fn of(
        scope: &mut Scope,
        about: Subject,
        query: &Query,
        fields: &[Field],
        today: NaiveDate,
    ) -> Result<Self> {
        let mut asked = Vec::new();
        for clause in query.own_clauses() {
            let test = clause.test(about, fields, today);
            let test = test.map_err(|_| Error::invalid("q", FieldCode::Unreadable))?;
            asked.push((clause.clone(), test));
        }
        let tests: Vec<&FieldTest> = asked.iter().map(|(_, test)| test).collect();
        let few = FieldTest::few(scope, &tests).await?;
        let known = asked.into_iter().zip(few);
        let known = known.map(|((clause, test), few)| Own { clause, test, few });
        Ok(Self(known.collect()))
    }

    /// Adds that the row whose id is named, such as `c.id`, fits the clause.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, clause: &OwnClause, id: &str) {
        let known = self.0.iter().find(|own| own.clause == *clause);
        match known.map(|own| (&own.test, &own.few)) {
            Some((test, Some(few))) => test.push_few(sql, id, few),
            Some((test, None)) => test.push(sql, id),
            None => {
                sql.push("null::boolean");
            }
        }
    }
}
