//! What waits for a decision: pairs of contacts, and in the same way of companies.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::SURE;
use crate::{
    context::Scope,
    error::{Error, Result},
    identity::{About, Grounds},
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
    /// When somebody left it for later.
    pub skipped_at: Option<DateTime<Utc>>,
}

impl Pair {
    /// What speaks for it and against it.
    pub fn sentences(&self) -> Vec<String> {
        let list = self.evidence.as_array().into_iter().flatten();
        list.filter_map(|one| one.as_str().map(str::to_owned))
            .collect()
    }

    /// What an answer about it rests on.
    pub fn grounds(&self) -> Grounds {
        Grounds {
            evidence: self.evidence.clone(),
            probability: Some(self.probability),
            rule: self.rule.clone(),
        }
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

/// How many open pairs came after that.
pub async fn count_since(scope: &mut Scope, at: DateTime<Utc>) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from identity_candidates
           where workspace_id = acting_workspace() and state = 'open' and created_at > $1"#,
        at,
    );
    Ok(count.fetch_one(scope.db()).await?)
}

macro_rules! pairs_where {
    ($candidates:tt, $named:tt, [$($condition:tt)+], $($argument:expr),*) => {
        sqlx::query_as!(
            Pair,
            "select
               p.one_id as one,
               p.other_id as other,
               a.name as one_name,
               b.name as other_name,
               p.probability,
               p.evidence,
               p.rule_version as rule,
               p.skipped_at
             from " + $candidates + " p
             join " + $named + " a on a.id = p.one_id
             join " + $named + " b on b.id = p.other_id
             where " + $($condition)+,
            $($argument),*
        )
    };
}

macro_rules! open_in {
    ($scope:ident, $candidates:tt, $named:tt, $offset:ident, $limit:expr) => {
        pairs_where!(
            $candidates,
            $named,
            ["p.workspace_id = acting_workspace() and p.state = 'open'
                order by p.skipped_at nulls first, p.probability desc, p.one_id, p.other_id
                offset $1
                limit $2"],
            $offset,
            $limit
        )
        .fetch_all($scope.db())
        .await?
    };
}

/// The most probable first, and at the end those that were left for later, after a place; one
/// more than `limit` says that there is more.
pub async fn open(scope: &mut Scope, about: About, offset: i64, limit: i64) -> Result<Vec<Pair>> {
    Ok(match about {
        About::Contacts => open_in!(scope, "identity_candidates", "contacts", offset, limit + 1),
        About::Companies => open_in!(scope, "company_candidates", "companies", offset, limit + 1),
    })
}

macro_rules! pair_in {
    ($scope:ident, $candidates:tt, $named:tt, $one:ident, $other:ident) => {
        pairs_where!(
            $candidates,
            $named,
            ["p.one_id = $1 and p.other_id = $2"],
            $one.min($other),
            $one.max($other)
        )
        .fetch_optional($scope.db())
        .await?
    };
}

/// One pair, in whichever order.
pub async fn pair(scope: &mut Scope, about: About, one: Uuid, other: Uuid) -> Result<Pair> {
    let found = match about {
        About::Contacts => pair_in!(scope, "identity_candidates", "contacts", one, other),
        About::Companies => pair_in!(scope, "company_candidates", "companies", one, other),
    };
    found.ok_or(Error::NotFound)
}

macro_rules! of_in {
    ($scope:ident, $candidates:tt, $named:tt, $id:ident, $most:ident) => {
        pairs_where!(
            $candidates,
            $named,
            ["(p.one_id = $1 or p.other_id = $1) and p.state = 'open'
                order by p.probability desc, p.one_id, p.other_id
                limit $2"],
            $id,
            $most
        )
        .fetch_all($scope.db())
        .await?
    };
}

/// So many of the open pairs of a contact or a company, the most probable first.
pub async fn pairs_of(scope: &mut Scope, about: About, id: Uuid, most: i64) -> Result<Vec<Pair>> {
    Ok(match about {
        About::Contacts => of_in!(scope, "identity_candidates", "contacts", id, most),
        About::Companies => of_in!(scope, "company_candidates", "companies", id, most),
    })
}

macro_rules! among_in {
    ($scope:ident, $candidates:tt, $named:tt, $members:ident) => {
        pairs_where!(
            $candidates,
            $named,
            [
                "p.one_id = any($1) and p.other_id = any($1) and p.state = 'open'
                order by p.probability desc, p.one_id, p.other_id"
            ],
            $members
        )
        .fetch_all($scope.db())
        .await?
    };
}

/// The open pairs among these, the most probable first.
pub async fn among(scope: &mut Scope, about: About, members: &[Uuid]) -> Result<Vec<Pair>> {
    Ok(match about {
        About::Contacts => among_in!(scope, "identity_candidates", "contacts", members),
        About::Companies => among_in!(scope, "company_candidates", "companies", members),
    })
}
