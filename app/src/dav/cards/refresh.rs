//! Numbers for what changed since it was looked last. Triggers note whose card a change may
//! concern, so that a look costs what changed, and nothing where nothing did. Until everybody
//! who might not have noted anything is done, all cards are compared.

use uuid::Uuid;

use crate::{
    context::{Scope, Turn},
    error::Result,
};

/// Compared at once.
const PAGE: usize = 2_000;

/// Those who look take turns, so that whoever has heard of a change has heard of all before it.
pub async fn refresh(scope: &mut Scope) -> Result<()> {
    if is_quiet(scope).await? {
        return Ok(());
    }
    scope.alone(Turn::Cards).await?;
    let is_settled = settle(scope).await?;
    let touched = touched(scope).await?;
    let concerned = match is_settled {
        true => touched,
        false => everybody(scope).await?,
    };
    for some in concerned.chunks(PAGE) {
        note_states(scope, some).await?;
        note_gone(scope, some).await?;
    }
    Ok(())
}

async fn is_quiet(scope: &mut Scope) -> Result<bool> {
    let quiet = sqlx::query_scalar!(
        r#"select is_settled and not exists (
             select from card_touches where workspace_id = acting_workspace()
           ) as "quiet!"
           from card_books
           where workspace_id = acting_workspace()"#,
    )
    .fetch_optional(scope.db())
    .await?;
    Ok(quiet.unwrap_or(false))
}

/// Whether everybody notes what they change by now. It opens the book at the first look; those
/// who write beside the second are waited for.
async fn settle(scope: &mut Scope) -> Result<bool> {
    let workspace = scope.workspace;
    Ok(sqlx::query_scalar!(
        r#"insert into card_books (workspace_id)
           values ($1)
           on conflict (workspace_id) do update set
             is_settled =
               card_books.is_settled
               or coalesce(card_books.known_from <= pg_snapshot_xmin(pg_current_snapshot()), false),
             known_from = coalesce(card_books.known_from, pg_snapshot_xmax(pg_current_snapshot()))
           returning is_settled"#,
        workspace,
    )
    .fetch_one(scope.db())
    .await?)
}

/// Takes what was noted.
async fn touched(scope: &mut Scope) -> Result<Vec<Uuid>> {
    let mut touched = sqlx::query_scalar!(
        "delete from card_touches where workspace_id = acting_workspace() returning contact_id"
    )
    .fetch_all(scope.db())
    .await?;
    touched.sort_unstable();
    touched.dedup();
    Ok(touched)
}

/// All who are there, and all of whom devices were told.
async fn everybody(scope: &mut Scope) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id!"
           from contacts
           where workspace_id = acting_workspace()
           union
           select contact_id
           from card_states
           where workspace_id = acting_workspace() and not is_gone"#,
    )
    .fetch_all(scope.db())
    .await?)
}

async fn note_states(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    let workspace = scope.workspace;
    sqlx::query!(
        "insert into card_states (workspace_id, contact_id, name, state, changed)
         select $1, s.contact_id, s.name, s.state, nextval('card_changes')
         from card_sources s
         left join card_states known
           on known.workspace_id = s.workspace_id
           and known.contact_id = s.contact_id
         where s.workspace_id = acting_workspace()
           and s.contact_id = any($2)
           and (
             known.contact_id is null
             or known.is_gone
             or (known.name, known.state) is distinct from (s.name, s.state)
           )
         on conflict (workspace_id, contact_id) do update set
           name = excluded.name,
           state = excluded.state,
           changed = excluded.changed,
           is_gone = false",
        workspace,
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn note_gone(scope: &mut Scope, contacts: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "update card_states known set is_gone = true, changed = nextval('card_changes')
         where workspace_id = acting_workspace()
           and contact_id = any($1)
           and not is_gone
           and not exists (
             select from contacts c
             where c.id = known.contact_id and c.deleted_at is null and c.archived_at is null
           )",
        contacts,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}
