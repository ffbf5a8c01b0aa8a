//! How the columns of a table are read: as it stands, and as somebody decides.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::steering::told;
use crate::{
    api::{Answer, ApiJson, ApiPath, ApiQuery, Caller, Outcome, answer},
    context::Scope,
    error::{Error, Result, internal},
    imports::{
        records::{answer_mapping, table_of, tables_of},
        store,
        types::ImportReport,
    },
    workspaces::Permission,
};

#[derive(Serialize, ToSchema)]
pub struct MappingDetails {
    /// `guess`, `memory` (decided for the same columns before) or `person`
    origin: String,
    /// The file of the archive; empty where the import is one file.
    file: String,
    /// All tables of the import, in the order of the archive.
    tables: Vec<TableState>,
    #[serde(flatten)]
    mapping: TableMapping,
}

#[derive(Serialize, ToSchema)]
pub struct TableState {
    file: String,
    origin: String,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TableQuery {
    /// The file of the table. Where it is absent: the first that nobody decided on, which is
    /// the one that an import asks about, else the first.
    file: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TableMapping {
    /// `contacts`, `messages` or `nothing`, which leaves the table out
    #[serde(default = "contacts")]
    rows: String,
    columns: Vec<ColumnMapping>,
}

fn contacts() -> String {
    "contacts".to_owned()
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// The column's name in the file.
    header: String,
    /// `name`, `given_name`, `email`, `phone`, `company` …; null keeps the values under the
    /// column's own name.
    #[serde(default)]
    field: Option<String>,
    /// What the values are called: `work`, `home`; of an account, its service.
    #[serde(default)]
    label: Option<String>,
    /// Columns of one group describe one thing: the parts of an address, a value and its
    /// label.
    #[serde(default)]
    group: Option<String>,
    /// Of dates in numbers: `day_first` or `month_first`
    #[serde(default)]
    date_order: Option<String>,
    /// 0 to 1; 1 where somebody decided.
    #[serde(default)]
    confidence: Option<f32>,
    #[serde(default)]
    samples: Vec<String>,
}

/// How the columns of a table are read
#[utoipa::path(
    get, path = "/imports/{id}/mapping", tag = "imports", params(("id" = Uuid, Path), TableQuery),
    responses((status = 200, body = Answer<MappingDetails>)),
)]
pub async fn get_mapping(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(query): ApiQuery<TableQuery>,
) -> Outcome<MappingDetails> {
    let mut scope = caller.begin(Permission::Read).await?;
    store::import(&mut scope, id).await?;
    answer(mapping_details(&mut scope, id, query.file.as_deref()).await?)
}

/// One table of an import and how it is read, and which others there are.
pub async fn mapping_details(
    scope: &mut Scope,
    id: Uuid,
    file: Option<&str>,
) -> Result<MappingDetails> {
    let table = table_of(scope, id, file).await?.ok_or(Error::NotFound)?;
    let tables = tables_of(scope, id).await?.into_iter();
    let tables = tables.map(|table| TableState {
        file: table.container,
        origin: table.origin,
    });
    Ok(MappingDetails {
        origin: table.origin,
        file: table.container,
        tables: tables.collect(),
        mapping: serde_json::from_value(json!(table.mapping)).map_err(internal)?,
    })
}

/// Say what the columns of a table hold
///
/// An import that asks goes on, and asks about the next table of its archive that nobody
/// decided on; one that was undone reads so when it is imported again. Columns that are left
/// out stay as they are. The next table with the same columns is read the same way.
#[utoipa::path(
    put, path = "/imports/{id}/mapping", tag = "imports", params(("id" = Uuid, Path), TableQuery),
    request_body = TableMapping,
    responses((status = 200, body = Answer<ImportReport>)),
)]
pub async fn put_mapping(
    caller: Caller,
    ApiPath(id): ApiPath<Uuid>,
    ApiQuery(query): ApiQuery<TableQuery>,
    ApiJson(given): ApiJson<TableMapping>,
) -> Outcome<ImportReport> {
    let mut scope = caller.begin(Permission::ImportFiles).await?;
    answer_mapping(&mut scope, id, query.file.as_deref(), given.plain()).await?;
    told(scope, id).await
}

impl TableMapping {
    /// Without what nobody said.
    fn plain(self) -> serde_json::Value {
        let columns = self.columns.into_iter().map(|column| {
            json!({
                "header": column.header,
                "field": column.field,
                "label": column.label,
                "group": column.group,
                "date_order": column.date_order,
            })
        });
        json!({ "rows": self.rows, "columns": columns.collect::<Vec<_>>() })
    }
}
