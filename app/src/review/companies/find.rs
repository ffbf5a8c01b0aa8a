//! Companies as they are compared, and all of them with all, in memory.

use std::collections::HashSet;

use matching::{Company, alike_companies};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::Result,
    review::{
        LEAST,
        apart::Said,
        crowd::Found,
        verdict::{Verdict, in_order},
    },
};

/// At most so many pairs wait.
const MOST: usize = 10_000;

#[derive(Clone)]
pub(super) struct Row {
    pub id: Uuid,
    parent_id: Option<Uuid>,
    names: Value,
    domains: Value,
    pages: Value,
}

macro_rules! rows_where {
    ($scope:ident, $condition:tt, $($argument:expr),*) => {
        sqlx::query_as!(
            Row,
            r#"select
             k.id,
             k.parent_id,
             jsonb_build_array(k.name) || coalesce(
               jsonb_agg(a.value order by a.value) filter (where a.kind = 'name'), '[]'
             ) as "names!",
             coalesce(to_jsonb(array_remove(array[k.domain], null)), '[]') || coalesce(
               jsonb_agg(a.value order by a.value) filter (where a.kind = 'domain'), '[]'
             ) as "domains!",
             (
               select coalesce(jsonb_agg(own.value order by own.value), '[]')
               from jsonb_each_text(k.custom) own
               where own.value ilike '%linkedin.com/%'
             ) as "pages!"
           from companies k
           left join company_aliases a on a.company_id = k.id
           where k.workspace_id = acting_workspace()
             and k.deleted_at is null
             and (
               k.contact_count > 0
               or k.id in (select kept.id from kept_companies() as kept (id))
             ) "#
                + $condition
                + " group by k.id order by k.id",
            $($argument),*
        )
        .fetch_all($scope.db())
        .await?
    };
}

/// Whoever is listed.
pub(super) async fn read(scope: &mut Scope) -> Result<Vec<Row>> {
    Ok(rows_where!(scope, "",))
}

/// Those of these who are listed.
pub(super) async fn read_some(scope: &mut Scope, ids: &[Uuid]) -> Result<Vec<Row>> {
    Ok(rows_where!(scope, "and k.id = any($1)", ids))
}

impl Row {
    pub fn company(&self) -> Company {
        let texts = |list: &Value| {
            let list = list.as_array().into_iter().flatten();
            list.filter_map(|text| text.as_str().map(str::to_owned))
                .collect()
        };
        Company {
            names: texts(&self.names),
            domains: texts(&self.domains),
            pages: texts(&self.pages),
        }
    }
}

/// What is to be done with these companies: those that all are certainly one with each other
/// are joined, the rest waits.
pub(super) fn judge(rows: &[Row], from: Option<f64>, said: &Said) -> Verdict {
    let companies: Vec<Company> = rows.iter().map(Row::company).collect();
    let mut found = alike_companies(&companies);
    found.retain(|pair| {
        pair.likeness.probability >= LEAST && !is_family(&rows[pair.one], &rows[pair.other])
    });
    found.sort_by(|one, other| {
        let (one, other) = (&one.likeness, &other.likeness);
        other.probability.total_cmp(&one.probability)
    });
    found.truncate(MOST);
    // Rows are in the order of their ids, and so are the two of a pair.
    let found: Vec<Found> = found
        .into_iter()
        .map(|pair| Found {
            one: rows[pair.one].id,
            other: rows[pair.other].id,
            probability: pair.likeness.probability,
            evidence: json!(pair.likeness.reasons),
        })
        .collect();
    judge_found(found, from, said)
}

/// The same of pairs that were found.
pub(super) fn judge_found(found: Vec<Found>, from: Option<f64>, said: &Said) -> Verdict {
    let certain: HashSet<(Uuid, Uuid)> = found
        .iter()
        .filter(|pair| from.is_some_and(|from| pair.probability >= from))
        .map(|pair| (pair.one, pair.other))
        .collect();
    Verdict::of(found, from, said, |one, other| {
        !certain.contains(&in_order(one, other))
    })
}

/// Whether somebody said that one belongs to the other, or both to a third.
pub(super) fn is_family(one: &Row, other: &Row) -> bool {
    one.parent_id == Some(other.id)
        || other.parent_id == Some(one.id)
        || (one.parent_id.is_some() && one.parent_id == other.parent_id)
}
