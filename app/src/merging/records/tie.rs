//! A record and the contact it is tied to.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, Result},
};

/// A record of a source, as it is tied now.
pub(super) struct Tie {
    pub record: Uuid,
    pub origin: String,
    pub external_id: String,
    pub name: String,
    pub contact: Uuid,
    /// Where it belongs when nothing is joined, if that is elsewhere.
    pub home: Option<Uuid>,
    pub rule: String,
    /// Whether anything else speaks of the contact.
    pub is_one_of_several: bool,
    /// Whether nothing else belongs to its home.
    pub is_all_of_home: bool,
}

/// What people said by hand, and signatures, which go with the mail of their address, are not
/// tied to anybody by themselves.
pub(super) async fn tie(scope: &mut Scope, record: Uuid) -> Result<Tie> {
    sqlx::query_as!(
        Tie,
        r#"select
             r.id as record,
             r.origin,
             r.external_id,
             coalesce(nullif(r.fields ->> 'name', ''), r.external_id) as "name!",
             l.contact_id as contact,
             l.home_id as home,
             l.rule,
             exists (
               select
               from identity_links other
               join source_records said on said.id = other.source_record_id
               where other.contact_id = l.contact_id
                 and said.id <> r.id
                 and not (
                   r.origin = 'mail' and said.origin = 'signature' and said.external_id = r.external_id
                 )
                 and (said.origin <> 'edit' or said.fields <> '{}')
             ) as "is_one_of_several!",
             l.home_id is not null and not exists (
               select from contacts joined where joined.merged_into = l.home_id
             ) and not exists (
               select
               from identity_links other
               join source_records said on said.id = other.source_record_id
               where other.home_id = l.home_id
                 and said.id <> r.id
                 and not (
                   r.origin = 'mail' and said.origin = 'signature' and said.external_id = r.external_id
                 )
                 and (said.origin <> 'edit' or said.fields <> '{}')
             ) as "is_all_of_home!"
           from source_records r
           join identity_links l on l.source_record_id = r.id
           where r.id = $1 and r.origin not in ('edit', 'signature')
           for update of l"#,
        record,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)
}

impl Tie {
    /// With the signatures of the same address.
    pub async fn lead_to(
        &self,
        scope: &mut Scope,
        contact: Uuid,
        home: Option<Uuid>,
        rule: &str,
    ) -> Result<()> {
        sqlx::query!(
            "update identity_links l set
               contact_id = $2,
               home_id = $3,
               rule = case when r.id = $1 then $4 else l.rule end
             from source_records r
             where r.id = l.source_record_id
               and l.contact_id = $5
               and (
                 r.id = $1
                 or $6 = 'mail'
                   and r.workspace_id = acting_workspace()
                   and r.origin = 'signature'
                   and r.external_id = $7
               )",
            self.record,
            contact,
            home,
            rule,
            self.contact,
            self.origin,
            self.external_id,
        )
        .execute(scope.db())
        .await?;
        Ok(())
    }

    /// As the history tells of it.
    pub fn told(&self) -> Value {
        json!({ "record": self.record, "name": self.name, "origin": self.origin })
    }
}
