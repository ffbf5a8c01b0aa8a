//! Parting: each record goes home, and with it what came meanwhile.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    HISTORY, choose,
    merge::{Terms, merge_contacts},
    store::standing,
    wishes,
};
use crate::{
    companies, contacts,
    context::{Scope, Turn},
    error::{Error, Result},
    events::{EventKind, record},
    history::{self, Change},
    identity::{self, About, Decision, Grounds, note_decisions},
    review, scoring, tasks,
};

/// The join that is taken back.
struct Merge {
    id: Uuid,
    kept_id: Uuid,
    name: String,
}

/// Parts a contact from the one it was joined to; returns that one. What is in the trash is
/// to be restored first.
pub async fn part_contact(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    scope.alone(Turn::People).await?;
    let merge = sqlx::query_as!(
        Merge,
        "select m.id, m.kept_id, c.name
         from contacts c
         join contact_merges m on m.joined_id = c.id and m.kept_id = c.merged_into and m.parted_at is null
         where c.id = $1
         for update of c",
        id,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    let kept = standing(scope, id).await?;
    contacts::contact(scope, kept).await?;
    let companies = companies::companies_of(scope, &[kept, id]).await?;
    wishes::return_suggestion(scope, merge.id).await?;
    choose::take_back(scope, merge.id).await?;
    note(scope, &merge, kept, id).await?;
    show(scope, id).await?;
    wishes::give_back(scope, merge.id).await?;
    tasks::take_back_links(scope, kept).await?;
    if kept != merge.kept_id {
        tasks::take_back_links(scope, merge.kept_id).await?;
    }
    identity::derive_contacts(scope, &[kept, id]).await?;
    review::note_return(scope, id).await?;
    let told = json!({ "id": id, "name": merge.name });
    history::note_items(scope, HISTORY, &[kept], &[told], &[Value::Null]).await?;
    scoring::refresh_contacts(scope, &[kept, id]).await?;
    companies::recount(scope, &[kept, id], companies).await?;
    record(scope, EventKind::ContactParted, id, json!({ "from": kept })).await?;
    Ok(kept)
}

/// Parted by a person, the two are neither proposed nor joined again, nor are those whom the
/// one was joined to, if that one was joined to a third since.
async fn note(scope: &mut Scope, merge: &Merge, kept: Uuid, id: Uuid) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update contact_merges set parted_at = $2 where id = $1",
        merge.id,
        now
    )
    .execute(scope.db())
    .await?;
    let mut others = vec![merge.kept_id, kept];
    others.dedup();
    review::ask_about_members(scope, id, kept).await?;
    review::set_apart(scope, About::Contacts, id, &others).await?;
    let decided = [(kept, id, Grounds::default())];
    note_decisions(scope, About::Contacts, Decision::Split, &decided).await
}

async fn show(scope: &mut Scope, id: Uuid) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update identity_links set
           contact_id = $1,
           home_id = nullif(home_id, $1)
         where home_id in (select member_id from contact_members(array[$1::uuid]))",
        id,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!(
        "update contacts set
           merged_into = null,
           deleted_at = null,
           updated_at = $2,
           version = version + 1
         where id = $1",
        id,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Of whom a change tells that it was joined, or parted.
pub enum Other {
    Joined(Uuid),
    Parted(Uuid),
}

/// None where the change tells of something else.
pub fn other_of(change: &Change) -> Option<Other> {
    let named = |value: &Option<Value>| -> Option<Uuid> {
        value.as_ref()?.get("id")?.as_str()?.parse().ok()
    };
    let joined = named(&change.new).map(Other::Joined);
    let other = joined.or_else(|| named(&change.old).map(Other::Parted));
    other.filter(|_| change.field == HISTORY)
}

/// Takes back what the history tells: a join, or that two were parted.
pub async fn revert(scope: &mut Scope, change: &Change) -> Result<()> {
    match other_of(change) {
        Some(Other::Joined(joined)) => match part_contact(scope, joined).await {
            Err(Error::NotFound) => Err(Error::Conflict),
            parted => parted.map(drop),
        },
        Some(Other::Parted(parted)) => {
            let kept = change.contact_id;
            match merge_contacts(scope, kept, &[parted], &Terms::default()).await {
                Err(Error::NotFound) => Err(Error::Conflict),
                merged => merged,
            }
        }
        None => Err(Error::Conflict),
    }
}
