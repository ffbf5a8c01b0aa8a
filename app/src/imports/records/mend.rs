//! Rows that could not be used, mended in place: the cells as they stand, as a person
//! corrects them, and the one record that they are then.

use std::path::Path;

use records::{Fields, mapping};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{
    contacts::{Statement, Statements, store_contacts},
    origin::Origin,
    own_fields::OwnFields,
    said::Said,
    tables::{Table, table_of},
};
use crate::{
    accounts::regions_of,
    companies,
    context::{Scope, Turn, Viewer},
    error::{Error, FieldCode, Result},
    fields, identity,
    imports::{
        download::dialect_of,
        store::{self, Import},
    },
};

/// A row that failed, cell by cell beneath the names of the columns; what is too much
/// stands at the end.
pub struct Broken {
    pub id: i64,
    /// The file of the archive; empty where the import is one file.
    pub container: String,
    pub number: i64,
    pub reason: String,
    pub detail: String,
    pub headers: Vec<String>,
    pub cells: Vec<String>,
}

/// The row of a table that an import could not use.
pub async fn broken_row(viewer: &Viewer, import: Uuid, rejection: i64) -> Result<Broken> {
    let mut scope = viewer.begin().await?;
    let stands = store::import(&mut scope, import).await?;
    let row = sqlx::query!(
        r#"select container, number as "number!", reason, detail as "detail!", raw as "raw!"
           from import_rejections
           where import_id = $1 and id = $2 and outcome = 'failed' and raw <> ''"#,
        import,
        rejection,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    let table = its_table(&mut scope, import, &row.container).await?;
    let path = viewer.kith.settings.import_file(stands.id);
    let (raw, container) = (row.raw, row.container.clone());
    let cells = spawn_blocking(move || split(&path, &stands.file_name, &container, &raw)).await??;
    let columns = table.mapping.columns.into_iter();
    Ok(Broken {
        id: rejection,
        container: row.container,
        number: row.number,
        reason: row.reason,
        detail: row.detail,
        headers: columns.map(|column| column.header).collect(),
        cells,
    })
}

async fn its_table(scope: &mut Scope, import: Uuid, container: &str) -> Result<Table> {
    let table = table_of(scope, import, Some(container)).await?;
    table.ok_or(Error::NotFound)
}

fn split(path: &Path, file_name: &str, container: &str, raw: &str) -> Result<Vec<String>> {
    Ok(dialect_of(path, file_name, container)?.split(raw))
}

/// Takes the row as it is corrected: a contact like those of all other rows. `Invalid`
/// where it still is none.
pub async fn mend_row(
    scope: &mut Scope,
    viewer: &Viewer,
    import: Uuid,
    rejection: i64,
    cells: &[String],
) -> Result<()> {
    scope.alone(Turn::Mail).await?;
    scope.alone(Turn::People).await?;
    let stands = store::import(scope, import).await?;
    if stands.state != "done" {
        return Err(Error::Conflict);
    }
    let container = container_of(scope, import, rejection).await?;
    let mapping = its_table(scope, import, &container).await?.mapping;
    let regions = regions_of(viewer.zone);
    let known = mapping.columns.len();
    if cells.iter().skip(known).any(|cell| !cell.trim().is_empty()) {
        return Err(Error::invalid("cells", FieldCode::TooLong));
    }
    let record = mapping::row(&mapping, cells, &regions)
        .map_err(|_| Error::invalid("cells", FieldCode::Unreadable))?;
    let Fields::Contact(contact) = &record.fields else {
        return Err(Error::invalid("cells", FieldCode::Unreadable));
    };
    let origin = Origin::of(records::Format::Delimited, Some(&mapping));
    let own = OwnFields::of(scope, import, &[contact]).await?;
    let own = own.read(&container, contact);
    let said = Said::of(&record, contact);
    let mut statements = Statements::default();
    statements.add(Statement::of(&stands, &origin, &record, contact, said, own));
    let new = store_contacts(scope, import, &statements).await?.new;
    count_mended(scope, &stands, rejection, new > 0).await?;
    resolve(scope, import).await
}

async fn container_of(scope: &mut Scope, import: Uuid, rejection: i64) -> Result<String> {
    let found = sqlx::query_scalar!(
        "select container from import_rejections where import_id = $1 and id = $2 and outcome = 'failed'",
        import,
        rejection,
    );
    found
        .fetch_optional(scope.db())
        .await?
        .ok_or(Error::NotFound)
}

/// What failed is stored or known now.
async fn count_mended(
    scope: &mut Scope,
    import: &Import,
    rejection: i64,
    is_new: bool,
) -> Result<()> {
    let reason = sqlx::query_scalar!(
        "delete from import_rejections
         where import_id = $1 and id = $2 and outcome = 'failed'
         returning reason",
        import.id,
        rejection,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    sqlx::query!(
        "update imports set
           stored = stored + $3,
           known = known + 1 - $3,
           failed = case
             when (failed ->> $2)::integer > 1
             then jsonb_set(failed, array[$2], to_jsonb((failed ->> $2)::integer - 1))
             else failed - $2
           end
         where id = $1",
        import.id,
        reason,
        i32::from(is_new),
    )
    .execute(scope.db())
    .await?;
    Ok(())
}

async fn resolve(scope: &mut Scope, import: Uuid) -> Result<()> {
    let companies = identity::ensure_companies_of(scope, import).await?;
    fields::file_companies(scope, import).await?;
    let unlinked = identity::unlinked_records(scope, import).await?;
    let resolved = identity::resolve_records(scope, import, &unlinked).await?;
    sqlx::query!(
        "update imports set
           contacts_created = contacts_created + $2,
           companies_created = companies_created + $3
         where id = $1",
        import,
        i32::try_from(resolved.contacts.len()).unwrap_or(i32::MAX),
        i32::try_from(companies + resolved.companies_created).unwrap_or(i32::MAX),
    )
    .execute(scope.db())
    .await?;
    companies::refresh_counts(scope, Some(&resolved.contacts)).await
}
