//! The list of companies that are shown: narrowed, ordered, in pages. Where an index gives
//! the order, the first ones are read along it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{
    around::TO_DO,
    store::{COLUMNS, Company, PARENT},
    types::CompanySort,
};
use crate::{
    contacts::{
        ListOrder, OwnAnswers, OwnOrder, UsualOrder,
        query::{Clause, Query},
    },
    context::Scope,
    error::{Error, FieldCode, Result},
    fields::{
        self, Field, push_first_values,
        types::{FieldKind, Subject},
        value_column,
    },
};

/// So many are counted; beyond it a person is told "more than".
pub const COUNTED: i64 = 10_000;

#[derive(Clone, Debug, Default)]
pub struct CompanyQuery {
    /// Words are parts of names and domains.
    pub query: Query,
    pub sort: ListOrder<CompanySort>,
    pub offset: i64,
    pub limit: i64,
    /// Where days begin for who asks.
    pub zone: Tz,
}

impl UsualOrder for CompanySort {
    fn as_str(self) -> &'static str {
        Self::as_str(self)
    }

    fn parse(text: &str) -> Self {
        Self::parse(text)
    }
}

/// One more row than `limit` says that there is a next page.
pub async fn list(scope: &mut Scope, query: &CompanyQuery) -> Result<Vec<Company>> {
    let known = Known::of(scope, query).await?;
    match &query.sort {
        ListOrder::Usual(sort) => {
            let mut sql = known.select("select", &query.query, *sort == CompanySort::Tasks);
            push_page(&mut sql, order_of(*sort), query.offset, query.limit + 1);
            Ok(sql.build_query_as().fetch_all(scope.db()).await?)
        }
        ListOrder::Own(own) => {
            let sorting = Sorting::of(&known, query, own)?;
            sorting.list(scope).await
        }
    }
}

/// How many fit, up to one more than [`COUNTED`].
pub async fn count(scope: &mut Scope, query: &CompanyQuery) -> Result<i64> {
    let known = Known::of(scope, query).await?;
    let mut sql = QueryBuilder::new("select count(*) from (select from companies k where ");
    known.push(&mut sql, &query.query);
    sql.push(" limit ")
        .push_bind(COUNTED + 1)
        .push(") as found");
    Ok(sql.build_query_scalar().fetch_one(scope.db()).await?)
}

fn order_of(sort: CompanySort) -> &'static str {
    match sort {
        CompanySort::Strongest => "k.strongest_score desc nulls last, k.id desc",
        CompanySort::Average => "k.average_score desc nulls last, k.id desc",
        CompanySort::People => "k.contact_count desc, k.id desc",
        CompanySort::Messages => "k.interaction_count desc, k.id desc",
        CompanySort::LastContact => "k.last_contact_at desc nulls last, k.id desc",
        CompanySort::Tasks => "coalesce(to_do.tasks, 0) desc, k.id desc",
        CompanySort::Name => "k.name_folded, k.id",
    }
}

fn push_page(sql: &mut QueryBuilder<Postgres>, order: &str, offset: i64, limit: i64) {
    sql.push(format!(" order by {order} limit "))
        .push_bind(limit)
        .push(" offset ")
        .push_bind(offset);
}

/// What is looked up before a query becomes conditions.
struct Known {
    own: OwnAnswers,
    order: Option<Field>,
    called: HashMap<String, Vec<Uuid>>,
}

impl Known {
    /// Refused where the query or its order names a field that is not there.
    async fn of(scope: &mut Scope, asked: &CompanyQuery) -> Result<Self> {
        let ordered_by = asked.sort.field();
        let asks = !asked.query.own_clauses().is_empty();
        let fields = match ordered_by.is_some() || asks {
            true => fields::fields(scope, Subject::Company).await?,
            false => Vec::new(),
        };
        let find = |key: &str| fields.iter().find(|field| field.key == key).cloned();
        let order = match ordered_by {
            Some(key) => Some(find(key).ok_or_else(|| Error::invalid("sort", FieldCode::Unknown))?),
            None => None,
        };
        let today = day_of(scope.now, asked.zone);
        let about = Subject::Company;
        let own = OwnAnswers::of(scope, about, &asked.query, &fields, today).await?;
        let called = called(scope, &asked.query).await?;
        Ok(Self { own, order, called })
    }

