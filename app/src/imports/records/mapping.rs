//! Which column of a table holds what: guessed, shown, decided by a person, and
//! remembered for the next table with the same columns.

use records::mapping::Mapping;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
    imports::{steer, store},
};

/// How a table is read, and whose decision that is.
#[derive(Clone, Debug)]
pub struct Decided {
    pub mapping: Mapping,
    /// `guess`, `memory` or `person`
    pub origin: String,
}

/// As it stands; none before the file was looked at, and where it is no table.
pub async fn mapping_of(scope: &mut Scope, import: Uuid) -> Result<Option<Decided>> {
    let row = sqlx::query!(
        "select mapping, mapping_origin from imports where id = $1",
        import,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    let Some((mapping, origin)) = row.mapping.zip(row.mapping_origin) else {
        return Ok(None);
    };
    let mapping = read(mapping)?;
    Ok(Some(Decided { mapping, origin }))
}

fn read(mapping: Value) -> Result<Mapping> {
    serde_json::from_value(mapping).map_err(|_| Error::invalid("mapping", FieldCode::Unreadable))
}

/// What was decided for a table with these columns before.
pub async fn remembered(scope: &mut Scope, signature: &str) -> Result<Option<Mapping>> {
    let found = sqlx::query_scalar!(
        "select mapping from column_mappings where workspace_id = acting_workspace() and signature = $1",
        signature,
    );
    let found = found.fetch_optional(scope.db()).await?;
    Ok(found.and_then(|mapping| serde_json::from_value(mapping).ok()))
}

pub async fn remember(scope: &mut Scope, mapping: &Mapping) -> Result<()> {
    let (workspace, now) = (scope.workspace, scope.now);
    sqlx::query!(
        "insert into column_mappings (workspace_id, signature, mapping, updated_at)
         values ($1, $2, $3, $4)
         on conflict (workspace_id, signature) do update set
           mapping = excluded.mapping,
           updated_at = excluded.updated_at",
        workspace,
        mapping.signature(),
        json!(without_samples(mapping)),
        now,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What is remembered of a table is its columns, not the people in it.
fn without_samples(mapping: &Mapping) -> Mapping {
    let mut mapping = mapping.clone();
    for column in &mut mapping.columns {
        column.samples.clear();
    }
    mapping
}

/// Writes down how the table of a running import is read; `asks` makes it wait.
pub async fn settle_mapping(
    scope: &mut Scope,
    (import, attempt): (Uuid, i32),
    decided: &Decided,
    asks: bool,
) -> Result<()> {
    let done = sqlx::query!(
        "update imports set
           mapping = $3,
           mapping_origin = $4,
           state = case when $5 then 'asking' else state end,
           updated_at = now()
         where id = $1 and attempt = $2 and state = 'running'",
        import,
        attempt,
        json!(decided.mapping),
        decided.origin,
        asks,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Says how the columns are to be read before anything was: with the file.
pub async fn give_mapping(scope: &mut Scope, import: Uuid, mapping: Value) -> Result<()> {
    let mapping = read(mapping)?;
    sqlx::query!(
        "update imports set mapping = $2, mapping_origin = 'person', ask = false where id = $1",
        import,
        json!(mapping),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Decides on the columns of a table: an import that asks goes on, one that was undone
/// reads so when it is imported again.
pub async fn answer_mapping(scope: &mut Scope, id: Uuid, mapping: Value) -> Result<()> {
    let state = store::import(scope, id).await?.state;
    let guess = mapping_of(scope, id).await?.ok_or(Error::Conflict)?.mapping;
    if !matches!(state.as_str(), "asking" | "undone") {
        return Err(Error::Conflict);
    }
    let decided = guess.corrected_by(&read(mapping)?);
    remember(scope, &decided).await?;
    give_mapping(scope, id, json!(decided)).await?;
    if state == "asking" {
        steer::go_on(scope, id, &["asking"]).await?;
    }
    Ok(())
}
