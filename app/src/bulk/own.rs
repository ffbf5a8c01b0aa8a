//! Fields of the workspace's own in many contacts: how each stands, and choices that come
//! to those it has, or go from them.

use std::collections::BTreeSet;

use serde_json::Value;
use uuid::Uuid;

use super::{action::Own, look::Look};
use crate::{context::Scope, error::Result, identity};

/// What shall be the case.
#[derive(Clone, Copy)]
pub enum Wanted<'a> {
    Is(&'a Value),
    Has(&'a [String]),
    HasNot(&'a [String]),
}

impl Wanted<'_> {
    fn word(&self) -> &'static str {
        match self {
            Self::Is(_) => "is",
            Self::Has(_) => "has",
            Self::HasNot(_) => "has not",
        }
    }

    fn choices(&self) -> &[String] {
        match self {
            Self::Is(_) => &[],
            Self::Has(choices) | Self::HasNot(choices) => choices,
        }
    }

    /// What the choices become.
    pub fn follows(&self, before: &BTreeSet<&str>) -> BTreeSet<String> {
        let before = before.iter().map(|key| (*key).to_owned());
        match self {
            Self::Is(_) => before.collect(),
            Self::Has(choices) => before.chain(choices.iter().cloned()).collect(),
            Self::HasNot(choices) => before.filter(|key| !choices.contains(key)).collect(),
        }
    }
}

pub async fn look_own(
    scope: &mut Scope,
    own: &Own,
    wanted: Wanted<'_>,
    contacts: &[Uuid],
) -> Result<Vec<Look>> {
    let value = match wanted {
        Wanted::Is(value) => value.clone(),
        _ => Value::Null,
    };
    Ok(sqlx::query_as!(
        Look,
        r#"select
             given.contact as "contact!",
             c.id is not null as "is_here!",
             c.deleted_at is not null as "is_deleted!",
             case $1
               when 'is' then held.value @> $2 and $2 @> held.value
               when 'has' then chosen.keys @> to_jsonb($3::text[])
               else not chosen.keys ?| $3
             end as "is_so!",
             jsonb_build_object(
               'fields', case when r.fields ? $4 then jsonb_build_object($4::text, r.fields -> $4) else '{}' end,
               'evidence', case when r.evidence ? $4 then jsonb_build_object($4::text, r.evidence -> $4) else '{}' end,
               'chosen', chosen.keys
             ) as before
           from unnest($6::uuid[]) with ordinality as given (contact, place)
           left join contacts c on c.id = given.contact
           left join source_records r
             on r.workspace_id = acting_workspace()
             and r.origin = 'edit'
             and r.external_id = c.id::text
           cross join lateral (select coalesce(c.custom -> $5, 'null') as value) as held
           cross join lateral (
             select coalesce(jsonb_agg(text order by place), '[]') as keys
             from custom_rows('multi_choice', nullif(held.value, 'null'))
             where $1 <> 'is'
           ) as chosen
           order by given.place"#,
        wanted.word(),
        value,
        wanted.choices(),
        own.record_key(),
        own.field.to_string(),
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Gives each its choices and these, or its choices without these, in the field's order.
pub async fn choose(
    scope: &mut Scope,
    own: &Own,
    wanted: Wanted<'_>,
    contacts: &[Uuid],
) -> Result<()> {
    let rows = sqlx::query!(
        r#"select
             c.id,
             jsonb_build_object($1::text, nullif(chosen.keys, '[]')) as "fields!"
           from contacts c
           cross join lateral (
             select coalesce(jsonb_agg(said.key order by offered.position nulls last, said.key), '[]') as keys
             from (
               select text as key
               from custom_rows('multi_choice', nullif(c.custom -> $2::text, 'null'))
               where $3 or text <> all($4::text[])
               union
               select key
               from unnest($4::text[]) as key
               where $3
             ) as said
             left join custom_choices offered
               on offered.field_id = $5
               and offered.key = said.key
           ) as chosen
           where c.id = any($6)"#,
        own.record_key(),
        own.field.to_string(),
        matches!(wanted, Wanted::Has(_)),
        wanted.choices(),
        own.field,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    let (ids, said): (Vec<Uuid>, Vec<Value>) =
        rows.into_iter().map(|row| (row.id, row.fields)).unzip();
    identity::edit_each(scope, &ids, &said).await
}