    fn select(&self, begin: &str, query: &Query, with_tasks: bool) -> QueryBuilder<Postgres> {
        let mut sql = QueryBuilder::new(format!("{begin} {COLUMNS} from companies k {PARENT}"));
        if with_tasks {
            let joined = format!(" left join ({TO_DO}) as to_do on to_do.company_id = k.id");
            sql.push(joined);
        }
        sql.push(" where ");
        self.push(&mut sql, query);
        sql
    }

    /// Adds that companies `k` are shown and fit the query.
    fn push(&self, sql: &mut QueryBuilder<Postgres>, query: &Query) {
        sql.push(
            "k.workspace_id = acting_workspace() and k.deleted_at is null and (
               k.contact_count > 0 or k.id in (select kept.id from kept_companies() as kept (id))
             )",
        );
        for part in query.parts() {
            sql.push(" and ");
            self.push_query(sql, part);
        }
    }

    fn push_query(&self, sql: &mut QueryBuilder<Postgres>, query: &Query) {
        match query {
            Query::All(parts) => self.push_group(sql, parts, " and ", "true"),
            Query::Any(parts) => self.push_group(sql, parts, " or ", "false"),
            // What is unknown does not hold.
            Query::Not(inner) => {
                sql.push("(");
                self.push_query(sql, inner);
                sql.push(") is not true");
            }
            Query::Text(text) => self.push_text(sql, text),
            Query::Clause(Clause::Own(own)) => self.own.push(sql, own, "k.id"),
            // Of contacts alone: no query about companies has it.
            Query::Clause(_) => {
                sql.push("false");
            }
        }
    }

    fn push_group(
        &self,
        sql: &mut QueryBuilder<Postgres>,
        parts: &[Query],
        between: &'static str,
        of_none: &'static str,
    ) {
        sql.push("(");
        for (place, part) in parts.iter().enumerate() {
            sql.push(if place == 0 { "" } else { between });
            self.push_query(sql, part);
        }
        sql.push(if parts.is_empty() { of_none } else { "" });
        sql.push(")");
    }

    fn push_text(&self, sql: &mut QueryBuilder<Postgres>, text: &str) {
        let pattern = pattern_of(text);
        sql.push("(k.name_folded like fold(")
            .push_bind(pattern.clone())
            .push(") or k.domain like lower(")
            .push_bind(pattern)
            .push(")");
        if let Some(ids) = self.called.get(text).filter(|ids| !ids.is_empty()) {
            sql.push(" or k.id = any(").push_bind(ids.clone()).push(")");
        }
        sql.push(")");
    }
}

/// The companies that are also called so, or stand for one that was joined to them, for each
/// text of the query.
async fn called(scope: &mut Scope, query: &Query) -> Result<HashMap<String, Vec<Uuid>>> {
    let mut texts = Vec::new();
    gather(query, &mut texts);
    let mut called = HashMap::new();
    for text in texts {
        let found = sqlx::query_scalar!(
            r#"select standing_company(company_id) as "standing!"
               from company_aliases
               where workspace_id = acting_workspace() and fold(value) like fold($1)
               union
               select standing_company(id)
               from companies
               where workspace_id = acting_workspace()
                 and merged_into is not null
                 and (name_folded like fold($1) or domain like lower($1))
               limit 200"#,
            pattern_of(&text),
        )
        .fetch_all(scope.db())
        .await?;
        called.insert(text, found);
    }
    Ok(called)
}

fn gather(query: &Query, texts: &mut Vec<String>) {
    match query {
        Query::All(parts) | Query::Any(parts) => parts.iter().for_each(|part| gather(part, texts)),
        Query::Not(inner) => gather(inner, texts),
        Query::Text(text) => texts.push(text.clone()),
        Query::Clause(_) => {}
    }
}

