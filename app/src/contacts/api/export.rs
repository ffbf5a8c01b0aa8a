//! Contacts as files.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::list::ContactsQuery;
use crate::{
    api::{ApiQuery, Caller, Failure},
    contacts::export::{ExportFormat, export, file_response},
    error::{Error, FieldCode},
    workspaces::Permission,
};

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `vcard` (4.0) or `csv`
    format: String,
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
    let selection = query.read(caller.0.zone)?;
    Ok(file_response(format, export(caller.0, selection, format)))
}
