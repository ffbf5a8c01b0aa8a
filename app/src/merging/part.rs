//! Parting: each record goes home, and with it what came meanwhile.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    HISTORY,
    apart::keep_apart,
    choose,
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
    identity, review, scoring, tasks,
};

/// Parts a contact from the one it was joined to; returns that one. What is in the trash is
/// to be restored first.
pub async fn part_contact(scope: &mut Scope, id: Uuid) -> Result<Uuid> {
    scope.alone(Turn::People).await?;
    let merge = sqlx::query!(
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
    note(scope, merge.id, kept, id).await?;
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

async fn note(scope: &mut Scope, merge: Uuid, kept: Uuid, id: Uuid) -> Result<()> {
    let (decision, workspace, actor, now) = (scope.id(), scope.workspace, scope.actor, scope.now);
    sqlx::query!(
        "update contact_merges set parted_at = $2 where id = $1",
        merge,
        now
    )
    .execute(scope.db())
    .await?;
    // Parted by a person, they are not proposed again.
    keep_apart(scope, kept, &[id]).await?;
    sqlx::query!(
        "insert into identity_decisions
           (id, workspace_id, kind, contact_id, other_contact_id, evidence, rule_version, actor_id, created_at)
         values ($1, $2, 'split', $3, $4, $5, 'hand-1', $6, $7)",
        decision,
        workspace,
        kept,
        id,
        json!({ "said": "by hand" }),
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
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

/// Takes back what the history tells: a join, or that two were parted.
pub async fn revert(scope: &mut Scope, change: &Change) -> Result<()> {
    let named = |value: &Option<Value>| -> Option<Uuid> {
        value.as_ref()?.get("id")?.as_str()?.parse().ok()
    };
    match (named(&change.old), named(&change.new)) {
        (_, Some(joined)) => match part_contact(scope, joined).await {
            Err(Error::NotFound) => Err(Error::Conflict),
            parted => parted.map(drop),
        },
        (Some(parted), None) => {
            let kept = change.contact_id;
            merge_contacts(scope, kept, &[parted], &Terms::default()).await
        }
        (None, None) => Err(Error::Conflict),
    }
}
