//! How each of many contacts stands towards an action: whether it may be changed, is so
//! already, and what is to be kept of it for an undo.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use super::{
    Action,
    own::{Wanted, look_own},
};
use crate::{contacts::types::ContactField, context::Scope, error::Result, taxonomy};

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

    /// Whether it stands as the action left it that found it as `before`.
    pub fn is_as_left(&self, action: &Action, before: &Value) -> bool {
        let was_left = match action {
            Action::AddChoices { choices, .. } => self.has_chosen(Wanted::Has(choices), before),
            Action::RemoveChoices { choices, .. } => {
                self.has_chosen(Wanted::HasNot(choices), before)
            }
            _ => true,
        };
        self.is_here && self.is_so && was_left
    }

    fn has_chosen(&self, wanted: Wanted<'_>, before: &Value) -> bool {
        let now = self.before.as_ref().map(chosen).unwrap_or_default();
        let left = wanted.follows(&chosen(before));
        now.into_iter().eq(left.iter().map(String::as_str))
    }
}

fn chosen(before: &Value) -> BTreeSet<&str> {
    let keys = before["chosen"].as_array().into_iter().flatten();
    keys.filter_map(Value::as_str).collect()
}

pub async fn look(scope: &mut Scope, action: &Action, contacts: &[Uuid]) -> Result<Vec<Look>> {
    match action {
        Action::AddTag { tag, .. } => tagged(scope, *tag, true, contacts).await,
        Action::RemoveTag { tag, .. } => tagged(scope, *tag, false, contacts).await,
        Action::Set { field, fields, .. } => {
            let wanted = field.keys().first().and_then(|key| fields[*key].as_str());
            said(scope, *field, wanted.unwrap_or_default(), contacts).await
        }
        Action::SetOwn { own, value } => look_own(scope, own, Wanted::Is(value), contacts).await,
        Action::AddChoices { own, choices } => {
            look_own(scope, own, Wanted::Has(choices), contacts).await
        }
        Action::RemoveChoices { own, choices } => {
            look_own(scope, own, Wanted::HasNot(choices), contacts).await
        }
        Action::KeepInTouch { days, never } => wished(scope, *days, *never, contacts).await,
        Action::Archive => archived(scope, true, contacts).await,
        Action::Unarchive => archived(scope, false, contacts).await,
        Action::Delete => deleted(scope, contacts).await,
        Action::SetTags { rules } => {
            let mut moves = taxonomy::moves(scope, rules, contacts).await?;
            let mut looks = standing(scope, contacts).await?;
            for look in &mut looks {
                look.before = moves.remove(&look.contact);
                look.is_so = look.before.is_none();
            }
            Ok(looks)
        }
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
             case
               when $2 then coalesce(x.by_person or x.by_record or x.by_joined, false)
               else x.contact_id is null
             end as "is_so!",
             case
               when x.contact_id is not null then jsonb_build_object(
                 'by_person', x.by_person,
                 'by_record', x.by_record,
                 'by_rule', x.by_rule
               )
               when r.contact_id is not null then '{"removed": true}'
             end as before
           from unnest($3::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           -- Looked up for each: the plan may be older than most of the rows.
           left join lateral (
             select * from contact_tags where contact_id = c.id and tag_id = $1 limit 1
           ) x on true
           left join lateral (
             select * from contact_tag_removals where contact_id = c.id and tag_id = $1 limit 1
           ) r on true
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
                 when 'how_met' then c.how_met
                 when 'met_on' then c.met_on::text
                 when 'priority' then c.priority
                 when 'time_zone' then c.time_zone
                 when 'pronouns' then c.pronouns
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

async fn wished(
    scope: &mut Scope,
    days: Option<i32>,
    never: bool,
    contacts: &[Uuid],
) -> Result<Vec<Look>> {
    Ok(sqlx::query_as!(
        Look,
        r#"select
             given.contact as "contact!",
             c.id is not null as "is_here!",
             c.deleted_at is not null as "is_deleted!",
             coalesce(
               c.keep_in_touch_days is not distinct from $1::integer and c.never_suggested = $2,
               false
             ) as "is_so!",
             jsonb_build_object('days', c.keep_in_touch_days, 'never', c.never_suggested) as before
           from unnest($3::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           order by given.place"#,
        days,
        never,
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

/// Whether they are here, and nothing else.
async fn standing(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Look>> {
    Ok(sqlx::query_as!(
        Look,
        r#"select
             given.contact as "contact!",
             c.id is not null as "is_here!",
             c.deleted_at is not null as "is_deleted!",
             false as "is_so!",
             null::jsonb as before
           from unnest($1::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           order by given.place"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}