fn pattern_of(text: &str) -> String {
    format!("%{}%", text.trim().replace(['%', '_', '\\'], ""))
}

fn day_of(now: DateTime<Utc>, zone: Tz) -> chrono::NaiveDate {
    now.with_timezone(&zone).date_naive()
}

/// By the first value of a field: those with one along its index, then the others by name.
struct Sorting<'a> {
    known: &'a Known,
    query: &'a CompanyQuery,
    field: &'a Field,
    way: &'static str,
}

impl<'a> Sorting<'a> {
    fn of(known: &'a Known, query: &'a CompanyQuery, own: &OwnOrder) -> Result<Self> {
        let unknown = || Error::invalid("sort", FieldCode::Unknown);
        Ok(Self {
            known,
            query,
            field: known.order.as_ref().ok_or_else(unknown)?,
            way: if own.is_falling { "desc" } else { "asc" },
        })
    }

    async fn list(&self, scope: &mut Scope) -> Result<Vec<Company>> {
        let (offset, wanted) = (self.query.offset, self.query.limit + 1);
        let mut sql = self.valued("select", COLUMNS);
        push_page(&mut sql, &self.order(), offset, wanted);
        let mut rows: Vec<Company> = sql.build_query_as().fetch_all(scope.db()).await?;
        let found = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if found == wanted {
            return Ok(rows);
        }
        let valued = match found == 0 && offset > 0 {
            true => self.count_valued(scope).await?,
            false => offset + found,
        };
        let mut sql = self.without();
        let offset = (offset - valued).max(0);
        push_page(&mut sql, "k.name_folded, k.id", offset, wanted - found);
        rows.extend(
            sql.build_query_as::<Company>()
                .fetch_all(scope.db())
                .await?,
        );
        Ok(rows)
    }

    fn order(&self) -> String {
        let (value, way) = (value_column(self.field), self.way);
        format!("{value} {way}, o.subject_id {way}")
    }

    fn valued(&self, begin: &str, columns: &str) -> QueryBuilder<Postgres> {
        let mut sql = QueryBuilder::new(format!(
            "{begin} {columns} from custom_values o join companies k on k.id = o.subject_id {PARENT}"
        ));
        if self.field.kind == FieldKind::Contact {
            sql.push(" left join contacts m on m.id = o.contact_id");
        }
        sql.push(" where ");
        push_first_values(&mut sql, self.field);
        sql.push(" and ");
        self.known.push(&mut sql, &self.query.query);
        sql
    }

    async fn count_valued(&self, scope: &mut Scope) -> Result<i64> {
        let mut sql = self.valued("select", "count(*)");
        Ok(sql.build_query_scalar().fetch_one(scope.db()).await?)
    }

    fn without(&self) -> QueryBuilder<Postgres> {
        let mut sql = self.known.select("select", &self.query.query, false);
        sql.push(" and not exists (select from custom_values o where o.subject_id = k.id and ");
        push_first_values(&mut sql, self.field);
        sql.push(")");
        sql
    }
}

/// How the database means to find a page.
#[cfg(test)]
pub(super) async fn plan(scope: &mut Scope, query: &CompanyQuery) -> String {
    let known = Known::of(scope, query).await.unwrap();
    let (mut sql, order) = match &query.sort {
        ListOrder::Usual(sort) => {
            let with_tasks = *sort == CompanySort::Tasks;
            let sql = known.select("explain select", &query.query, with_tasks);
            (sql, order_of(*sort).to_owned())
        }
        ListOrder::Own(own) => {
            let sorting = Sorting::of(&known, query, own).unwrap();
            (sorting.valued("explain select", COLUMNS), sorting.order())
        }
    };
    push_page(&mut sql, &order, query.offset, query.limit + 1);
    let lines: Vec<String> = sql
        .build_query_scalar()
        .fetch_all(scope.db())
        .await
        .unwrap();
    lines.join("\n")
}
