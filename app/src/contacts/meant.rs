//! Who is meant by what a person typed: an id, an e-mail address, or a name.

use serde::Serialize;
use uuid::Uuid;

use super::{
    list::{ListQuery, Listed, list},
    query::Query,
    store::contact,
};
use crate::{
    accounts,
    context::Scope,
    error::{Error, Result},
};

const MOST: i64 = 20;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meant {
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
    pub company: Option<String>,
}

impl From<Listed> for Meant {
    fn from(row: Listed) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            company: row.company,
        }
    }
}

/// One where it is clear, else all who may be meant, the strongest ties first.
pub async fn meant(scope: &mut Scope, text: &str) -> Result<Vec<Meant>> {
    let text = text.trim();
    if let Ok(id) = text.parse() {
        return Ok(by_id(scope, id).await?.into_iter().collect());
    }
    if let Ok(address) = accounts::clean_email(text) {
        return by_address(scope, &address).await;
    }
    let query = ListQuery {
        query: Query::text(text),
        limit: MOST,
        ..ListQuery::default()
    };
    let rows = list(scope, &query).await?.rows;
    let mut found: Vec<Meant> = rows.into_iter().map(Meant::from).collect();
    let is_called_so = |found: &Meant| found.name.to_lowercase() == text.to_lowercase();
    if found.iter().any(is_called_so) {
        found.retain(is_called_so);
    }
    Ok(found)
}

async fn by_id(scope: &mut Scope, id: Uuid) -> Result<Option<Meant>> {
    match contact(scope, id).await {
        Ok(found) => Ok(Some(Meant {
            id: found.id,
            name: found.name,
            email: found.email,
            company: found.company,
        })),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn by_address(scope: &mut Scope, address: &str) -> Result<Vec<Meant>> {
    Ok(sqlx::query_as!(
        Meant,
        r#"select c.id, c.name, c.email, k.name as "company?"
           from contact_points p
           join contacts c on c.id = p.contact_id and c.deleted_at is null
           left join companies k on k.id = c.company_id
           where p.workspace_id = acting_workspace() and p.kind = 'email' and p.value = $1
           order by c.score desc, c.id"#,
        address,
    )
    .fetch_all(scope.db())
    .await?)
}
