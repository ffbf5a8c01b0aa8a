//! What is looked up before a query becomes conditions: who has its words, and what it asks
//! of fields of the workspace's own.

use sqlx::{Postgres, QueryBuilder};

use super::{asked::OwnAnswers, list::ListQuery, query::OwnClause, words::Words};
use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{self, Field, types::Subject},
};

#[derive(Default)]
pub(super) struct Known {
    pub words: Words,
    own: OwnAnswers,
    /// The field that the list is ordered by.
    pub order: Option<Field>,
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
            own: OwnAnswers::of(scope, Subject::Contact, &asked.query, &fields, today).await?,
            order,
        })
    }

    pub fn push_own(&self, sql: &mut QueryBuilder<Postgres>, clause: &OwnClause) {
        self.own.push(sql, clause, "c.id");
    }
}
