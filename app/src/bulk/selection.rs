//! Whom a change is about: contacts chosen one by one, or all that a list shows.

use uuid::Uuid;

use super::ticks::ticked;
use crate::{
    contacts::{self, ListQuery},
    context::Scope,
    error::{Error, FieldCode, Result},
};

#[derive(Clone, Debug)]
pub enum Selection {
    Ids(Vec<Uuid>),
    List(Box<ListQuery>),
    /// Whom this member has ticked.
    Ticked(Uuid),
}

/// More than these are not changed at once.
const MOST: usize = 1_000_000;

impl Selection {
    /// All of them, each once; refused where nobody of this workspace is among them.
    pub async fn contacts(&self, scope: &mut Scope) -> Result<Vec<Uuid>> {
        let found = match self {
            Self::Ids(ids) => {
                if ids.is_empty() {
                    return Err(Error::invalid("ids", FieldCode::Required));
                }
                let mut ids = ids.clone();
                ids.sort_unstable();
                ids.dedup();
                if !any_is_here(scope, &ids).await? {
                    return Err(Error::NotFound);
                }
                ids
            }
            Self::List(query) => contacts::ids(scope, query).await?,
            Self::Ticked(user) => ticked(scope, *user).await?,
        };
        match found.len() {
            0 => Err(Error::invalid("ids", FieldCode::NobodyFound)),
            1..=MOST => Ok(found),
            _ => Err(Error::invalid("ids", FieldCode::TooLarge)),
        }
    }
}

pub(super) async fn any_is_here(scope: &mut Scope, ids: &[Uuid]) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from contacts where id = any($1)) as "found!""#,
        ids,
    );
    Ok(found.fetch_one(scope.db()).await?)
}
