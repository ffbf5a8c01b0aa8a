//! Relations that the records of contacts name: a row for each, again the same one however
//! often it is said. What no record says any more goes; what a person removed stays away.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::types::RelationKind;
use crate::{context::Scope, error::Result};

struct SaidRow {
    contact_id: Uuid,
    /// Those it was joined to and itself, where it is with another than it belongs to.
    lineage: Option<Vec<Uuid>>,
    origin: String,
    said_at: DateTime<Utc>,
    name: String,
    label: Option<String>,
}

/// How identifiers of other cards begin.
const IDENTIFIERS: [&str; 2] = ["urn:uuid:", "uuid:"];
const LONGEST: usize = 200;

pub async fn derive_relations(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let mut offered = BTreeMap::new();
    for row in said(scope, contacts).await? {
        let name = row.name.trim().to_owned();
        let other = Other::of(&name);
        if let Some(other) = other {
            let (kind, word) = RelationKind::of_label(row.label.as_deref());
            let id = id_of(row.contact_id, kind, word.as_deref(), &name);
            offered.entry(id).or_insert(Offered {
                row,
                kind,
                word,
                other,
            });
        }
    }
    leave_removed(scope, &mut offered).await?;
    forget(scope, contacts, &offered).await?;
    if offered.is_empty() {
        return Ok(());
    }
    store(scope, offered).await
}

struct Offered {
    row: SaidRow,
    kind: RelationKind,
    word: Option<String>,
    other: Other,
}

/// Who is meant: by a name, or as the one whose card has an identifier.
enum Other {
    Name(String),
    Card(String),
}

impl Other {
    /// Readers of cards leave `urn:uuid:` away. Other identifiers name nobody to a reader.
    fn of(text: &str) -> Option<Self> {
        if text.is_empty() || text.chars().count() > LONGEST {
            return None;
        }
        let uid = IDENTIFIERS.iter().find_map(|start| {
            let head = text.get(..start.len())?;
            head.eq_ignore_ascii_case(start)
                .then(|| text[start.len()..].to_owned())
        });
        let uid = uid.or_else(|| Uuid::try_parse(text).ok().map(|_| text.to_owned()));
        match uid {
            Some(uid) => Some(Self::Card(uid)),
            None => (!text.starts_with("urn:")).then(|| Self::Name(text.to_owned())),
        }
    }
}

/// The newest statement first.
async fn said(scope: &mut Scope, contacts: &[Uuid]) -> Result<Vec<SaidRow>> {
    Ok(sqlx::query_as!(
        SaidRow,
        r#"select
             l.contact_id,
             case when l.home_id is not null then contact_lineage(l.home_id) end as lineage,
             r.origin,
             r.source_updated_at as said_at,
             coalesce(said ->> 'value', '') as "name!",
             said ->> 'label' as label
           from identity_links l
           join source_records r on r.id = l.source_record_id
           cross join lateral jsonb_array_elements(r.fields -> 'relations') as said
           where l.contact_id = any($1) and jsonb_typeof(r.fields -> 'relations') = 'array'
           order by r.source_updated_at desc, r.origin, r.external_id"#,
        contacts,
    )
    .fetch_all(scope.db())
    .await?)
}

/// The same for the same words, whichever source says them.
fn id_of(contact: Uuid, kind: RelationKind, word: Option<&str>, name: &str) -> Uuid {
    let mut digest = Sha256::new();
    digest.update(contact.as_bytes());
    for part in [
        kind.as_str(),
        word.unwrap_or_default(),
        &name.to_lowercase(),
    ] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What a person removed of a contact before it was joined to this one stays away.
async fn leave_removed(scope: &mut Scope, offered: &mut BTreeMap<Uuid, Offered>) -> Result<()> {
    let ids_of = |offer: &Offered| -> Vec<Uuid> {
        let lineage = offer.row.lineage.iter().flatten();
        let word = offer.word.as_deref();
        lineage
            .map(|contact| id_of(*contact, offer.kind, word, offer.row.name.trim()))
            .collect()
    };
    let asked: Vec<Uuid> = offered.values().flat_map(ids_of).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let removed = sqlx::query_scalar!(
        "select id from contact_relations where id = any($1) and deleted_at is not null",
        &asked,
    )
    .fetch_all(scope.db())
    .await?;
    offered.retain(|_, offer| !ids_of(offer).iter().any(|id| removed.contains(id)));
    Ok(())
}

async fn forget(
    scope: &mut Scope,
    contacts: &[Uuid],
    offered: &BTreeMap<Uuid, Offered>,
) -> Result<()> {
    let ids: Vec<Uuid> = offered.keys().copied().collect();
    sqlx::query!(
        "delete from contact_relations
         where contact_id = any($1) and origin <> 'edit' and deleted_at is null and id <> all($2)",
        contacts,
        &ids,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn store(scope: &mut Scope, offered: BTreeMap<Uuid, Offered>) -> Result<()> {
    let workspace = scope.workspace;
    let (mut ids, mut contacts, mut kinds, mut words) = (vec![], vec![], vec![], vec![]);
    let (mut names, mut cards, mut origins, mut times) = (vec![], vec![], vec![], vec![]);
    for (id, offer) in offered {
        ids.push(id);
        contacts.push(offer.row.contact_id);
        kinds.push(offer.kind.as_str());
        words.push(offer.word);
        let (name, card) = match offer.other {
            Other::Name(name) => (Some(name), None),
            Other::Card(uid) => (None, Some(uid)),
        };
        names.push(name);
        cards.push(card);
        origins.push(offer.row.origin);
        times.push(offer.row.said_at);
    }
    sqlx::query!(
        "insert into contact_relations
           (id, workspace_id, contact_id, kind, word, other_name, other_uid, origin, said_at)
         select said.id, $1, said.contact_id, said.kind, said.word, said.name, said.card, said.origin, said.said_at
         from unnest(
           $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[]
         ) as said (id, contact_id, kind, word, name, card, origin, said_at)
         on conflict (id) do update set
           other_name = excluded.other_name,
           other_uid = excluded.other_uid,
           origin = excluded.origin,
           said_at = excluded.said_at",
        workspace,
        &ids,
        &contacts,
        &kinds as &[&str],
        &words as &[Option<String>],
        &names as &[Option<String>],
        &cards as &[Option<String>],
        &origins,
        &times,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
