//! The relations of a contact, from wherever they were said.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::types::RelationKind;
use crate::{contacts::Source, context::Scope, error::Result};

/// What somebody is to the contact that was asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    pub id: Uuid,
    pub kind: RelationKind,
    /// `Spouse`, `Mother`, `Landlord of`
    pub label: String,
    /// None where only the name is known.
    pub contact_id: Option<Uuid>,
    pub name: String,
    pub source: Source,
}

struct RelationRow {
    id: Uuid,
    kind: String,
    word: Option<String>,
    is_turned: bool,
    contact_id: Option<Uuid>,
    name: String,
    origin: String,
    said_at: DateTime<Utc>,
}

impl From<RelationRow> for Relation {
    fn from(row: RelationRow) -> Self {
        let said = RelationKind::parse(&row.kind).unwrap_or(RelationKind::Other);
        let kind = if row.is_turned { said.inverse() } else { said };
        Self {
            id: row.id,
            kind,
            label: label(kind, row.word.as_deref(), row.is_turned),
            contact_id: row.contact_id,
            name: row.name,
            source: Source {
                source: row.origin,
                at: Some(row.said_at).filter(|at| *at > DateTime::UNIX_EPOCH),
                confidence: None,
                interaction_id: None,
            },
        }
    }
}

/// A word says what the other is; seen from the other side only a kind of one's own needs it.
fn label(kind: RelationKind, word: Option<&str>, is_turned: bool) -> String {
    let word = word.map(capitalised);
    match (word, is_turned) {
        (Some(word), false) => word,
        (Some(word), true) if kind == RelationKind::Other => format!("{word} of"),
        _ => kind.label().to_owned(),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// What a person wrote comes first; what several sources say stands there once.
pub async fn relations_of(scope: &mut Scope, contact: Uuid) -> Result<Vec<Relation>> {
    let rows = rows(scope, contact).await?;
    let mut found: Vec<Relation> = Vec::new();
    for relation in rows.into_iter().map(Relation::from) {
        if !found.iter().any(|known| is_same(known, &relation)) {
            found.push(relation);
        }
    }
    found.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(found)
}

fn is_same(known: &Relation, relation: &Relation) -> bool {
    let names = [known, relation].map(|one| one.name.to_lowercase());
    let is_one = known.contact_id == relation.contact_id
        && (known.contact_id.is_some() || names[0] == names[1]);
    let is_named = known.kind != RelationKind::Other || known.label == relation.label;
    known.kind == relation.kind && is_one && is_named
}

async fn rows(scope: &mut Scope, contact: Uuid) -> Result<Vec<RelationRow>> {
    Ok(sqlx::query_as!(
        RelationRow,
        r#"with mine as (
             select member_id as id from contact_members(array[$1::uuid])
           ),
           me as (
             select
               c.id,
               c.name_folded,
               (
                 select count(*)
                 from contacts other
                 where other.workspace_id = acting_workspace()
                   and other.name_folded = c.name_folded
                   and other.deleted_at is null
               ) as so_called
             from contacts c
             where c.id = $1
           ),
           cards as materialized (
             select distinct unnest(array[bare, lower(bare), upper(bare)]) as uid
             from identity_links l
             join source_records s on s.id = l.source_record_id
             cross join lateral regexp_replace(s.external_id, '^(urn:)?uuid:', '', 'i') as bare
             where l.contact_id = $1 and s.origin in ('vcard', 'monica')
           ),
           said as (
             select
               r.id,
               r.kind,
               r.word,
               false as is_turned,
               coalesce(
                 standing_contact(coalesce(r.other_id, named.id)),
                 nullif(card_contact(r.other_uid), $1)
               ) as other,
               r.other_name,
               r.origin,
               r.said_at
             from mine
             join contact_relations r on r.contact_id = mine.id
             left join lateral (
               select (array_agg(c.id))[1] as id
               from contacts c
               where c.workspace_id = acting_workspace()
                 and c.name_folded = r.other_folded
                 and c.deleted_at is null
                 and c.id <> $1
               having count(*) = 1
             ) named on r.origin <> 'edit'
             -- What the records say of those who were joined to it is derived of itself.
             where r.deleted_at is null and (r.contact_id = $1 or r.origin = 'edit')
             union all
             select r.id, r.kind, r.word, true, standing_contact(r.contact_id), null, r.origin, r.said_at
             from mine
             join contact_relations r on r.other_id = mine.id
             where r.deleted_at is null
             union all
             select r.id, r.kind, r.word, true, r.contact_id, null, r.origin, r.said_at
             from me
             join contact_relations r
               on r.workspace_id = acting_workspace()
               and r.other_folded = me.name_folded
               and r.origin <> 'edit'
               and r.contact_id <> me.id
               and r.deleted_at is null
             where me.so_called = 1
             union all
             select r.id, r.kind, r.word, true, r.contact_id, null, r.origin, r.said_at
             from cards
             join contact_relations r
               on r.workspace_id = acting_workspace() and r.other_uid = cards.uid and r.deleted_at is null
             where r.contact_id <> $1 and card_contact(r.other_uid) = $1
           )
           select
             said.id as "id!",
             said.kind as "kind!",
             said.word,
             said.is_turned as "is_turned!",
             c.id as "contact_id?",
             coalesce(c.name, said.other_name) as "name!",
             said.origin as "origin!",
             said.said_at as "said_at!"
           from said
           left join contacts c on c.id = said.other and c.deleted_at is null
           where c.id <> $1 or (said.other_name is not null and said.other is null)
           order by (said.origin = 'edit') desc, (said.word is not null) desc, said.said_at desc, said.id"#,
        contact,
    )
    .fetch_all(scope.db())
    .await?)
}
