//! Records that a person took from a contact: whatever both have, they are not joined again by
//! themselves, also where the record is delivered anew.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use uuid::Uuid;

use super::{decisions::About, records::Owner};
use crate::{context::Scope, error::Result, review};

/// Whose these records are not, by the record: hardly ever anybody.
#[derive(Default)]
pub(super) struct Denied(HashMap<Uuid, HashSet<Uuid>>);

impl Denied {
    /// Of each of these records whose it is not: it was taken from them, or it is the same said
    /// anew by a source that has no ids: one name, one address, number or profile.
    pub async fn of(scope: &mut Scope, records: &[Uuid]) -> Result<Self> {
        let mut denied = Self::default();
        if !is_any(scope).await? {
            return Ok(denied);
        }
        let rows = sqlx::query!(
            r#"with given as materialized (
                 select id, origin, external_id, fields from source_records where id = any($1)
               ),
               parted as materialized (
                 select p.origin, p.external_id, denied.contact, said.fields
                 from parted_records p
                 cross join lateral (select standing_contact(p.from_id) as contact) as denied
                 left join source_records said
                   on said.workspace_id = p.workspace_id
                   and said.origin = p.origin
                   and said.external_id = p.external_id
                 where p.workspace_id = acting_workspace()
                   and p.returned_at is null
                   and denied.contact is not null
                   and denied.contact is distinct from standing_contact(p.to_id)
               ),
               kinds as (
                 select * from (values ('emails'), ('phones'), ('handles')) as kinds (field)
               ),
               said_now as materialized (
                 select given.id, given.origin, fold(given.fields ->> 'name') as name, coalesce(mark ->> 'value', mark #>> '{}') as mark
                 from given
                 cross join kinds
                 cross join lateral jsonb_array_elements(
                   case jsonb_typeof(given.fields -> field) when 'array' then given.fields -> field else '[]' end
                 ) as mark
               ),
               said_then as materialized (
                 select parted.contact, parted.origin, fold(parted.fields ->> 'name') as name, coalesce(mark ->> 'value', mark #>> '{}') as mark
                 from parted
                 cross join kinds
                 cross join lateral jsonb_array_elements(
                   case jsonb_typeof(parted.fields -> field) when 'array' then parted.fields -> field else '[]' end
                 ) as mark
               )
               select given.id as "record!", parted.contact as "contact!"
               from given
               join parted on parted.origin = given.origin and parted.external_id = given.external_id
               union
               select said_now.id, said_then.contact
               from said_now
               join said_then
                 on said_then.origin = said_now.origin
                 and said_then.name = said_now.name
                 and said_then.mark = said_now.mark"#,
            records,
        )
        .fetch_all(scope.db())
        .await?;
        for row in rows {
            denied.0.entry(row.record).or_default().insert(row.contact);
        }
        Ok(denied)
    }

    pub fn is(&self, record: Uuid, contact: Uuid) -> bool {
        let contacts = self.0.get(&record);
        contacts.is_some_and(|contacts| contacts.contains(&contact))
    }

    /// Whether the record was taken from anybody.
    pub fn concerns(&self, record: Uuid) -> bool {
        self.0.contains_key(&record)
    }

    /// Those of these who may be the record's.
    pub fn rest<'a>(&self, record: Uuid, known: &'a [Owner]) -> Cow<'a, [Owner]> {
        if !self.concerns(record) {
            return Cow::Borrowed(known);
        }
        let rest = known.iter().filter(|one| !self.is(record, one.contact));
        Cow::Owned(rest.cloned().collect())
    }

    /// Whoever got such a record is not the one from whom it was taken.
    pub async fn keep_apart(&self, scope: &mut Scope, links: &[(Uuid, Uuid)]) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let pairs: Vec<(Uuid, Uuid)> = links
            .iter()
            .filter_map(|(record, contact)| Some((self.0.get(record)?, *contact)))
            .flat_map(|(others, contact)| others.iter().map(move |other| (contact, *other)))
            .filter(|(contact, other)| contact != other)
            .collect();
        review::set_all_apart(scope, About::Contacts, &pairs).await
    }
}

async fn is_any(scope: &mut Scope) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
             select from parted_records
             where workspace_id = acting_workspace() and returned_at is null
           ) as "is_any!""#,
    )
    .fetch_one(scope.db())
    .await?)
}
