//! What waits for a decision.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::SURE;
use crate::{
    context::Scope,
    error::{Error, Result},
};

/// Two contacts, or two companies, that may be one.
#[derive(Clone, Debug)]
pub struct Pair {
    pub one: Uuid,
    pub other: Uuid,
    pub one_name: String,
    pub other_name: String,
    pub probability: f32,
    pub evidence: Value,
    pub rule: String,
}

impl Pair {
    /// What speaks for it and against it.
    pub fn sentences(&self) -> Vec<String> {
        let list = self.evidence.as_array().into_iter().flatten();
        list.filter_map(|one| one.as_str().map(str::to_owned))
            .collect()
    }
}

/// How many wait, and what joining the sure ones would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// Pairs at 0.95 or above: almost certainly one person.
    pub sure: i64,
    /// Pairs from 0.7 to 0.95: a person should look.
    pub review: i64,
    /// Pairs of companies.
    pub companies: i64,
}

impl Counts {
    pub fn all(self) -> i64 {
        self.sure + self.review + self.companies
    }
}

/// Read from the indexes of open pairs alone: a pair of which one is gone is away.
pub async fn counts(scope: &mut Scope) -> Result<Counts> {
    Ok(sqlx::query_as!(
        Counts,
        r#"select
             count(*) filter (where probability >= $1::double precision) as "sure!",
             count(*) filter (where probability < $1) as "review!",
             (
               select count(*)
               from company_candidates
               where workspace_id = acting_workspace() and state = 'open'
             ) as "companies!"
           from identity_candidates
           where workspace_id = acting_workspace() and state = 'open'"#,
        SURE,
    )
    .fetch_one(scope.db())
    .await?)
}

macro_rules! pairs_where {
    ([$($condition:tt)+], $($argument:expr),*) => {
        sqlx::query_as!(
            Pair,
            r#"select
                 p.one_id as one,
                 p.other_id as other,
                 a.name as one_name,
                 b.name as other_name,
                 p.probability,
                 p.evidence,
                 p.rule_version as rule
               from identity_candidates p
               join contacts a on a.id = p.one_id
               join contacts b on b.id = p.other_id
               where "# + $($condition)+,
            $($argument),*
        )
    };
}

/// The most probable first, after a place; one more than `limit` says that there is more.
pub async fn open(scope: &mut Scope, offset: i64, limit: i64) -> Result<Vec<Pair>> {
    Ok(pairs_where!(
        ["p.workspace_id = acting_workspace() and p.state = 'open'
            order by p.probability desc, p.one_id, p.other_id
            offset $1
            limit $2"],
        offset,
        limit + 1
    )
    .fetch_all(scope.db())
    .await?)
}

/// Those at this probability or above.
pub async fn above(scope: &mut Scope, probability: f64, most: i64) -> Result<Vec<Pair>> {
    let all = open(scope, 0, most).await?;
    let fits = |pair: &Pair| f64::from(pair.probability) >= probability - 1e-6;
    Ok(all.into_iter().filter(fits).collect())
}

/// The open pairs of a contact.
pub async fn of_contact(scope: &mut Scope, contact: Uuid) -> Result<Vec<Pair>> {
    Ok(pairs_where!(
        ["(p.one_id = $1 or p.other_id = $1) and p.state = 'open'
            order by p.probability desc, p.one_id, p.other_id
            limit 5"],
        contact
    )
    .fetch_all(scope.db())
    .await?)
}

/// The open pairs among these contacts, the most probable first.
pub async fn among(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Pair>> {
    Ok(pairs_where!(
        [
            "p.one_id = any($1) and p.other_id = any($1) and p.state = 'open'
            order by p.probability desc, p.one_id, p.other_id"
        ],
        contacts
    )
    .fetch_all(scope.db())
    .await?)
}

/// One pair, in whichever order.
pub async fn pair(scope: &mut Scope, one: Uuid, other: Uuid) -> Result<Pair> {
    pairs_where!(
        ["p.one_id = $1 and p.other_id = $2"],
        one.min(other),
        one.max(other)
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}
