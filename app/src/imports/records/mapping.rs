//! How the columns of tables were read before: remembered for the next table with the same
//! columns, or given by a program with the file.

use std::collections::HashMap;

use records::mapping::Mapping;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    context::Scope,
    error::{Error, FieldCode, Result},
};

pub fn read(mapping: Value) -> Result<Mapping> {
    serde_json::from_value(mapping).map_err(|_| Error::invalid("mapping", FieldCode::Unreadable))
}

/// What was decided for tables with these columns before, by their signature.
pub async fn remembered(
    scope: &mut Scope,
    signatures: &[String],
) -> Result<HashMap<String, Mapping>> {
    let found = sqlx::query!(
        "select signature, mapping from column_mappings
         where workspace_id = acting_workspace() and signature = any($1)",
        signatures,
    )
    .fetch_all(scope.db())
    .await?;
    let readable = found.into_iter().filter_map(|row| {
        let mapping = serde_json::from_value(row.mapping).ok()?;
        Some((row.signature, mapping))
    });
    Ok(readable.collect())
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

/// Says with the file how the columns are to be read.
pub async fn give_mapping(scope: &mut Scope, import: Uuid, mapping: Value) -> Result<()> {
    let mapping = read(mapping)?;
    sqlx::query!(
        "update imports set mapping = $2, mapping_origin = 'person' where id = $1",
        import,
        json!(mapping),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// What came with the file.
pub async fn given_mapping(scope: &mut Scope, import: Uuid) -> Result<Option<Mapping>> {
    let found = sqlx::query_scalar!(
        "select mapping from imports where id = $1 and mapping_origin = 'person'",
        import,
    );
    let found = found.fetch_optional(scope.db()).await?.flatten();
    found.map(read).transpose()
}
