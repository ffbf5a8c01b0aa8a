//! The verbs: saying that two are related, and taking it back.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    types::RelationKind::{self, Assists, Child, Introduced, Other, Report},
    who::Who,
};
use crate::{
    contacts,
    context::Scope,
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    history,
};

const LONGEST_WORD: usize = 60;

/// The row that says so, the one that is there where it was said before.
pub async fn add_relation(
    scope: &mut Scope,
    contact: Uuid,
    kind: RelationKind,
    word: &str,
    who: Who,
) -> Result<Uuid> {
    contacts::contact(scope, contact).await?;
    let word = checked_word(kind, word)?;
    if let Who::Contact(other) = who {
        contacts::contact(scope, other).await?;
        if other == contact {
            return Err(Error::invalid("who", FieldCode::Wrong));
        }
    }
    let said = Said::of(contact, kind, who);
    if let Some(known) = find(scope, &said, word).await? {
        return Ok(known);
    }
    let id = insert(scope, &said, word).await?;
    note(scope, id, true).await?;
    let data = json!({ "relation": id, "kind": kind });
    record(scope, EventKind::RelationAdded, contact, data).await?;
    Ok(id)
}

/// Only a kind of one's own has a word, and must.
fn checked_word(kind: RelationKind, word: &str) -> Result<Option<&str>> {
    let word = word.trim();
    match kind {
        Other if word.is_empty() => Err(Error::invalid("word", FieldCode::Required)),
        Other if word.chars().count() > LONGEST_WORD => {
            Err(Error::invalid("word", FieldCode::TooLong))
        }
        Other => Ok(Some(word)),
        _ => Ok(None),
    }
}

/// What is said of two contacts is written one way only, whoever it is said of.
struct Said {
    contact: Uuid,
    kind: RelationKind,
    other: Option<Uuid>,
    name: Option<String>,
}

impl Said {
    fn of(contact: Uuid, kind: RelationKind, who: Who) -> Self {
        match who {
            Who::Name(name) => Self {
                contact,
                kind,
                other: None,
                name: Some(name),
            },
            Who::Contact(other) if is_turned(contact, kind, other) => Self {
                contact: other,
                kind: kind.inverse(),
                other: Some(contact),
                name: None,
            },
            Who::Contact(other) => Self {
                contact,
                kind,
                other: Some(other),
                name: None,
            },
        }
    }
}

fn is_turned(contact: Uuid, kind: RelationKind, other: Uuid) -> bool {
    match kind {
        Other => false,
        Child | Report | Assists | Introduced => true,
        kind => kind.inverse() == kind && other < contact,
    }
}

async fn find(scope: &mut Scope, said: &Said, word: Option<&str>) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select id
         from contact_relations
         where contact_id = $1
           and kind = $2
           and word is not distinct from $3
           and other_id is not distinct from $4
           and other_folded is not distinct from fold($5)
           and origin = 'edit'
           and deleted_at is null",
        said.contact,
        said.kind.as_str(),
        word,
        said.other,
        said.name,
    )
    .fetch_optional(scope.db())
    .await?)
}

async fn insert(scope: &mut Scope, said: &Said, word: Option<&str>) -> Result<Uuid> {
    let (id, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "insert into contact_relations
           (id, workspace_id, contact_id, kind, word, other_id, other_name, origin, said_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, 'edit', $8, $9)",
        id,
        workspace,
        said.contact,
        said.kind.as_str(),
        word,
        said.other,
        said.name,
        now,
        actor,
    )
    .execute(scope.db())
    .await?;
    Ok(id)
}

pub async fn remove_relation(scope: &mut Scope, id: Uuid) -> Result<()> {
    let now = scope.now;
    let contact = sqlx::query_scalar!(
        "update contact_relations set deleted_at = $2
         where id = $1 and deleted_at is null
         returning standing_contact(contact_id) as \"contact!\"",
        id,
        now,
    );
    let contact = contact.fetch_optional(scope.db()).await?;
    let contact = contact.ok_or(Error::NotFound)?;
    note(scope, id, false).await?;
    let data = json!({ "relation": id });
    record(scope, EventKind::RelationRemoved, contact, data).await
}

/// Takes a removal back, unless the same was said again meanwhile.
pub async fn restore_relation(scope: &mut Scope, id: Uuid) -> Result<()> {
    let contact = sqlx::query_scalar!(
        "update contact_relations r set deleted_at = null
         where r.id = $1
           and r.deleted_at is not null
           and not exists (
             select from contact_relations again
             where again.contact_id = r.contact_id
               and again.kind = r.kind
               and again.word is not distinct from r.word
               and again.other_id is not distinct from r.other_id
               and again.other_folded is not distinct from r.other_folded
               and again.other_uid is not distinct from r.other_uid
               and again.origin = r.origin
               and again.deleted_at is null
           )
         returning standing_contact(r.contact_id) as \"contact!\"",
        id,
    );
    let contact = contact.fetch_optional(scope.db()).await?;
    let contact = contact.ok_or(Error::NotFound)?;
    note(scope, id, true).await?;
    let data = json!({ "relation": id });
    record(scope, EventKind::RelationRestored, contact, data).await
}

/// Notes in the history of both that the relation came or went.
async fn note(scope: &mut Scope, id: Uuid, came: bool) -> Result<()> {
    let row = sqlx::query!(
        r#"select
             c.id as contact_id,
             r.kind,
             r.word,
             o.id as "other_id?",
             c.name,
             coalesce(o.name, r.other_name, r.other_uid) as "other!"
           from contact_relations r
           join contacts c on c.id = standing_contact(r.contact_id)
           left join contacts o on o.id = coalesce(standing_contact(r.other_id), card_contact(r.other_uid))
           where r.id = $1"#,
        id,
    )
    .fetch_one(scope.db())
    .await?;
    let kind = RelationKind::parse(&row.kind).unwrap_or(Other);
    let item = |kind: RelationKind, word: Option<String>, name: String| json!([{ "id": id, "kind": kind, "word": word, "name": name }]);
    let turned = row.word.as_ref().map(|word| format!("{word} of"));
    let mut contacts = vec![row.contact_id];
    let mut items = vec![item(kind, row.word, row.other)];
    if let Some(other) = row.other_id {
        contacts.push(other);
        items.push(item(kind.inverse(), turned, row.name));
    }
    let nothing = vec![Value::Array(Vec::new()); items.len()];
    let (gone, come) = if came {
        (nothing, items)
    } else {
        (items, nothing)
    };
    history::note_items(scope, "relations", &contacts, &gone, &come).await
}
