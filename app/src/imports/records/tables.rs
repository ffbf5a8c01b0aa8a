//! The tables of an import, each with how its columns are read: guessed, shown, decided by
//! a person one table after the other. Nothing is read before all of them are decided on.

use records::mapping::{Mapping, Rows};
use serde_json::{Value, json};
use uuid::Uuid;

use super::mapping::{given_mapping, read, remember, remembered};
use crate::{
    context::Scope,
    error::{Error, Result},
    imports::{steer, store},
    review,
};

/// A table and whose decision it is how it is read.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file of the archive; empty where the import is one file.
    pub container: String,
    pub mapping: Mapping,
    /// `guess`, `memory` or `person`
    pub origin: String,
}

/// Which of how many tables a question is about.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub number: i64,
    pub of: i64,
}

/// In the order of the archive; none before the file was looked at, and where it has none.
pub async fn tables_of(scope: &mut Scope, import: Uuid) -> Result<Vec<Table>> {
    let rows = sqlx::query!(
        "select container, mapping, origin from import_tables where import_id = $1 order by place",
        import,
    )
    .fetch_all(scope.db())
    .await?;
    let tables = rows.into_iter().map(|row| {
        Ok(Table {
            container: row.container,
            mapping: read(row.mapping)?,
            origin: row.origin,
        })
    });
    tables.collect()
}

/// One of them: the one of this file (also by the name of the import, if it is no archive), or the first that nobody decided on, else the first.
pub async fn table_of(
    scope: &mut Scope,
    import: Uuid,
    file: Option<&str>,
) -> Result<Option<Table>> {
    let row = sqlx::query!(
        "select container, mapping, origin
         from import_tables
         where import_id = $1 and (
           $2::text is null
           or container = $2
           or container = '' and exists (select from imports i where i.id = $1 and i.file_name = $2)
         )
         order by origin <> 'guess', place
         limit 1",
        import,
        file,
    )
    .fetch_optional(scope.db())
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Table {
        container: row.container,
        mapping: read(row.mapping)?,
        origin: row.origin,
    }))
}

pub async fn progress(scope: &mut Scope, import: Uuid, table: &Table) -> Result<Progress> {
    Ok(sqlx::query_as!(
        Progress,
        r#"select place + 1 as "number!", (select count(*) from import_tables where import_id = $1) as "of!"
           from import_tables
           where import_id = $1 and container = $2"#,
        import,
        table.container,
    )
    .fetch_one(scope.db())
    .await?)
}

/// How tables that look so are read: as was decided, as was given with the file, as was
/// decided for the same columns before, or as they look.
pub async fn decided(
    scope: &mut Scope,
    import: Uuid,
    looks: Vec<(String, Mapping)>,
) -> Result<Vec<Table>> {
    let before = tables_of(scope, import).await?;
    let given = given_mapping(scope, import).await?;
    let signatures: Vec<String> = looks.iter().map(|(_, look)| look.signature()).collect();
    let known = remembered(scope, &signatures).await?;
    let is_only = looks.len() == 1;
    let mut tables = Vec::new();
    for ((container, look), signature) in looks.into_iter().zip(signatures) {
        let answered = before
            .iter()
            .find(|table| table.container == container && table.origin == "person");
        let given = given
            .as_ref()
            .filter(|given| is_only || look.has_columns_of(given));
        let (mapping, origin) = match (answered, given, known.get(&signature)) {
            (Some(answered), ..) => (look.corrected_by(&answered.mapping), "person"),
            (None, Some(given), _) => (look.corrected_by(given), "person"),
            (None, None, Some(known)) => (look.corrected_by(known), "memory"),
            (None, None, None) => (look, "guess"),
        };
        if given.is_some() && answered.is_none() {
            remember(scope, &mapping).await?;
        }
        tables.push(Table {
            container,
            mapping,
            origin: origin.to_owned(),
        });
    }
    Ok(tables)
}

/// Writes down how the tables of a running import are read; `asks` makes it wait.
pub async fn settle_tables(
    scope: &mut Scope,
    (import, attempt): (Uuid, i32),
    tables: &[Table],
    asks: bool,
) -> Result<()> {
    let done = sqlx::query!(
        "update imports set
           state = case when $3 then 'asking' else state end,
           updated_at = now()
         where id = $1 and attempt = $2 and state = 'running'",
        import,
        attempt,
        asks,
    )
    .execute(scope.db())
    .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    if asks {
        review::resume_matching(scope).await?;
    }
    let workspace = scope.workspace;
    sqlx::query!("delete from import_tables where import_id = $1", import)
        .execute(scope.db())
        .await?;
    let containers: Vec<String> = tables.iter().map(|table| table.container.clone()).collect();
    let mappings: Vec<Value> = tables.iter().map(|table| json!(table.mapping)).collect();
    let origins: Vec<String> = tables.iter().map(|table| table.origin.clone()).collect();
    sqlx::query!(
        "insert into import_tables (import_id, container, workspace_id, place, mapping, origin)
         select $1, container, $2, place - 1, mapping, origin
         from unnest($3::text[], $4::jsonb[], $5::text[]) with ordinality as new (container, mapping, origin, place)",
        import,
        workspace,
        &containers,
        &mappings,
        &origins,
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

/// Decides on the columns of a table: an import that asks goes on, and asks for the next
/// table that nobody decided on; one that was undone reads so when it is imported again.
pub async fn answer_mapping(
    scope: &mut Scope,
    id: Uuid,
    file: Option<&str>,
    mapping: Value,
) -> Result<()> {
    let given = read(mapping)?;
    decide(scope, id, file, |table| table.corrected_by(&given)).await
}

/// Leaves a table out, and the next with the same columns.
pub async fn leave_table_out(scope: &mut Scope, id: Uuid, file: Option<&str>) -> Result<()> {
    let left_out = |table: Mapping| Mapping {
        rows: Rows::Nothing,
        ..table
    };
    decide(scope, id, file, left_out).await
}

async fn decide(
    scope: &mut Scope,
    id: Uuid,
    file: Option<&str>,
    change: impl FnOnce(Mapping) -> Mapping,
) -> Result<()> {
    let state = store::import(scope, id).await?.state;
    let table = table_of(scope, id, file).await?;
    let table = table.ok_or(if file.is_some() {
        Error::NotFound
    } else {
        Error::Conflict
    })?;
    if !matches!(state.as_str(), "asking" | "undone") {
        return Err(Error::Conflict);
    }
    let mapping = change(table.mapping);
    remember(scope, &mapping).await?;
    sqlx::query!(
        "update import_tables set mapping = $3, origin = 'person' where import_id = $1 and container = $2",
        id,
        table.container,
        json!(mapping),
    )
    .execute(scope.db())
    .await?;
    if state == "asking" {
        steer::go_on_asking(scope, id).await?;
    }
    Ok(())
}
