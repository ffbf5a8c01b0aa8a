//! What is here already: messages that another import stored, and files of the
//! archive that an earlier run of this import found unreadable.

use std::collections::HashSet;

use uuid::Uuid;

use crate::{context::Scope, error::Result, imports::reader::Item};

/// Which of these messages are not here yet, nor earlier in the batch.
pub async fn first_met(scope: &mut Scope, external: &[String]) -> Result<Vec<bool>> {
    let known = sqlx::query_scalar!(
        "select external_id
         from interactions
         where workspace_id = acting_workspace() and origin = 'mail' and external_id = any($1)",
        external,
    )
    .fetch_all(scope.db())
    .await?;
    let mut met: HashSet<&str> = known.iter().map(String::as_str).collect();
    Ok(external.iter().map(|id| met.insert(id)).collect())
}

/// Says of messages that are here already that this import delivers them as well, so
/// that they stay when the other one is undone.
pub async fn keep_known(scope: &mut Scope, import: Uuid, known: &[&str]) -> Result<()> {
    if known.is_empty() {
        return Ok(());
    }
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into import_known (import_id, interaction_id, workspace_id)
         select $1, i.id, $2
         from unnest($3::text[]) as known (id)
         join interactions i
           on i.workspace_id = $2 and i.origin = 'mail' and i.external_id = known.id
         where i.import_id is distinct from $1
         on conflict do nothing",
        import,
        workspace,
        known as &[&str],
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// A file that cannot be read is met again by each run that seeks the cursor behind it.
pub async fn without_known_failures(
    scope: &mut Scope,
    import: Uuid,
    items: Vec<Item>,
) -> Result<Vec<Item>> {
    if items.iter().all(|item| item.place.is_some()) {
        return Ok(items);
    }
    let known = sqlx::query_scalar!(
        "select container from import_rejections where import_id = $1 and place is null",
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let mut seen: HashSet<String> = known.into_iter().collect();
    Ok(items
        .into_iter()
        .filter(|item| item.place.is_some() || seen.insert(item.container.clone()))
        .collect())
}
