//! Contacts as files.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::list::ContactsQuery;
use crate::{
    api::{ApiQuery, Caller, Failure},
    bulk::{Selection, page::read_ids},
    contacts::export::{ExportFormat, export, export_these, file_response},
    error::{Error, FieldCode},
    workspaces::Permission,
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `vcard` (4.0) or `csv`
    format: String,
    /// Only these contacts, parted by commas; then `q`, `sort` and `filter` say nothing
    ids: Option<String>,
}

/// Contacts as one file of cards or one table
///
/// All that `GET /contacts` lists for the same `q`, `sort` and `filter`, whatever their number;
/// `cursor` and `limit` say nothing here. In the table no cell is a formula: one that would be
/// begins with an apostrophe.
#[utoipa::path(
    get, path = "/contacts/export", tag = "contacts", params(ExportQuery, ContactsQuery),
    responses((status = 200, content((String = "text/vcard"), (String = "text/csv")))),
)]
pub async fn export_contacts(
    caller: Caller,
    ApiQuery(wanted): ApiQuery<ExportQuery>,
    ApiQuery(query): ApiQuery<ContactsQuery>,
) -> Result<Response, Failure> {
    caller.0.require(Permission::Read)?;
    let format = ExportFormat::parse(&wanted.format)
        .ok_or_else(|| Error::invalid("format", FieldCode::Unknown))?;
    if let Some(ids) = wanted.ids.filter(|ids| !ids.is_empty()) {
        let mut scope = caller.0.begin().await?;
        let chosen = Selection::Ids(read_ids(&ids)?).contacts(&mut scope).await?;
        return Ok(file_response(
            format,
            export_these(caller.0, chosen, format),
        ));
    }
    let selection = query.read(caller.0.zone)?;
    Ok(file_response(format, export(caller.0, selection, format)))
}
