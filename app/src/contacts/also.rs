//! What sources say of a contact that no field holds, or that could not be read: nothing of
//! it is thrown away, so it is shown under the name that the source gives it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{context::Scope, error::Result};

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AlsoSaid {
    /// `nickname`, `prefix`, `suffix`, `additional_name`, `connected`, or the name of a column
    pub name: String,
    pub value: String,
    /// As in `provenance`
    pub source: String,
    /// The name means a field, and this is no value of it: a birthday that is no date.
    pub is_unread: bool,
}

impl AlsoSaid {
    /// In words.
    pub fn label(&self) -> &str {
        match self.name.as_str() {
            "nickname" => "Nickname",
            "prefix" => "Title before the name",
            "suffix" => "Title after the name",
            "additional_name" => "Middle name",
            "connected" => "Connected since",
            "BDAY" => "Birthday",
            "ANNIVERSARY" | "X-ANNIVERSARY" | "X-ABDATE" => "Anniversary",
            "EMAIL" => "E-mail",
            own => own,
        }
    }
}

/// By name; of what several sources say alike, the newest.
pub async fn also_said(scope: &mut Scope, contact: Uuid) -> Result<Vec<AlsoSaid>> {
    Ok(sqlx::query_as!(
        AlsoSaid,
        r#"select distinct on (said.name, said.value)
             said.name as "name!",
             said.value as "value!",
             r.origin as source,
             coalesce(r.fields -> 'unread' ? said.name, false) as "is_unread!"
           from identity_links l
           join source_records r on r.id = l.source_record_id
           cross join lateral (
             select key as name, value #>> '{}' as value
             from jsonb_each(r.fields)
             where key in ('nickname', 'prefix', 'suffix', 'additional_name', 'connected')
             union all
             select own.key, own.said
             from (
               select each.key, jsonb_array_elements_text(each.value) as said
               from jsonb_each(case jsonb_typeof(r.fields -> 'custom') when 'object' then r.fields -> 'custom' end) as each
               where jsonb_typeof(each.value) = 'array'
             ) as own
           ) as said
           where l.contact_id = $1 and said.value <> ''
           order by said.name, said.value, r.source_updated_at desc, r.id"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?)
}
