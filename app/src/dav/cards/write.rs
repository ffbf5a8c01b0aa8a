//! A card from a device. What differs from what Kith would have sent is an edit by hand, and
//! wins over every source; the whole card is kept, so that nothing of it is lost.

use records::{Contact, Fields, Input, Options, vcard};
use uuid::Uuid;

use super::{
    Card,
    change::{change, create},
    meant, named,
};
use crate::{
    contacts,
    context::Scope,
    error::{Error, Result},
};

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    Created,
    Updated,
    /// The card is another than the device believes.
    Changed,
    /// Another card has this UID.
    UidTaken,
    /// No card.
    Unreadable,
}

/// What the device knows of the card that it writes or deletes.
#[derive(Default)]
pub struct Belief {
    /// `If-None-Match: *`: there is none.
    pub is_new: bool,
    /// `If-Match`
    pub etag: Option<String>,
}

impl Belief {
    pub fn holds(&self, card: Option<&Card>) -> bool {
        match card {
            Some(card) => {
                let is_same = |etag: &String| etag == "*" || *etag == card.etag();
                !self.is_new && self.etag.as_ref().is_none_or(is_same)
            }
            None => self.etag.is_none(),
        }
    }
}

pub async fn put(scope: &mut Scope, name: &str, text: &str, belief: &Belief) -> Result<Written> {
    let Some(written) = read(text) else {
        return Ok(Written::Unreadable);
    };
    let uid = uid(text).unwrap_or_else(|| name.to_owned());
    let known = named(scope, &[name.to_owned()]).await?.into_iter().next();
    if !belief.holds(known.as_ref()) {
        return Ok(Written::Changed);
    }
    let hidden = hidden(scope, name).await?.filter(|_| known.is_none());
    if hidden.as_ref().is_some_and(|hidden| hidden.is_joined) {
        return Ok(Written::Changed);
    }
    let before = known.as_ref().map(|card| card.contact);
    let before = before.or(hidden.as_ref().map(|hidden| hidden.id));
    if is_taken(scope, &uid, before).await? {
        return Ok(Written::UidTaken);
    }
    if let Some(hidden) = &hidden {
        show(scope, hidden).await?;
    }
    let contact = match before {
        Some(contact) => {
            change(scope, contact, &written).await?;
            contact
        }
        None => create(scope, &written).await?,
    };
    let outcome = match known {
        Some(_) => Written::Updated,
        None => Written::Created,
    };
    keep(scope, contact, name, &uid, text).await?;
    Ok(outcome)
}

/// Into the trash.
pub async fn delete(scope: &mut Scope, name: &str, belief: &Belief) -> Result<bool> {
    let known = named(scope, &[name.to_owned()]).await?.into_iter().next();
    let known = known.ok_or(Error::NotFound)?;
    if !belief.holds(Some(&known)) {
        return Ok(false);
    }
    contacts::delete_contact(scope, known.contact).await?;
    Ok(true)
}

/// The contact of a card, if it is one that says who it is about.
pub(super) fn read(text: &str) -> Option<Contact> {
    let options = Options {
        regions: Vec::new(),
        time_zone: chrono_tz::UTC,
        window: Default::default(),
        mapping: None,
    };
    let input = Input::memory("card.vcf", text.as_bytes());
    let mut items = records::open(&input, &options, None).ok()?;
    let first = items.next()?.ok()?.outcome.ok()?;
    match first.fields {
        Fields::Contact(contact) if items.next().is_none() => Some(*contact),
        _ => None,
    }
}

fn uid(text: &str) -> Option<String> {
    let uid = vcard::properties_named(text, "UID").into_iter().next();
    uid.filter(|uid| uid.len() <= 500)
}

/// A contact of this name that devices do not see.
struct Hidden {
    id: Uuid,
    is_deleted: bool,
    /// It is another contact now, which has a card of its own.
    is_joined: bool,
}

async fn hidden(scope: &mut Scope, name: &str) -> Result<Option<Hidden>> {
    let contacts = meant(scope, &[name.to_owned()]).await?;
    Ok(sqlx::query_as!(
        Hidden,
        r#"select id, deleted_at is not null as "is_deleted!", merged_into is not null as "is_joined!"
           from contacts
           where id = any($1) and (deleted_at is not null or archived_at is not null)
           limit 1"#,
        &contacts,
    )
    .fetch_optional(scope.db())
    .await?)
}

/// Out of the trash and out of the archive.
async fn show(scope: &mut Scope, hidden: &Hidden) -> Result<()> {
    if hidden.is_deleted {
        contacts::restore_contact(scope, hidden.id).await?;
    }
    contacts::archive_contact(scope, hidden.id, false).await
}

async fn is_taken(scope: &mut Scope, uid: &str, contact: Option<Uuid>) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from device_cards d
             join contacts c on c.id = d.contact_id
             where d.workspace_id = acting_workspace()
               and d.uid = $1
               and d.contact_id is distinct from $2
               and c.deleted_at is null
           ) as "found!""#,
        uid,
        contact,
    )
    .fetch_one(scope.db())
    .await?;
    Ok(found)
}

async fn keep(scope: &mut Scope, contact: Uuid, name: &str, uid: &str, card: &str) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into device_cards (workspace_id, contact_id, name, uid, card, updated_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (contact_id) do update set
           name = excluded.name,
           uid = excluded.uid,
           card = excluded.card,
           updated_at = excluded.updated_at",
        workspace,
        contact,
        name,
        uid,
        card.replace('\0', ""),
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
