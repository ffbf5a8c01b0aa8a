//! Reading views: one's own, and the shared ones.

use serde::Serialize;
use uuid::Uuid;

use super::types::{ColumnKey, Layout};
use crate::{
    contacts::{Grouping, ListOrder, query::Query},
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct View {
    pub id: Uuid,
    pub owner_id: Uuid,
    /// Everybody in the workspace sees it.
    pub is_shared: bool,
    pub name: String,
    /// As `GET /contacts` takes it in `q`.
    pub query: String,
    /// `strength`, `name`, `last`, `new`, or `field.KEY`, with a dash before it the greatest first
    pub sort: String,
    /// `table`, `board` or `birthdays`
    pub layout: String,
    /// What a table or board is grouped by, if it is.
    pub group: Option<String>,
    /// Of the table, beside the person; the usual ones where there are none.
    pub columns: Vec<String>,
    pub version: i32,
}

impl View {
    pub fn query(&self) -> Query {
        Query::read(&self.query).0
    }

    pub fn sort(&self) -> ListOrder {
        ListOrder::parse(&self.sort)
    }

    pub fn layout(&self) -> Layout {
        Layout::parse(&self.layout).unwrap_or_default()
    }

    pub fn group(&self) -> Option<Grouping> {
        self.group.as_deref().and_then(Grouping::parse)
    }

    pub fn columns(&self) -> Vec<ColumnKey> {
        ColumnKey::list(self.columns.iter().map(String::as_str))
    }
}

/// What the member sees, by name.
pub async fn views(scope: &mut Scope) -> Result<Vec<View>> {
    let member = scope.actor;
    Ok(sqlx::query_as!(
        View,
        r#"select id, owner_id, is_shared, name, query, sort, layout, grouped_by as "group", columns, version
         from contact_views
         where workspace_id = acting_workspace()
           and deleted_at is null
           and (is_shared or owner_id = $1)
         order by lower(name), id
         limit 200"#,
        member,
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn view(scope: &mut Scope, id: Uuid) -> Result<View> {
    let member = scope.actor;
    sqlx::query_as!(
        View,
        r#"select id, owner_id, is_shared, name, query, sort, layout, grouped_by as "group", columns, version
         from contact_views
         where id = $1 and deleted_at is null and (is_shared or owner_id = $2)"#,
        id,
        member,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}
