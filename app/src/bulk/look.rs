//! How each of many contacts stands towards an action: whether it may be changed, is so
//! already, and what is to be kept of it for an undo.

use serde_json::Value;
use uuid::Uuid;

use super::Action;
use crate::{contacts::types::ContactField, context::Scope, error::Result};

/// In the order of the ids that were asked for.
pub struct Look {
    pub contact: Uuid,
    pub is_here: bool,
    pub is_deleted: bool,
    /// The action would change nothing.
    pub is_so: bool,
    pub before: Option<Value>,
}

impl Look {
    /// Why it cannot be changed.
    pub fn obstacle(&self) -> Option<&'static str> {
        match (self.is_here, self.is_deleted) {
            (false, _) => Some("gone"),
            (true, true) => Some("deleted"),
            (true, false) => None,
        }
    }
}

pub async fn look(scope: &mut Scope, action: &Action, contacts: &[Uuid]) -> Result<Vec<Look>> {
    match action {
        Action::AddTag { tag, .. } => tagged(scope, *tag, true, contacts).await,
        Action::RemoveTag { tag, .. } => tagged(scope, *tag, false, contacts).await,
        Action::Set {
            field,
            value,
            fields,
        } => {
            let value = match field {
                ContactField::Company => fields["company_id"].as_str().unwrap_or_default(),
                _ => value,
            };
            said(scope, *field, value, contacts).await
        }
        Action::Archive => archived(scope, true, contacts).await,
        Action::Unarchive => archived(scope, false, contacts).await,
        Action::Delete => deleted(scope, contacts).await,
    }
}

async fn tagged(
    scope: &mut Scope,
    tag: Uuid,
    wanted: bool,
    contacts: &[Uuid],
) -> Result<Vec<Look>> {
    Ok(sqlx::query_as!(
        Look,
        r#"select
             given.contact as "contact!",
             c.id is not null as "is_here!",
             c.deleted_at is not null as "is_deleted!",
             (x.contact_id is not null) = $2 as "is_so!",
             case
               when x.contact_id is not null
                 then jsonb_build_object('by_person', x.by_person, 'by_record', x.by_record)
               when r.contact_id is not null then '{"removed": true}'
             end as before
           from unnest($3::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           left join contact_tags x on x.contact_id = c.id and x.tag_id = $1
           left join contact_tag_removals r on r.contact_id = c.id and r.tag_id = $1
           order by given.place"#,
        tag,
        wanted,
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}

/// A field, and what a person had said in it.
async fn said(
    scope: &mut Scope,
    field: ContactField,
    value: &str,
    contacts: &[Uuid],
) -> Result<Vec<Look>> {
    Ok(sqlx::query_as!(
        Look,
        r#"select
             given.contact as "contact!",
             c.id is not null as "is_here!",
             c.deleted_at is not null as "is_deleted!",
             coalesce(
               case $1
                 when 'company' then c.company_id::text
                 when 'title' then c.title
                 when 'location' then c.location
                 when 'about' then c.about
               end,
               ''
             ) = $2 as "is_so!",
             jsonb_build_object(
               'fields', (
                 select coalesce(jsonb_object_agg(key, value), '{}')
                 from jsonb_each(r.fields)
                 where key = any($3)
               ),
               'evidence', (
                 select coalesce(jsonb_object_agg(key, value), '{}')
                 from jsonb_each(r.evidence)
                 where key = any($3)
               )
             ) as before
           from unnest($4::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           left join source_records r
             on r.workspace_id = acting_workspace()
             and r.origin = 'edit'
             and r.external_id = c.id::text
           order by given.place"#,
        field.as_str(),
        value,
        field.keys() as &[&str],
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}

async fn archived(scope: &mut Scope, wanted: bool, contacts: &[Uuid]) -> Result<Vec<Look>> {
    Ok(sqlx::query_as!(
        Look,
        r#"select
             given.contact as "contact!",
             c.id is not null as "is_here!",
             c.deleted_at is not null as "is_deleted!",
             (c.archived_at is not null) = $1 as "is_so!",
             jsonb_build_object('archived_at', c.archived_at) as before
           from unnest($2::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           order by given.place"#,
        wanted,
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}

/// What is deleted is so already.
async fn deleted(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Look>> {
    Ok(sqlx::query_as!(
        Look,
        r#"select
             given.contact as "contact!",
             c.id is not null as "is_here!",
             false as "is_deleted!",
             c.deleted_at is not null as "is_so!",
             null::jsonb as before
           from unnest($1::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           order by given.place"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}
