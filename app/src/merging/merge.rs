//! Joining: the links of records move to the contact that is kept.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    HISTORY,
    choose::{self, Choices},
    wishes,
};
use crate::{
    companies,
    context::{Scope, Turn},
    error::{Error, FieldCode, Result},
    events::{EventKind, record},
    history,
    identity::{self, About, Decision, Grounds, note_decisions},
    scoring, tasks,
};

#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Whose value survives in which field, where a person chose.
    pub choices: Choices,
    pub grounds: Grounds,
}

/// Makes these one with the contact that is kept. `Conflict` where one of them has been
/// joined meanwhile; who lies in the trash is not here.
pub async fn merge_contacts(
    scope: &mut Scope,
    kept: Uuid,
    joined: &[Uuid],
    terms: &Terms,
) -> Result<()> {
    let joined = others(kept, joined)?;
    scope.alone(Turn::People).await?;
    let names = hold(scope, kept, &joined).await?;
    let all: Vec<Uuid> = joined.iter().copied().chain([kept]).collect();
    let companies = companies::companies_of(scope, &all).await?;
    let chosen = choose::read(scope, &terms.choices, kept, &joined).await?;
    for (id, name) in joined.iter().copied().zip(names) {
        let merge = note(scope, kept, id, &terms.grounds).await?;
        hide(scope, kept, id).await?;
        wishes::take_over(scope, merge).await?;
        wishes::move_suggestion(scope, merge).await?;
        let told = json!({ "id": id, "name": name });
        history::note_items(scope, HISTORY, &[kept], &[Value::Null], &[told]).await?;
        record(scope, EventKind::ContactMerged, id, json!({ "into": kept })).await?;
    }
    tasks::pass_on_links(scope, kept, &joined).await?;
    identity::derive_contacts(scope, &[kept]).await?;
    choose::write(scope, kept, chosen).await?;
    scoring::refresh_contacts(scope, &[kept]).await?;
    companies::recount(scope, &all, companies).await
}

/// Each once, and none of them the one that is kept.
fn others(kept: Uuid, joined: &[Uuid]) -> Result<Vec<Uuid>> {
    let mut others = Vec::new();
    for id in joined {
        if !others.contains(id) {
            others.push(*id);
        }
    }
    if others.is_empty() {
        return Err(Error::invalid("with", FieldCode::Required));
    }
    if others.contains(&kept) {
        return Err(Error::invalid("with", FieldCode::Circular));
    }
    Ok(others)
}

/// Nobody else changes them until the end; returns how the others are called.
async fn hold(scope: &mut Scope, kept: Uuid, joined: &[Uuid]) -> Result<Vec<String>> {
    let all: Vec<Uuid> = joined.iter().copied().chain([kept]).collect();
    let rows = sqlx::query!(
        r#"select id, name, merged_into is not null as "is_joined!", deleted_at is not null as "is_deleted!"
           from contacts
           where id = any($1)
           order by id
           for update"#,
        &all,
    )
    .fetch_all(scope.db())
    .await?;
    if rows.iter().any(|row| row.is_joined) {
        return Err(Error::Conflict);
    }
    if rows.len() < all.len() || rows.iter().any(|row| row.is_deleted) {
        return Err(Error::NotFound);
    }
    let name = |id: &Uuid| rows.iter().find(|row| row.id == *id);
    Ok(joined
        .iter()
        .filter_map(name)
        .map(|row| row.name.clone())
        .collect())
}

async fn note(scope: &mut Scope, kept: Uuid, id: Uuid, grounds: &Grounds) -> Result<Uuid> {
    let (merge, workspace) = (scope.id(), scope.workspace);
    let (actor, now) = (scope.actor, scope.now);
    sqlx::query!(
        "insert into contact_merges (id, workspace_id, kept_id, joined_id, actor_id, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        merge,
        workspace,
        kept,
        id,
        actor,
        now,
    )
    .execute(scope.db())
    .await?;
    let decided = [(kept, id, grounds.clone())];
    note_decisions(scope, About::Contacts, Decision::Merge, &decided).await?;
    Ok(merge)
}

async fn hide(scope: &mut Scope, kept: Uuid, id: Uuid) -> Result<()> {
    let now = scope.now;
    sqlx::query!(
        "update identity_links set
           home_id = coalesce(home_id, contact_id),
           contact_id = $2
         where contact_id = $1",
        id,
        kept,
    )
    .execute(scope.db())
    .await?;
    sqlx::query!("delete from ticked_contacts where contact_id = $1", id)
        .execute(scope.db())
        .await?;
    sqlx::query!(
        "update contacts set
           merged_into = $2,
           deleted_at = $3,
           updated_at = $3,
           version = version + 1
         where id = $1",
        id,
        kept,
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
