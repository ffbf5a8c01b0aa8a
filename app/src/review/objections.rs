//! What tells that two of a group are not one: a person's word, contradictions of contacts, and
//! of companies that one belongs to the other.

use std::collections::{HashMap, HashSet};

use matching::{Model, Table, contradiction, doubted};
use uuid::Uuid;

use super::{known::known, verdict::in_order};
use crate::{
    context::Scope,
    error::{Result, internal},
    identity::About,
};

/// Two of a group that cannot be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objection {
    pub one: Uuid,
    pub other: Uuid,
    pub reason: &'static str,
}

pub(super) struct Knowledge {
    /// Pairs that a person said are two, the lower id first.
    rejected: HashSet<(Uuid, Uuid)>,
    likeness: Likeness,
}

enum Likeness {
    People {
        table: Box<Table>,
        places: HashMap<Uuid, u32>,
    },
    /// Which company is above each of them, if one is.
    Companies(HashMap<Uuid, Uuid>),
}

macro_rules! rejected_in {
    ($scope:ident, $members:ident, $table:tt) => {
        sqlx::query!(
            "select one_id, other_id from "
                + $table
                + " where one_id = any($1) and other_id = any($1) and state = 'rejected'",
            $members
        )
        .fetch_all($scope.db())
        .await?
        .into_iter()
        .map(|row| (row.one_id, row.other_id))
        .collect::<HashSet<_>>()
    };
}

impl Knowledge {
    pub async fn of(scope: &mut Scope, about: About, members: &[Uuid]) -> Result<Self> {
        Ok(match about {
            About::Contacts => Self {
                rejected: rejected_in!(scope, members, "identity_candidates"),
                likeness: people(scope, members).await?,
            },
            About::Companies => Self {
                rejected: rejected_in!(scope, members, "company_candidates"),
                likeness: Likeness::Companies(above(scope, members).await?),
            },
        })
    }

    pub fn objections(&self, members: &[Uuid]) -> Vec<Objection> {
        let model = Model::built_in(&[]);
        let couples = members
            .iter()
            .enumerate()
            .flat_map(|(at, one)| members[at + 1..].iter().map(move |other| (*one, *other)));
        let object = |(one, other): (Uuid, Uuid)| {
            let reason = if self.rejected.contains(&in_order(one, other)) {
                "somebody said that they are two"
            } else {
                let is_asked = members.len() == 2;
                self.likeness
                    .contradiction(&model, (one, other), is_asked)?
            };
            Some(Objection { one, other, reason })
        };
        couples.filter_map(object).collect()
    }
}

impl Likeness {
    /// `is_asked`: nobody stands between the two, so that what is doubted is the question itself.
    fn contradiction(
        &self,
        model: &Model,
        (one, other): (Uuid, Uuid),
        is_asked: bool,
    ) -> Option<&'static str> {
        match self {
            Self::People { table, places } => {
                let (a, b) = (*places.get(&one)?, *places.get(&other)?);
                let found = if is_asked {
                    contradiction(table, model, a, b)
                } else {
                    doubted(table, model, a, b).filter(|guard| guard.is_contradiction())
                };
                Some(found?.words())
            }
            Self::Companies(above) => {
                let (a, b) = (above.get(&one), above.get(&other));
                if a == Some(&other) || b == Some(&one) {
                    return Some("one belongs to the other");
                }
                (a.is_some() && a == b).then_some("both belong to a third")
            }
        }
    }
}

async fn people(scope: &mut Scope, contacts: &[Uuid]) -> Result<Likeness> {
    let mut table = Table::new(&[]).map_err(internal)?;
    let mut places = HashMap::new();
    for one in known(scope, Some(contacts)).await? {
        places.insert(one.id, table.push(&one.record).map_err(internal)?);
    }
    let table = Box::new(table);
    Ok(Likeness::People { table, places })
}

async fn above(scope: &mut Scope, companies: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let rows = sqlx::query!(
        r#"select id, parent_id as "parent_id!"
           from companies
           where id = any($1) and parent_id is not null"#,
        companies,
    );
    let rows = rows.fetch_all(scope.db()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.parent_id))
        .collect())
}
