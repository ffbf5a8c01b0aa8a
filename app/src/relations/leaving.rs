//! Relations as other programs read them: a name and what it is to the contact, from both
//! sides.

use uuid::Uuid;

use super::types::RelationKind;
use crate::{context::Scope, error::Result};

pub struct Related {
    pub contact: Uuid,
    pub name: String,
    /// As [`RelationKind::of_label`] reads it again.
    pub label: String,
}

struct Row {
    contact: Uuid,
    kind: String,
    word: Option<String>,
    is_turned: bool,
    name: String,
}

/// What a person wrote comes first.
pub async fn related_of(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<Related>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select
             said.contact_id as "contact!",
             said.kind as "kind!",
             said.word,
             said.is_turned as "is_turned!",
             said.name as "name!"
           from (
             select
               m.contact_id,
               r.kind,
               r.word,
               false as is_turned,
               coalesce(o.name, r.other_name) as name,
               o.id as other,
               r.origin,
               r.id
             from contact_members($1) as m
             join contact_relations r on r.contact_id = m.member_id
             left join contacts o
               on o.id = coalesce(standing_contact(r.other_id), card_contact(r.other_uid)) and o.deleted_at is null
             where r.deleted_at is null and (m.member_id = m.contact_id or r.origin = 'edit')
             union all
             select m.contact_id, r.kind, r.word, true, o.name, o.id, r.origin, r.id
             from contact_members($1) as m
             join contact_relations r on r.other_id = m.member_id
             join contacts o on o.id = standing_contact(r.contact_id) and o.deleted_at is null
             where r.deleted_at is null
           ) as said
           where said.name is not null and said.other is distinct from said.contact_id
           order by said.contact_id, (said.origin = 'edit') desc, said.name, said.kind, said.id"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?;
    Ok(rows.into_iter().map(Related::from).collect())
}

impl From<Row> for Related {
    fn from(row: Row) -> Self {
        let said = RelationKind::parse(&row.kind).unwrap_or(RelationKind::Other);
        let kind = if row.is_turned { said.inverse() } else { said };
        let label = match (row.word, row.is_turned) {
            (Some(word), false) => word,
            (Some(word), true) if kind == RelationKind::Other => format!("{word} of"),
            _ => kind.label().to_lowercase(),
        };
        Self {
            contact: row.contact,
            name: row.name,
            label,
        }
    }
}
