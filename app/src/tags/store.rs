//! SQL that reads tags.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::edit::called;
use crate::{
    context::Scope,
    error::{Error, Result},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tag {
    pub id: Uuid,
    pub name: String,
    /// One of twelve colours, from 0.
    pub hue: i16,
}

pub struct TagUse {
    pub tag: Tag,
    /// How many contacts have it.
    pub contacts: i64,
}

pub async fn tag(scope: &mut Scope, id: Uuid) -> Result<Tag> {
    sqlx::query_as!(
        Tag,
        "select id, name, hue from tags where id = $1 and deleted_at is null",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

/// The tag of this name, whatever its case and accents.
pub async fn tag_called(scope: &mut Scope, name: &str) -> Result<Option<Tag>> {
    match called(scope, name.trim()).await? {
        Some(id) => Ok(Some(tag(scope, id).await?)),
        None => Ok(None),
    }
}

/// All of the workspace, by name.
pub async fn tags(scope: &mut Scope) -> Result<Vec<Tag>> {
    Ok(sqlx::query_as!(
        Tag,
        "select id, name, hue from tags where deleted_at is null order by name_folded, id",
    )
    .fetch_all(scope.db())
    .await?)
}

pub async fn used_tags(scope: &mut Scope) -> Result<Vec<TagUse>> {
    let rows = sqlx::query!(
        r#"select t.id, t.name, t.hue, used.contacts as "contacts!"
           from tags t
           cross join lateral (
             select count(*) as contacts
             from contact_tags x
             join contacts c on c.id = x.contact_id and c.deleted_at is null
             where x.workspace_id = acting_workspace() and x.tag_id = t.id
           ) used
           where t.deleted_at is null
           order by t.name_folded, t.id"#,
    )
    .fetch_all(scope.db())
    .await?;
    let read = rows.into_iter().map(|row| TagUse {
        tag: Tag {
            id: row.id,
            name: row.name,
            hue: row.hue,
        },
        contacts: row.contacts,
    });
    Ok(read.collect())
}

pub async fn tags_of(scope: &mut Scope, contact: Uuid) -> Result<Vec<Tag>> {
    Ok(sqlx::query_as!(
        Tag,
        "select t.id, t.name, t.hue
         from contact_tags x
         join tags t on t.id = x.tag_id
         where x.contact_id = $1
         order by t.name_folded, t.id",
        contact,
    )
    .fetch_all(scope.db())
    .await?)
}

/// A tag of a contact, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TagWithSources {
    #[serde(flatten)]
    pub tag: Tag,
    /// Of `person`, `record` (a file or an address book), `joined` (it stands on a contact that
    /// was joined to this one) and `rule` (set automatically).
    pub sources: Vec<String>,
}

impl TagWithSources {
    /// Nobody but rules says so.
    pub fn is_automatic(&self) -> bool {
        self.sources == ["rule"]
    }
}

pub async fn tags_with_sources(scope: &mut Scope, contact: Uuid) -> Result<Vec<TagWithSources>> {
    let rows = sqlx::query!(
        r#"select
             t.id,
             t.name,
             t.hue,
             array_remove(array[
               case when x.by_person then 'person' end,
               case when x.by_record then 'record' end,
               case when x.by_joined then 'joined' end,
               case when x.by_rule then 'rule' end
             ], null) as "sources!"
           from contact_tags x
           join tags t on t.id = x.tag_id
           where x.contact_id = $1
           order by t.name_folded, t.id"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?;
    let read = rows.into_iter().map(|row| TagWithSources {
        tag: Tag {
            id: row.id,
            name: row.name,
            hue: row.hue,
        },
        sources: row.sources,
    });
    Ok(read.collect())
}
