//! Records that belong to nobody, and by what they are known.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{names::is_full, owners::Owner};
use crate::{
    context::Scope,
    error::Result,
    identity::fresh::{Plain, Source},
};

/// A record that belongs to nobody.
pub struct Candidate {
    pub record: Uuid,
    pub fields: Value,
    /// The name, folded.
    pub name: String,
    pub origin: String,
    /// In a list of people, not only named in a chat or a meeting.
    pub is_listed: bool,
    pub evidence: Value,
    pub said_at: DateTime<Utc>,
}

/// A way to reach somebody by which they are known.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark {
    pub kind: &'static str,
    pub value: String,
}

impl Candidate {
    fn values(&self, field: &str) -> impl Iterator<Item = String> {
        let list = self.fields.get(field).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|item| {
            let value = item.get("value").unwrap_or(item);
            value.as_str().map(str::to_owned)
        })
    }

    /// Whose whole name is all that tells who they are. The number of an account says nothing
    /// to anybody but its service.
    pub fn is_known_by_name(&self) -> bool {
        let tells = |field| self.values(field).next().is_some();
        !self.is_listed && !tells("emails") && !tells("phones") && is_full(&self.name)
    }

    /// As all that is said of this contact, where that is no more than copying.
    pub fn alone(&self, contact: Uuid) -> Option<Plain<'_>> {
        Plain::of(Source {
            contact,
            record: self.record,
            fields: self.fields.as_object()?,
            evidence: &self.evidence,
            said_at: self.said_at,
        })
    }

    /// As the owner of its marks.
    pub(super) fn as_owner(&self, contact: Uuid) -> Owner {
        let birthday = self.fields.get("birthday").and_then(Value::as_str);
        Owner {
            contact,
            name: self.name.clone(),
            birthday: birthday.map(str::to_owned),
            handles: self.values("handles").collect(),
        }
    }

    /// Addresses first, then numbers of the whole world, then profiles.
    pub fn marks(&self) -> Vec<Mark> {
        let of = |kind, field| self.values(field).map(move |value| Mark { kind, value });
        let phones = of("phone", "phones").filter(|mark| mark.value.starts_with('+'));
        of("email", "emails")
            .chain(phones)
            .chain(of("handle", "handles"))
            .collect()
    }
}

/// In the order in which they are given.
pub async fn candidates(scope: &mut Scope, unlinked: &[Uuid]) -> Result<Vec<Candidate>> {
    Ok(sqlx::query_as!(
        Candidate,
        r#"select
             r.id as record,
             r.fields,
             coalesce(fold(r.fields ->> 'name'), '') as "name!",
             r.origin,
             r.evidence,
             r.source_updated_at as said_at,
             -- Looked up for each, however large the tables are that another import filled meanwhile.
             coalesce(
               (select bool_or(s.is_listed) from record_statements s where s.source_record_id = r.id),
               false
             ) as "is_listed!"
           from unnest($1::uuid[]) with ordinality as given (id, place)
           join source_records r on r.id = given.id
           where (select l.contact_id from identity_links l where l.source_record_id = r.id) is null
           order by given.place"#,
        unlinked,
    )
    .fetch_all(scope.db())
    .await?)
}

/// Leaves those out whom somebody else took meanwhile.
pub async fn still_unlinked(
    scope: &mut Scope,
    candidates: Vec<Candidate>,
) -> Result<Vec<Candidate>> {
    let records: Vec<Uuid> = candidates.iter().map(|one| one.record).collect();
    let taken = sqlx::query_scalar!(
        "select source_record_id from identity_links where source_record_id = any($1)",
        &records,
    )
    .fetch_all(scope.db())
    .await?;
    let taken: HashSet<Uuid> = taken.into_iter().collect();
    let mut left = candidates;
    left.retain(|one| !taken.contains(&one.record));
    Ok(left)
}
