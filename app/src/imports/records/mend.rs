//! Rows that could not be used, mended in place: the cells as they stand, as a person
//! corrects them, and the one record that they are then.

use records::{Fields, mapping};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{
    contacts::{Statement, Statements, store_contacts},
    mapping_of,
    origin::Origin,
    own_fields::OwnFields,
    reader::named,
};
use crate::{
    accounts::regions_of,
    companies,
    context::{Scope, Turn, Viewer},
    error::{Error, FieldCode, Result, internal},
    identity,
    imports::store::{self, Import},
};

/// A row that failed, cell by cell beneath the names of the columns; what is too much
/// stands at the end.
pub struct Broken {
    pub id: i64,
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
        r#"select number as "number!", reason, detail as "detail!", raw as "raw!"
           from import_rejections
           where import_id = $1 and id = $2 and outcome = 'failed' and container = '' and raw <> ''"#,
        import,
        rejection,
    )
    .fetch_optional(scope.db())
    .await?
    .ok_or(Error::NotFound)?;
    let decided = mapping_of(&mut scope, import)
        .await?
        .ok_or(Error::NotFound)?;
    let path = viewer.kith.settings.import_file(stands.id);
    let raw = row.raw;
    let cells = spawn_blocking(move || split(&path, &stands.file_name, &raw)).await??;
    let columns = decided.mapping.columns.into_iter();
    Ok(Broken {
        id: rejection,
        number: row.number,
        reason: row.reason,
        detail: row.detail,
        headers: columns.map(|column| column.header).collect(),
        cells,
    })
}

fn split(path: &std::path::Path, file_name: &str, raw: &str) -> Result<Vec<String>> {
    let inputs = named(path, file_name).map_err(internal)?;
    let input = inputs.first().ok_or(Error::NotFound)?;
    let dialect = input.dialect().map_err(internal)?;
    Ok(dialect.split(raw))
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
    let decided = mapping_of(scope, import).await?.ok_or(Error::NotFound)?;
    let regions = regions_of(viewer.zone);
    let known = decided.mapping.columns.len();
    if cells.iter().skip(known).any(|cell| !cell.trim().is_empty()) {
        return Err(Error::invalid("cells", FieldCode::TooLong));
    }
    let record = mapping::row(&decided.mapping, cells, &regions)
        .map_err(|_| Error::invalid("cells", FieldCode::Unreadable))?;
    let Fields::Contact(contact) = &record.fields else {
        return Err(Error::invalid("cells", FieldCode::Unreadable));
    };
    let origin = Origin::of(records::Format::Delimited, Some(&decided.mapping));
    let own = OwnFields::of(scope, import, &[contact]).await?;
    let mut statements = Statements::default();
    statements.add(Statement::of(&stands, &origin, &record, contact, &own));
    let new = store_contacts(scope, import, &statements).await?.new;
    count_mended(scope, &stands, rejection, new > 0).await?;
    resolve(scope, import).await
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
