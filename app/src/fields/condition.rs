//! Fields as conditions of a list. Every comparison is one that an index serves under
//! row-level security: plain operators on the column of the kind. How many fit is counted
//! before, as for words, because the planner's guess may be wrong by orders.

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::query::{Asked, Compare, FieldTest};
use crate::{contacts, context::Scope, error::Result};

/// So many rows are still named one by one.
const FEW: i64 = 4_000;

const VALUES: &str =
    "from custom_values v where v.workspace_id = acting_workspace() and v.field_id = ";

impl FieldTest {
    /// Writes the condition for the row whose id is named, such as `c.id`.
    pub fn push(&self, sql: &mut QueryBuilder<Postgres>, id: &str) {
        sql.push(if self.is_not { "not " } else { "" })
            .push("exists (select ")
            .push(VALUES)
            .push_bind(self.field)
            .push(format!(" and v.subject_id = {id}"));
        self.push_asked(sql);
        sql.push(")");
    }

    /// The same for those who were counted to be few.
    pub fn push_few(&self, sql: &mut QueryBuilder<Postgres>, id: &str, few: &[Uuid]) {
        let all = if self.is_not { " <> all(" } else { " = any(" };
        sql.push(id).push(all).push_bind(few.to_vec()).push(")");
    }

    /// Who has such a value, for each test, unless they are many.
    pub async fn few(scope: &mut Scope, tests: &[&Self]) -> Result<Vec<Option<Vec<Uuid>>>> {
        if tests.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = QueryBuilder::new("");
        for (place, test) in tests.iter().enumerate() {
            sql.push(if place == 0 { "" } else { " union all " })
                .push(format!("select {place} as place, case when count(*) <= {FEW} then coalesce(array_agg(subject_id), '{{}}') end as few from (select v.subject_id "))
                .push(VALUES)
                .push_bind(test.field);
            test.push_asked(&mut sql);
            sql.push(format!(" limit {FEW} + 1) as met"));
        }
        let mut found: Vec<(i32, Option<Vec<Uuid>>)> =
            sql.build_query_as().fetch_all(scope.db()).await?;
        found.sort_by_key(|(place, _)| *place);
        Ok(found.into_iter().map(|(_, few)| few).collect())
    }

    fn push_asked(&self, sql: &mut QueryBuilder<Postgres>) {
        match &self.asked {
            Asked::Any => {}
            Asked::Choices(keys) => push_choices(sql, keys),
            Asked::Text(Compare::Contains, text) => {
                let plain = text.replace(['%', '_', '\\'], "");
                sql.push(" and v.folded like fold(")
                    .push_bind(format!("%{plain}%"))
                    .push(")");
            }
            Asked::Text(compare, text) => {
                sql.push(format!(" and v.folded{}left(fold(", compare.sql()))
                    .push_bind(text.clone())
                    .push("), 200)");
            }
            Asked::Number(compare, number) => {
                sql.push(format!(" and v.number{}", compare.sql()))
                    .push_bind(*number);
            }
            Asked::Day(compare, day) => {
                sql.push(format!(" and v.day{}", compare.sql()))
                    .push_bind(*day);
            }
            Asked::Days(days) => {
                if let Some(from) = days.from {
                    sql.push(" and v.day >= ").push_bind(from);
                }
                if let Some(until) = days.until {
                    sql.push(" and v.day < ").push_bind(until);
                }
            }
            Asked::Called(name, begins) => push_called(sql, name, *begins),
            Asked::Contact(contact) => {
                // Also by those whom it was joined to since.
                sql.push(" and v.contact_id in (select member_id from contact_members(array[")
                    .push_bind(*contact)
                    .push("::uuid]))");
            }
        }
    }
}

/// By the folded text, which has the index, and by the key itself.
fn push_choices(sql: &mut QueryBuilder<Postgres>, keys: &[String]) {
    sql.push(" and v.folded in (");
    for (place, key) in keys.iter().enumerate() {
        sql.push(if place == 0 {
            "left(fold("
        } else {
            ", left(fold("
        })
        .push_bind(key.clone())
        .push("), 200)");
    }
    sql.push(") and v.text = any(")
        .push_bind(keys.to_vec())
        .push(")");
}

/// The contacts that are called so, found first: they are few.
fn push_called(sql: &mut QueryBuilder<Postgres>, name: &str, begins: bool) {
    sql.push(" and v.contact_id in (select member_id from contact_members(array(select k.id from contacts k where k.workspace_id = acting_workspace() and k.deleted_at is null and ");
    if begins {
        contacts::push_words(sql, name, "k.id");
        sql.push(")))");
    } else {
        sql.push("(k.name_folded = fold(")
            .push_bind(name.to_owned())
            .push(") or k.email = lower(")
            .push_bind(name.to_owned())
            .push(")))))");
    }
}
